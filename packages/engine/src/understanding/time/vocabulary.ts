import type { PhraseTable } from './phrase-table.ts'
import type { ComparisonKind, HolidayRule, TimeGrain, TimeUnit } from './types.ts'
import type { TimeFiles } from './vocabulary-schema.ts'

/** Phrases of one meaning. */
export type TimeWords = PhraseTable<true>

/** The time words compiled for look-up; built once per taxonomy, by compileTimeVocabulary. */
export interface TimeVocabulary {
  /** Every word of the time files, to take none of them for a misspelling of another. */
  readonly words: ReadonlySet<string>
  /** Words an expression can begin with. */
  readonly openers: ReadonlySet<string>
  readonly units: Record<
    | 'fiscal'
    | 'calendar'
    | 'fiscalYear'
    | 'calendarYear'
    | 'whole'
    | 'periods'
    | 'weekNumber'
    | 'weekCommencing'
    | 'weekStarting'
    | 'weekEnding'
    | 'fiscalPeriod'
    | 'monthNumber'
    | 'quarterNumber'
    | 'halfNumber',
    TimeWords
  > & {
    readonly names: PhraseTable<TimeUnit>
    readonly letters: ReadonlyMap<string, TimeUnit>
    readonly multiples: PhraseTable<{ readonly unit: TimeUnit; readonly count: number }>
  }
  readonly numbers: {
    readonly cardinals: PhraseTable<number>
    readonly ordinals: PhraseTable<number>
    readonly ordinalSuffixes: ReadonlySet<string>
    readonly articles: TimeWords
    readonly definite: TimeWords
    readonly vague: PhraseTable<readonly [number, number]>
  }
  readonly months: {
    readonly names: PhraseTable<number>
    readonly alsoWords: ReadonlySet<string>
    readonly notBefore: ReadonlySet<string>
    readonly contextBefore: ReadonlySet<string>
    readonly prefixes: TimeWords
  }
  readonly weekdays: {
    readonly names: PhraseTable<number>
    readonly alsoWords: ReadonlySet<string>
    readonly contextBefore: ReadonlySet<string>
    readonly plurals: PhraseTable<readonly number[]>
    readonly weekend: TimeWords
    readonly weekendCues: ReadonlySet<string>
    readonly adjectives: PhraseTable<readonly number[]>
    readonly notAfter: ReadonlySet<string>
  }
  readonly holidays: PhraseTable<{ readonly name: string; readonly rule: HolidayRule; readonly days: number }>
  readonly seasons: {
    readonly names: PhraseTable<{ readonly name: string; readonly month: number }>
    readonly contextBefore: ReadonlySet<string>
    readonly alsoWords: ReadonlySet<string>
    readonly verbBefore: ReadonlySet<string>
    readonly changeAfter: ReadonlySet<string>
    readonly suffixes: TimeWords
    readonly thatIs: TimeWords
  }
  readonly relative: Record<
    | 'last'
    | 'this'
    | 'next'
    | 'current'
    | 'currentAtEnd'
    | 'currentAdverbs'
    | 'vagueRecent'
    | 'recent'
    | 'now'
    | 'rollingPast'
    | 'rollingFuture'
    | 'ago'
    | 'fromNow'
    | 'justEnded'
    | 'beforeLast'
    | 'afterNext'
    | 'rest'
    | 'toDate'
    | 'toDateAlone'
    | 'soFar'
    | 'vagueParts'
    | 'vagueAround'
    | 'vagueOver'
    | 'allTime'
    | 'lastOf'
    | 'currentNotBefore'
    | 'following',
    TimeWords
  > & {
    readonly theUnitAfter: ReadonlySet<string>
    readonly vagueNotAfter: ReadonlySet<string>
    readonly vagueThirds: ReadonlyMap<string, 'early' | 'mid' | 'late'>
    readonly dayCues: TimeWords
    readonly dateWord: string
    readonly spans: PhraseTable<{
      readonly unit: TimeUnit
      readonly count: number
      readonly direction: 'past' | 'future'
    }>
    readonly days: PhraseTable<number>
    readonly unitAbbreviations: PhraseTable<{ readonly unit: TimeUnit; readonly offset: number }>
    readonly toDateAbbreviations: PhraseTable<{
      readonly unit: TimeUnit
      readonly fiscal: boolean
      readonly offset: number
    }>
    readonly edges: PhraseTable<'start' | 'end'>
    readonly edgeSuffixes: PhraseTable<'start' | 'end'>
    readonly edgeAbbreviations: PhraseTable<{ readonly edge: 'start' | 'end'; readonly unit: TimeUnit }>
  }
  readonly ranges: Record<Exclude<keyof TimeFiles['ranges'], 'untilNotAfter' | 'opening'>, TimeWords> & {
    readonly untilNotAfter: ReadonlySet<string>
    readonly opening: ReadonlySet<string>
  }
  readonly comparisons: Record<
    Exclude<keyof TimeFiles['comparisons'], 'abbreviations' | 'previousUnitAbbreviations'>,
    TimeWords
  > & {
    readonly previousUnitAbbreviations: PhraseTable<TimeUnit>
    readonly abbreviations: PhraseTable<{ readonly kind: ComparisonKind; readonly grain: TimeGrain | null }>
  }
  readonly grains: {
    readonly adverbs: PhraseTable<TimeGrain>
    readonly prefixes: TimeWords
    readonly not: TimeWords
    readonly asked: ReadonlySet<string>
    readonly averaged: ReadonlySet<string>
    readonly averagedOver: TimeWords
  }
  readonly years: {
    readonly notAfter: TimeWords
    readonly notAfterWithFollower: ReadonlySet<string>
    readonly notBefore: TimeWords
    readonly functionWords: ReadonlySet<string>
    readonly first: number
    readonly last: number
  }
}

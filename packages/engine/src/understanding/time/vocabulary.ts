import * as z from 'zod'
import { isIsoDate } from './dates.ts'
import type { PhraseTable } from './phrase-table.ts'
import { firstWords, phraseTable } from './phrase-table.ts'
import type { ComparisonKind, HolidayRule, TimeGrain, TimeUnit } from './types.ts'

const phrases = z.array(z.string().min(1))
const unit = z.enum(['day', 'week', 'month', 'quarter', 'half', 'year'])
const grain = z.enum(['day', 'week', 'month', 'quarter', 'year'])
const weekday = z.int().min(1).max(7)

const holidayRule = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('fixed'), month: z.int().min(1).max(12), day: z.int().min(1).max(31) }),
  z.strictObject({
    type: z.literal('nth_weekday'),
    month: z.int().min(1).max(12),
    weekday,
    nth: z.int().min(-1).max(5),
    offset: z.int(),
  }),
  z.strictObject({ type: z.literal('easter'), offset: z.int() }),
  z.strictObject({
    type: z.literal('dated'),
    dates: z.array(z.tuple([z.string().refine(isIsoDate, 'expected a day such as 2026-02-17'), z.int().positive()])),
  }),
])

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const

const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** The shape of every file of taxonomy/default/time, by file name without '.json'. Unknown keys are refused. */
export const timeVocabularySchema = z.strictObject({
  units: z.strictObject({
    units: z.record(unit, phrases),
    letters: z.record(z.string().length(1), unit),
    fiscal: phrases,
    calendar: phrases,
    fiscalYear: phrases,
    calendarYear: phrases,
    whole: phrases,
    periods: phrases,
    weekNumber: phrases,
    weekCommencing: phrases,
    weekStarting: phrases.default([]),
    weekEnding: phrases.default([]),
    /** "P3": the third month of a fiscal year. */
    fiscalPeriod: phrases.default([]),
    /** Words for several units at once: a fortnight is two weeks. */
    multiples: z.array(z.strictObject({ phrases, unit, count: z.int().positive() })).default([]),
    monthNumber: phrases,
    quarterNumber: phrases,
    halfNumber: phrases,
  }),
  numbers: z.strictObject({
    cardinals: z.record(z.string(), z.int().positive()),
    ordinals: z.record(z.string(), z.int().positive()),
    ordinalSuffixes: phrases,
    articles: phrases,
    definite: phrases,
    vague: z.record(z.string(), z.tuple([z.int().positive(), z.int().positive()])),
  }),
  months: z.strictObject({
    months: z.record(z.enum(monthNames), phrases),
    alsoWords: phrases,
    notBefore: phrases,
    contextBefore: phrases,
    prefixes: phrases,
  }),
  weekdays: z.strictObject({
    weekdays: z.record(z.enum(weekdayNames), phrases),
    alsoWords: phrases,
    contextBefore: phrases,
    plurals: z.record(z.string(), z.array(weekday)),
    weekend: phrases,
    weekendCues: phrases,
    /** "weekday sales": before what is counted, the days it is counted on. */
    adjectives: z.record(z.string(), z.array(weekday)).default({}),
    notAfter: phrases.default([]),
  }),
  holidays: z.strictObject({
    holidays: z.array(
      z.strictObject({ name: z.string().min(1), phrases, rule: holidayRule, days: z.int().positive().default(1) }),
    ),
  }),
  relative: z.strictObject({
    last: phrases,
    this: phrases,
    next: phrases,
    spans: z.array(
      z.strictObject({
        phrases,
        unit,
        count: z.int().positive(),
        direction: z.enum(['past', 'future']).default('past'),
      }),
    ),
    days: z.array(z.strictObject({ offset: z.int(), phrases })),
    current: phrases,
    currentAtEnd: phrases,
    now: phrases,
    rollingPast: phrases,
    rollingFuture: phrases,
    ago: phrases,
    fromNow: phrases,
    justEnded: phrases,
    beforeLast: phrases,
    afterNext: phrases,
    rest: phrases,
    toDate: phrases,
    toDateAlone: phrases,
    soFar: phrases,
    toDateAbbreviations: z.array(z.strictObject({ phrases, unit, fiscal: z.boolean(), offset: z.int() })),
    edges: z.strictObject({ start: phrases, end: phrases }),
    edgeSuffixes: z.strictObject({ start: phrases, end: phrases }),
    edgeAbbreviations: z.array(z.strictObject({ phrases, edge: z.enum(['start', 'end']), unit })),
    vagueParts: phrases,
    /** "were late last week": after these the word says how something went. */
    vagueNotAfter: phrases.default([]),
    /** Which third of a period a vague word means; the others mean the middle. */
    vagueThirds: z.record(z.enum(['early', 'mid', 'late']), phrases).default({ early: [], mid: [], late: [] }),
    allTime: phrases,
    lastOf: phrases,
    currentNotBefore: phrases,
    theUnitAfter: phrases,
    following: phrases,
    /** After these a bare "15th" is a day of a month. */
    dayCues: phrases.default([]),
    /** The last word of "to date", where "to now" joins a range. */
    dateWord: z.string().default('date'),
  }),
  ranges: z.strictObject({
    since: phrases,
    after: phrases,
    until: phrases,
    before: phrases,
    asOf: phrases,
    onward: phrases,
    ending: phrases,
    endingAfterCount: phrases,
    onwardAfterFrom: phrases,
    by: phrases,
    from: phrases,
    to: phrases,
    between: phrases,
    and: phrases,
    lists: phrases,
    chronological: phrases,
    shiftBefore: phrases,
    shiftAfter: phrases,
    in: phrases,
    of: phrases,
    /** Between the two days of "between 1 and 15 March". */
    betweenDays: phrases.default([]),
    /** "the week leading up to Christmas" */
    leadingTo: phrases.default([]),
    /** After these a count of units is a window: "the 6 months before that". */
    windowBeside: phrases.default([]),
    /** "more than 90 days ago", "less than 30 days ago" */
    longerAgo: phrases.default([]),
    shorterAgo: phrases.default([]),
  }),
  comparisons: z.strictObject({
    cues: phrases,
    duringWithThe: phrases,
    compareVerbs: phrases,
    compareConnectors: phrases,
    sameYear: phrases,
    sameUnit: phrases,
    lastYear: phrases,
    previousPeriod: phrases,
    previousUnit: phrases,
    unitBefore: phrases,
    elliptical: phrases,
    abbreviations: z.array(
      z.strictObject({
        phrases,
        kind: z.enum(['previous_period', 'same_period_last_year']),
        grain: grain.nullable(),
      }),
    ),
  }),
  grains: z.strictObject({
    adverbs: z.record(grain, phrases),
    prefixes: phrases,
    not: phrases,
    asked: phrases,
  }),
  years: z.strictObject({
    notAfter: phrases,
    notAfterWithFollower: phrases,
    notBefore: phrases,
    functionWords: phrases,
    first: z.int(),
    last: z.int(),
  }),
})

type Files = z.infer<typeof timeVocabularySchema>
type Words = PhraseTable<true>

/** The time words compiled for look-up; built once per taxonomy, by compileTimeVocabulary. */
export interface TimeVocabulary {
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
    Words
  > & {
    readonly names: PhraseTable<TimeUnit>
    readonly letters: ReadonlyMap<string, TimeUnit>
    readonly multiples: PhraseTable<{ readonly unit: TimeUnit; readonly count: number }>
  }
  readonly numbers: {
    readonly cardinals: PhraseTable<number>
    readonly ordinals: PhraseTable<number>
    readonly ordinalSuffixes: ReadonlySet<string>
    readonly articles: Words
    readonly definite: Words
    readonly vague: PhraseTable<readonly [number, number]>
  }
  readonly months: {
    readonly names: PhraseTable<number>
    readonly alsoWords: ReadonlySet<string>
    readonly notBefore: ReadonlySet<string>
    readonly contextBefore: ReadonlySet<string>
    readonly prefixes: Words
  }
  readonly weekdays: {
    readonly names: PhraseTable<number>
    readonly alsoWords: ReadonlySet<string>
    readonly contextBefore: ReadonlySet<string>
    readonly plurals: PhraseTable<readonly number[]>
    readonly weekend: Words
    readonly weekendCues: ReadonlySet<string>
    readonly adjectives: PhraseTable<readonly number[]>
    readonly notAfter: ReadonlySet<string>
  }
  readonly holidays: PhraseTable<{ readonly name: string; readonly rule: HolidayRule; readonly days: number }>
  readonly relative: Record<
    | 'last'
    | 'this'
    | 'next'
    | 'current'
    | 'currentAtEnd'
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
    | 'allTime'
    | 'lastOf'
    | 'currentNotBefore'
    | 'following',
    Words
  > & {
    readonly theUnitAfter: ReadonlySet<string>
    readonly vagueNotAfter: ReadonlySet<string>
    readonly vagueThirds: ReadonlyMap<string, 'early' | 'mid' | 'late'>
    readonly dayCues: Words
    readonly dateWord: string
    readonly spans: PhraseTable<{
      readonly unit: TimeUnit
      readonly count: number
      readonly direction: 'past' | 'future'
    }>
    readonly days: PhraseTable<number>
    readonly toDateAbbreviations: PhraseTable<{
      readonly unit: TimeUnit
      readonly fiscal: boolean
      readonly offset: number
    }>
    readonly edges: PhraseTable<'start' | 'end'>
    readonly edgeSuffixes: PhraseTable<'start' | 'end'>
    readonly edgeAbbreviations: PhraseTable<{ readonly edge: 'start' | 'end'; readonly unit: TimeUnit }>
  }
  readonly ranges: Record<keyof Files['ranges'], Words>
  readonly comparisons: Record<Exclude<keyof Files['comparisons'], 'abbreviations'>, Words> & {
    readonly abbreviations: PhraseTable<{ readonly kind: ComparisonKind; readonly grain: TimeGrain | null }>
  }
  readonly grains: {
    readonly adverbs: PhraseTable<TimeGrain>
    readonly prefixes: Words
    readonly not: Words
    readonly asked: ReadonlySet<string>
  }
  readonly years: {
    readonly notAfter: Words
    readonly notAfterWithFollower: ReadonlySet<string>
    readonly notBefore: Words
    readonly functionWords: ReadonlySet<string>
    readonly first: number
    readonly last: number
  }
}

/** A time file of the taxonomy that has the wrong shape; the message names the path and what was expected there. */
export class TimeVocabularyError extends Error {
  override readonly name = 'TimeVocabularyError'
}

/**
 * Checks and compiles the time files of the taxonomy, given as parsed JSON by file name without '.json'.
 * Throws a TimeVocabularyError that lists every wrong place.
 */
export function compileTimeVocabulary(files: Record<string, unknown>): TimeVocabulary {
  const parsed = timeVocabularySchema.safeParse(files)
  if (!parsed.success) {
    const places = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'files'}: ${issue.message}`)
    throw new TimeVocabularyError(`Correct the time words of the taxonomy: ${places.join('; ')}`, {
      cause: parsed.error,
    })
  }
  return compile(parsed.data)
}

function words(list: readonly string[]): Words {
  return phraseTable(list.map((phrase) => [phrase, true] as const))
}

function named<T>(entries: Iterable<readonly [readonly string[], T]>): PhraseTable<T> {
  return phraseTable([...entries].flatMap(([list, value]) => list.map((phrase) => [phrase, value] as const)))
}

function wordTables<K extends string>(lists: Record<K, readonly string[]>, keys: readonly K[]): Record<K, Words> {
  return Object.fromEntries(keys.map((key) => [key, words(lists[key])])) as Record<K, Words>
}

function compile(files: Files): TimeVocabulary {
  const compiled = compileTables(files)
  return { ...compiled, openers: openersOf(compiled) }
}

type Tables = Omit<TimeVocabulary, 'openers'>

/** Tables whose words only go on with an expression or stand before one; they open none. */
const continuing: Readonly<Record<string, readonly string[]>> = {
  ranges: [
    'to',
    'and',
    'lists',
    'chronological',
    'in',
    'of',
    'onward',
    'onwardAfterFrom',
    'ending',
    'endingAfterCount',
    'shiftBefore',
    'shiftAfter',
    'betweenDays',
    'windowBeside',
  ],
  relative: [
    'now',
    'ago',
    'fromNow',
    'justEnded',
    'beforeLast',
    'afterNext',
    'toDate',
    'edgeSuffixes',
    'dayCues',
    'currentNotBefore',
  ],
  comparisons: ['compareVerbs', 'unitBefore', 'previousUnit'],
  grains: ['not'],
}

/** Every word an expression can begin with, so that all other words are passed over at once. */
function openersOf(tables: Tables): ReadonlySet<string> {
  const openers = new Set<string>()
  const { years: _years, holidays, ...groups } = tables
  const add = (table: unknown): void => {
    if (isPhraseTable(table)) for (const word of firstWords(table)) openers.add(word)
  }
  add(holidays)
  for (const [name, group] of Object.entries(groups)) {
    for (const [key, table] of Object.entries(group)) if (!continuing[name]?.includes(key)) add(table)
  }
  return openers
}

function isPhraseTable(value: unknown): value is PhraseTable<unknown> {
  return typeof value === 'object' && value !== null && 'root' in value
}

function compileTables(files: Files): Tables {
  const { units, numbers, months, weekdays, relative, comparisons, grains, years } = files
  return {
    units: {
      ...wordTables(units, ['fiscal', 'calendar', 'fiscalYear', 'calendarYear', 'whole', 'periods', 'weekNumber']),
      ...wordTables(units, ['weekCommencing', 'weekStarting', 'weekEnding', 'fiscalPeriod']),
      ...wordTables(units, ['monthNumber', 'quarterNumber', 'halfNumber']),
      multiples: named(units.multiples.map((entry) => [entry.phrases, entry] as const)),
      names: named(entriesOf(units.units)),
      letters: new Map(Object.entries(units.letters)),
    },
    numbers: {
      cardinals: phraseTable(Object.entries(numbers.cardinals)),
      ordinals: phraseTable(Object.entries(numbers.ordinals)),
      ordinalSuffixes: new Set(numbers.ordinalSuffixes),
      articles: words(numbers.articles),
      definite: words(numbers.definite),
      vague: phraseTable(Object.entries(numbers.vague)),
    },
    months: {
      names: named(monthNames.map((name, index) => [months.months[name], index + 1] as const)),
      alsoWords: new Set(months.alsoWords),
      notBefore: new Set(months.notBefore),
      contextBefore: new Set(months.contextBefore),
      prefixes: words(months.prefixes),
    },
    weekdays: {
      names: named(weekdayNames.map((name, index) => [weekdays.weekdays[name], index + 1] as const)),
      alsoWords: new Set(weekdays.alsoWords),
      contextBefore: new Set(weekdays.contextBefore),
      plurals: phraseTable(Object.entries(weekdays.plurals)),
      weekend: words(weekdays.weekend),
      weekendCues: new Set(weekdays.weekendCues),
      adjectives: phraseTable(Object.entries(weekdays.adjectives)),
      notAfter: new Set(weekdays.notAfter),
    },
    holidays: named(
      files.holidays.holidays.map(({ name, phrases: list, rule, days }) => [list, { name, rule, days }] as const),
    ),
    relative: {
      ...wordTables(relative, ['last', 'this', 'next', 'current', 'currentAtEnd', 'now', 'rollingPast']),
      ...wordTables(relative, ['rollingFuture', 'ago', 'fromNow', 'justEnded', 'beforeLast', 'afterNext', 'rest']),
      ...wordTables(relative, [
        'toDate',
        'toDateAlone',
        'soFar',
        'vagueParts',
        'allTime',
        'lastOf',
        'currentNotBefore',
        'following',
        'dayCues',
      ]),
      theUnitAfter: new Set(relative.theUnitAfter),
      dateWord: relative.dateWord,
      vagueNotAfter: new Set(relative.vagueNotAfter),
      vagueThirds: new Map(
        entriesOf(relative.vagueThirds).flatMap(([list, third]) => list.map((word) => [word, third] as const)),
      ),
      spans: named(relative.spans.map((span) => [span.phrases, span] as const)),
      days: named(relative.days.map((day) => [day.phrases, day.offset] as const)),
      toDateAbbreviations: named(relative.toDateAbbreviations.map((entry) => [entry.phrases, entry] as const)),
      edges: named(entriesOf(relative.edges)),
      edgeSuffixes: named(entriesOf(relative.edgeSuffixes)),
      edgeAbbreviations: named(relative.edgeAbbreviations.map((entry) => [entry.phrases, entry] as const)),
    },
    ranges: wordTables(files.ranges, Object.keys(files.ranges) as (keyof Files['ranges'])[]),
    comparisons: {
      ...wordTables(comparisons, [
        'cues',
        'duringWithThe',
        'compareVerbs',
        'compareConnectors',
        'sameYear',
        'sameUnit',
        'lastYear',
      ]),
      ...wordTables(comparisons, ['previousPeriod', 'previousUnit', 'unitBefore', 'elliptical']),
      abbreviations: named(comparisons.abbreviations.map((entry) => [entry.phrases, entry] as const)),
    },
    grains: {
      adverbs: named(entriesOf(grains.adverbs)),
      prefixes: words(grains.prefixes),
      not: words(grains.not),
      asked: new Set(grains.asked),
    },
    years: {
      notAfter: words(years.notAfter),
      notAfterWithFollower: new Set(years.notAfterWithFollower),
      notBefore: words(years.notBefore),
      functionWords: new Set(years.functionWords),
      first: years.first,
      last: years.last,
    },
  }
}

function entriesOf<K extends string>(lists: Record<K, readonly string[]>): (readonly [readonly string[], K])[] {
  return (Object.keys(lists) as K[]).map((key) => [lists[key], key] as const)
}

import { firstWords, type PhraseTable, phraseTable } from './phrase-table.ts'
import type { TimeVocabulary, TimeWords } from './vocabulary.ts'
import { monthNames, type TimeFiles, timeVocabularySchema, weekdayNames } from './vocabulary-schema.ts'

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

function words(list: readonly string[]): TimeWords {
  return phraseTable(list.map((phrase) => [phrase, true] as const))
}

function named<T>(entries: Iterable<readonly [readonly string[], T]>): PhraseTable<T> {
  return phraseTable([...entries].flatMap(([list, value]) => list.map((phrase) => [phrase, value] as const)))
}

function wordTables<K extends string>(lists: Record<K, readonly string[]>, keys: readonly K[]): Record<K, TimeWords> {
  return Object.fromEntries(keys.map((key) => [key, words(lists[key])])) as Record<K, TimeWords>
}

function compile(files: TimeFiles): TimeVocabulary {
  const compiled = compileTables(files)
  return { ...compiled, words: wordsIn(files), openers: openersOf(compiled) }
}

function wordsIn(source: unknown, into = new Set<string>()): Set<string> {
  if (typeof source === 'string') for (const word of source.toLowerCase().match(/[a-z]+/g) ?? []) into.add(word)
  else if (typeof source === 'object' && source !== null) {
    for (const value of Object.values(source)) wordsIn(value, into)
  }
  return into
}

type Tables = Omit<TimeVocabulary, 'openers' | 'words'>

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
    'placing',
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
  comparisons: ['compareVerbs', 'differences', 'unitBefore', 'trailing', 'previousUnit', 'previousUnitAbbreviations'],
  grains: ['not'],
  seasons: ['suffixes', 'thatIs'],
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

function compileTables(files: TimeFiles): Tables {
  const { units, numbers, months, weekdays, relative, comparisons, grains, years } = files
  const { untilNotAfter, opening, ...ranges } = files.ranges
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
    seasons: {
      names: named(files.seasons.seasons.map((season) => [season.phrases, season] as const)),
      contextBefore: new Set(files.seasons.contextBefore),
      alsoWords: new Set(files.seasons.alsoWords),
      verbBefore: new Set(files.seasons.verbBefore),
      changeAfter: new Set(files.seasons.changeAfter),
      suffixes: words(files.seasons.suffixes),
      thatIs: words(files.seasons.thatIs),
    },
    relative: {
      ...wordTables(relative, [
        'last',
        'this',
        'next',
        'current',
        'currentAtEnd',
        'now',
        'rollingPast',
        'currentAdverbs',
        'vagueRecent',
        'recent',
      ]),
      ...wordTables(relative, ['rollingFuture', 'ago', 'fromNow', 'justEnded', 'beforeLast', 'afterNext', 'rest']),
      ...wordTables(relative, [
        'toDate',
        'toDateAlone',
        'soFar',
        'vagueParts',
        'vagueAround',
        'vagueOver',
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
      unitAbbreviations: named(relative.unitAbbreviations.map((entry) => [entry.phrases, entry] as const)),
      days: named(relative.days.map((day) => [day.phrases, day.offset] as const)),
      toDateAbbreviations: named(relative.toDateAbbreviations.map((entry) => [entry.phrases, entry] as const)),
      edges: named(entriesOf(relative.edges)),
      edgeSuffixes: named(entriesOf(relative.edgeSuffixes)),
      edgeAbbreviations: named(relative.edgeAbbreviations.map((entry) => [entry.phrases, entry] as const)),
    },
    ranges: {
      ...wordTables(ranges, Object.keys(ranges) as (keyof typeof ranges)[]),
      untilNotAfter: new Set(untilNotAfter),
      opening: new Set(opening),
    },
    comparisons: {
      ...wordTables(comparisons, [
        'cues',
        'duringWithThe',
        'compareVerbs',
        'compareConnectors',
        'sameYear',
        'sameUnit',
        'pointing',
        'lastYear',
      ]),
      ...wordTables(comparisons, [
        'previousPeriod',
        'previousUnit',
        'unitBefore',
        'trailing',
        'differences',
        'elliptical',
      ]),
      previousUnitAbbreviations: named(
        comparisons.previousUnitAbbreviations.map((entry) => [entry.phrases, entry.unit] as const),
      ),
      abbreviations: named(comparisons.abbreviations.map((entry) => [entry.phrases, entry] as const)),
    },
    grains: {
      adverbs: named(entriesOf(grains.adverbs)),
      prefixes: words(grains.prefixes),
      not: words(grains.not),
      asked: new Set(grains.asked),
      averaged: new Set(grains.averaged),
      averagedOver: words(grains.averagedOver),
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

import * as z from 'zod'
import { isIsoDate } from './dates.ts'

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

export const monthNames = [
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

export const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

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
    /** Of a state these mean what there is, of a flow the running quarter. */
    currentAdverbs: phrases.default([]),
    /** "lately": no fixed days, so asked. */
    vagueRecent: phrases.default([]),
    /** "in recent weeks" is as vague as "the last few weeks". */
    recent: phrases.default([]),
    /** "lw" is last week; those of the running unit only beside another period ("ty vs ly"). */
    unitAbbreviations: z.array(z.strictObject({ phrases, unit, offset: z.int() })).default([]),
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
    /** "around 15 July", "around Christmas": that day or its week. */
    vagueAround: phrases.default([]),
    /** The same before a holiday only: "over Easter". */
    vagueOver: phrases.default([]),
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
    /** "sales add up to …", "take me through 2025": after these the word belongs to what is done. */
    untilNotAfter: phrases.default([]),
    /** Marks between a year and the part of it: "2025, January to March". */
    opening: phrases.default([]),
    /** "came in second in March", "lowest first for March": behind these an ordinal is a place in an order, and no day. */
    placing: phrases.default([]),
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
    /** "against that month a year earlier": points at the period asked about, behind a word that compares alone. */
    pointing: phrases.default([]),
    lastYear: phrases,
    previousPeriod: phrases,
    previousUnit: phrases,
    /** "vs pm": counted from the period asked about. */
    previousUnitAbbreviations: z.array(z.strictObject({ phrases, unit })).default([]),
    unitBefore: phrases,
    /** "the difference between June and May": set side by side in any order, where no range runs backwards. */
    differences: phrases,
    /** "previous year comparison", "prior year alongside" */
    trailing: phrases,
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
    /** "an average month", "averaged over the months": what makes a unit the bucket of an average. */
    averaged: phrases,
    averagedOver: phrases,
  }),
  seasons: z
    .strictObject({
      seasons: z.array(z.strictObject({ name: z.string().min(1), phrases, month: z.int().min(1).max(12) })),
      /** Words that a bare season must stand behind. */
      contextBefore: phrases,
      /** Seasons that are verbs as well ("fall"). */
      alsoWords: phrases,
      /** Before these the season is such a verb. */
      verbBefore: phrases,
      /** "the last fall in revenue" */
      changeAfter: phrases,
      /** "summer months" */
      suffixes: phrases,
      /** Between a season and the months it is spelled out by. */
      thatIs: phrases,
    })
    .default({
      seasons: [],
      contextBefore: [],
      alsoWords: [],
      verbBefore: [],
      changeAfter: [],
      suffixes: [],
      thatIs: [],
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

export type TimeFiles = z.infer<typeof timeVocabularySchema>

import { companyWordsShape, directionSchema, intentSchema, unitKinds, weightedPhraseSchema } from '@salestalk/protocol'
import * as z from 'zod'
import type { Locale } from './locale-schema.ts'

/** What a date column dates; the order business is dated by stands in the data. */
export const timeKinds = [
  'close',
  'order',
  'invoice',
  'generic',
  'start',
  'return',
  'end',
  'ship',
  'delivery',
  'update',
] as const
export type TimeKind = (typeof timeKinds)[number]

const id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected lower-case letters, digits and underscores')

/** taxonomy/default/intents/<id>.json: the phrases that suggest an intent. `<metric>`-like slots are not used; cues are plain phrases. */
export const intentEntrySchema = z.strictObject({
  id: intentSchema,
  label: z.string(),
  description: z.string(),
  aliases: z.array(z.string()),
  cues: z.array(weightedPhraseSchema),
  examples: z.array(z.string()).min(1),
})

/** taxonomy/default/subjects/<id>.json. `entity` is the dimension whose members the subject talks about (products -> product), or null. */
export const subjectEntrySchema = z.strictObject({
  id,
  label: z.string(),
  synonyms: z.array(z.string()),
  entity: id.nullable(),
  metrics: z.array(id),
})

/**
 * taxonomy/default/metrics/<id>.json. `columns` are header names (lower case, words separated by one space) that hold this metric in
 * uploads. `negativeSynonyms` look like the metric and are not. A `ratio` without parts, or whose parts a company lacks, is averaged.
 * An empty `dimensions` allows all.
 */
export const metricEntrySchema = z.strictObject({
  id,
  subject: id,
  label: z.string(),
  description: z.string(),
  synonyms: z.array(weightedPhraseSchema),
  negativeSynonyms: z.array(z.string()),
  unit: z.enum(unitKinds),
  aggregation: z.enum(['sum', 'count', 'count_distinct', 'last', 'average', 'ratio']),
  numerator: id.nullable(),
  denominator: id.nullable(),
  /** Other pairs of parts, nearest first, for data that lacks the first. */
  alternatives: z.array(z.strictObject({ numerator: id, denominator: id })).default([]),
  direction: directionSchema,
  importance: z.number().min(0).max(1),
  dimensions: z.array(z.string()),
  columns: z.array(z.string()),
})

/**
 * taxonomy/default/dimensions/<id>.json. `aliases` name well-known members ("NA": ["North America"] is written member first).
 * `parents` are the dimensions that may stand one level up, nearest first: a dataset uses the first it has.
 */
export const dimensionEntrySchema = z.strictObject({
  id,
  label: z.string(),
  synonyms: z.array(weightedPhraseSchema),
  columns: z.array(z.string()),
  parents: z.array(id),
  /**
   * Dimensions that stand above this one in some files and below it in others (regions and countries): a parent only where they have
   * fewer members and none is a point of the compass.
   */
  possibleParents: z.array(id).default([]),
  subject: id.nullable(),
  aliases: z.record(z.string(), z.array(z.string())),
})

/** taxonomy/default/everyday-words.json: a word -> groups of metrics, nearest group first; two of one group present means ambiguous. */
export const everydayWordSchema = z.strictObject({ word: z.string(), candidates: z.array(z.array(id).min(1)).min(1) })

const headerNames = z.array(z.string().min(1))
const noun = z.strictObject({ singular: z.string(), plural: z.string() })

/**
 * taxonomy/default/columns.json: how headers and members of uploads are recognized when a model is proposed. Header names are in lower
 * case with words separated by one space; a name of several words counts for headers that end in it.
 */
export const columnVocabularySchema = z.strictObject({
  /** Word of a header -> the word it stands for. */
  abbreviations: z.record(z.string(), z.string()),
  /** The same for words that are ordinary ones too: they count with a dot only ("Mat. Cost"). */
  dottedAbbreviations: z.record(z.string(), z.string()),
  /** Short forms that are words by themselves or mean something else, but for those of columns of numbers. */
  numberAbbreviations: z.record(z.string(), z.string()),
  /** Whole headers of other languages, folded -> the header they stand for; the locales' are added when a taxonomy is loaded. */
  foreignHeaders: z.record(z.string(), z.string()).default({}),
  /** Words that may be dropped from a header when it matches nothing as it stands. */
  fillers: headerNames,
  /** Sign or code -> ISO 4217 code. */
  currencies: z.record(z.string(), z.string().length(3)),
  /** Kinds of time column, the one business is dated by first. */
  times: z.array(z.strictObject({ id: z.enum(timeKinds), names: headerNames })),
  /** Numbers that only serve in formulas. */
  /** Say that a price is the one asked for before any discount: of two prices, the other was charged. */
  listPrices: headerNames,
  parts: z.strictObject({
    unit_price: headerNames,
    unit_cost: headerNames,
    discount: headerNames,
    probability: headerNames,
  }),
  /** Names of metrics that also count at the end of a longer header ("weekly sales"). */
  tails: headerNames,
  /** Last words of headers that number a thing: never added up, reached by their own header only. */
  identifiers: headerNames,
  /** Headers that no question is about. */
  ignored: headerNames,
  /** Words in the names of files that do not say what a row is. */
  containers: headerNames,
  /**
   * What tells what a row is called: last words of headers that number rows, those that name or describe things, most telling first, and
   * those of addresses, words of a file's name behind which it does not say so,
   * words before "of" that say how many there are, and nouns for the same thing.
   */
  rowNames: z.strictObject({
    numbers: headerNames,
    names: z.array(headerNames),
    addresses: headerNames,
    breaks: headerNames,
    counts: headerNames,
    /** Of these, what says how many there are of the noun before it, and nothing else. */
    tallies: headerNames,
    /** Words before a plural that say how many there are of it: "Num Guests". */
    before: headerNames,
    alike: z.array(headerNames),
  }),
  /**
   * Identifiers whose distinct values are a metric, and what they say about the rows: the kind of date such records go by, and what a
   * row is called when it is one of them (`record`) or when several rows share one (`part`). The first found decides.
   */
  entities: z.array(
    z.strictObject({
      metric: id,
      dimension: id.nullable(),
      names: headerNames,
      time: z.enum(timeKinds).nullable(),
      record: noun,
      part: noun,
    }),
  ),
  /** Words of headers whose numbers are money. */
  money: headerNames,
  /** What "amount" may be left out behind: the refunds are the refund amount, while contracts are no contract value. */
  moneyThings: headerNames,
  /** What is done with things, at the end of headers that count them: "Rooms Sold". */
  deeds: headerNames,
  /** Words of headers whose numbers are averaged, not added up. */
  rates: headerNames,
  /** Words of headers whose numbers are a level at a point in time. */
  stocks: headerNames,
  /** Headers whose numbers or flags name groups. */
  labels: headerNames,
  /**
   * Members of a stage column. Those `…InPipelines` are too general elsewhere: they count when the header is one of `stageColumns` or
   * the file has opportunities.
   */
  stages: z.strictObject({
    columns: headerNames,
    stageColumns: headerNames,
    won: headerNames,
    lost: headerNames,
    wonInPipelines: headerNames,
    lostInPipelines: headerNames,
  }),
  /** Words of headers or of the file's name that make a plain amount money spent, not earned. */
  spending: headerNames,
  /**
   * Headers of what was spent and of what was to be spent in a report of costs, what people call it there, and members that show that
   * the report is of earnings too.
   */
  actuals: z.strictObject({
    actual: headerNames,
    budget: headerNames,
    costs: headerNames,
    earnings: headerNames,
  }),
  /** Headers that name products only in files that have quantities, unit prices or product numbers. */
  productContext: headerNames,
  /** Headers of amounts that only decided opportunities have. */
  closingAmounts: headerNames,
  /** Status members that are mentioned to the user, because such rows are counted. */
  cancelled: z.strictObject({ columns: headerNames, members: headerNames }),
  /** Status members of subscriptions and accounts that are over. */
  inactive: headerNames,
  /** Headers that repeat a part of the date: left to the calendar when the file has one. */
  calendar: headerNames,
  /** Header words too general to become a synonym by themselves. */
  vague: headerNames,
  /** Members that are points of the compass: parts of a country, not groups of countries. */
  compass: headerNames,
  /** Members that stand for the sum of the others. */
  totals: headerNames,
  /** The same, sure enough to leave such rows out of files whose rows are records. */
  totalRows: headerNames,
  /** Headers of yes/no columns that are an event, and the members that mean yes. */
  flags: z.strictObject({
    /** What comes before the noun for customers where a column says that they are: "New Client". */
    new: headerNames,
    churned: headerNames,
    returned: headerNames,
    won: headerNames,
    converted: headerNames,
    yes: headerNames,
    /** The members of a column that says yes or no and nothing else. */
    bare: headerNames,
    no: headerNames,
  }),
  /** Events that yes/no columns tell of: how the columns are called, the event, and what those without it are called. */
  events: z.array(
    z.strictObject({
      names: headerNames,
      nouns: headerNames,
      opposites: headerNames,
      tone: z.enum(['good', 'bad', 'neutral']),
    }),
  ),
  /** Last words of headers that describe a thing and name none: nobody counts them. */
  attributes: headerNames,
  /** Last words of headers that have no plural, and what those are called whom one ending in "by" names by what they did. */
  doers: z.strictObject({ prepositions: headerNames, people: z.record(z.string(), z.string()) }),
  /** Units at the end of headers, which nobody says. */
  suffixes: headerNames,
  /** Units in headers of quantities -> what people call such a quantity: "Qty (cs)" are cases. */
  quantityUnits: z.record(z.string(), headerNames),
  /** What stands behind the stroke of a header that is one thing by another: "Cost / Lead". */
  perNouns: headerNames,
  /** Names of dimensions that say nothing at the end of a longer header: a "room type" is no type of deal. */
  bareTails: headerNames,
  /**
   * Units of time that are added up where the header has one of the kinds of effort ("overtime hours") or nothing else ("hours"), but not
   * where it says how long something takes ("response hours").
   */
  efforts: z.strictObject({
    units: headerNames,
    kinds: headerNames,
    processes: headerNames,
    /** Days add up only where they are spent on something of their own: "days rented". */
    dayUnits: headerNames,
    dayKinds: headerNames,
  }),
  /** Words of headers whose numbers come and go, although they are of things that are there: "churned subscribers". */
  flows: headerNames,
  /** Words of averaged headers that are added up where the header ends in what they cost: "salary cost", but not "unit cost". */
  costs: z.strictObject({ of: headerNames, heads: headerNames }),
  /**
   * Last words of headers of what is earned and of what it costs, headers of all that it costs, words of costs that are not of the
   * whole row, and of those for things and for people, which are all it costs together.
   */
  margins: z.strictObject({
    takings: headerNames,
    costs: headerNames,
    all: headerNames,
    each: headerNames,
    materials: headerNames,
    work: headerNames,
  }),
  /**
   * What all the money taken in is called, last words of headers of parts of it and of what it may be called instead, beside which a part
   * is no whole, and words of headers that are something else.
   */
  takings: z.strictObject({
    /** Metrics of the vocabulary that say what is taken in themselves. */
    stated: z.array(z.string()),
    names: headerNames,
    parts: headerNames,
    ends: headerNames,
    others: headerNames,
  }),
  /** Headers of what is sold where the file has sales, and of something else in other files. */
  soldByName: headerNames,
  /** Words before a measure's name that make it another's: "LY Sales". */
  otherwise: headerNames,
  /** Words of averaged headers whose total says something too. */
  additive: headerNames,
  /** Words of headers that tell whether more is better, and what the numbers are about. */
  tones: z.strictObject({
    good: headerNames,
    bad: headerNames,
    earning: headerNames,
    spending: headerNames,
    /** What one waits for, so that less of it is better where a heading measures it in these units of time. */
    slow: headerNames,
    durations: headerNames,
    /** What says of such a heading that it is a part of all, and no time. */
    shares: headerNames,
  }),
  /** Headers of files whose rows are (metric, period, value). */
  long: z.strictObject({
    metric: headerNames,
    /** Count only when the members are metrics. */
    weakMetric: headerNames,
    period: headerNames,
    value: headerNames,
    unit: headerNames,
    /** Stands in for the unit where the file has one currency only. */
    currency: headerNames,
  }),
  /**
   * Last words of headers that say of nobody whose they are, words of such headers of somebody beside the customer, of those who may become one, and last words of headers of contacts and of mere names,
   * who are customers, leads or neither by what else the file has.
   */
  parties: z.strictObject({
    loose: headerNames,
    other: headerNames,
    leads: headerNames,
    contacts: headerNames,
    names: headerNames,
  }),
  /** Members that tell how far something is: a "state" of such is no state of a country. */
  conditions: headerNames,
  /** Members of columns of devices. */
  devices: headerNames,
  /** Ends of headers that name a device, or where a customer came from, only where the rest of the file agrees. */
  doubtful: z.strictObject({ device: headerNames, source: headerNames }),
  /** Ends of headers of what it costs to acquire something, and of those that can only be customers. */
  acquisition: z.strictObject({ any: headerNames, customers: headerNames }),
  /** Words of headers of where something is bound for. */
  destinations: headerNames,
  /** Ends of headers that are one name: a "postal code" is no code of a postal. */
  wholeNames: headerNames,
  /** Words that headers run together ("ORDERLINENUMBER"), with words that only look run together, and those that stand last only. */
  glued: z.strictObject({ words: headerNames, ends: headerNames }),
  /** Cells of a unit column, by the unit they mean. */
  units: z.record(z.enum(unitKinds), headerNames),
})

/** What a company changes about the vocabulary: stored with it, applied on top of the default. */
export const overlaySchema = z.strictObject({
  add: z
    .strictObject({
      subjects: z.array(subjectEntrySchema).default([]),
      metrics: z.array(metricEntrySchema).default([]),
      dimensions: z.array(dimensionEntrySchema).default([]),
      everydayWords: z.array(everydayWordSchema).default([]),
    })
    .prefault({}),
  ...companyWordsShape,
})

export type IntentEntry = z.infer<typeof intentEntrySchema>
export type SubjectEntry = z.infer<typeof subjectEntrySchema>
export type MetricEntry = z.infer<typeof metricEntrySchema>
export type DimensionEntry = z.infer<typeof dimensionEntrySchema>
export type EverydayWord = z.infer<typeof everydayWordSchema>
export type ColumnVocabulary = z.infer<typeof columnVocabularySchema>
export type TaxonomyOverlay = z.infer<typeof overlaySchema>

/** The parts of an overlay that are about words and settings, not about entries. */
export type CompanyWords = Omit<TaxonomyOverlay, 'add' | 'hide'>

/** The validated vocabulary. `phrases` and `time` hold the files of those folders by name, each validated by the stage that reads it. */
export interface Taxonomy {
  readonly version: string
  readonly intents: readonly IntentEntry[]
  readonly subjects: readonly SubjectEntry[]
  readonly metrics: readonly MetricEntry[]
  readonly dimensions: readonly DimensionEntry[]
  readonly everydayWords: readonly EverydayWord[]
  readonly columns: ColumnVocabulary
  readonly phrases: Readonly<Record<string, unknown>>
  readonly time: Readonly<Record<string, unknown>>
  /** Weights fitted to questions, by file name; the stage that uses one knows its shape. */
  readonly weights: Readonly<Record<string, unknown>>
  /** What one company says about words; null in the common vocabulary. */
  readonly company: CompanyWords | null
  /** The other languages questions are read in, in alphabetical order of their codes. */
  readonly locales: readonly Locale[]
}

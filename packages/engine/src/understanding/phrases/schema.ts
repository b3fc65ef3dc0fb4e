import * as z from 'zod'

const words = z.array(z.string().min(1))
const metricGroups = z.array(z.array(z.string()).min(1))

/** Grammatical signals a word or phrase can give; one phrase may give several, the decoder picks by what stands around it. */
export const cueNames = [
  'group',
  'exclude',
  'blank',
  'present',
  'and',
  'versus',
  'compare',
  'growth',
  'gt',
  'gte',
  'lt',
  'lte',
  'suffix_gte',
  'suffix_lte',
  'between',
  'equals',
  'negative',
  'positive',
  'loss',
  'ratio',
  'both',
  'from',
  'to',
  'top',
  'bottom',
  'best',
  'worst',
  'rank',
  'rank_ascending',
  'list',
  'which',
  'who',
  'where',
  'when',
  'what',
  'how_many',
  'total',
  'average',
  'running_total',
  'moving_average',
  'share',
  'trend',
  'grain_day',
  'grain_week',
  'grain_month',
  'grain_quarter',
  'grain_year',
  'why',
  'anomaly',
  'forecast',
  'target',
  'correlation',
  'all',
  'yes_no',
  'superlative_one',
  'comparative',
  'only',
  'follow_add',
  'follow_widen',
  'follow_instead',
  'follow_same',
  'follow_break',
  'follow_clear',
] as const
export type CueName = (typeof cueNames)[number]

type GrammarCue = Exclude<CueName, `follow_${string}` | 'only'>
const isGrammarCue = (name: CueName): name is GrammarCue => name !== 'only' && !name.startsWith('follow_')

export const cuesSchema = z.strictObject(
  Object.fromEntries(cueNames.filter(isGrammarCue).map((name) => [name, words])) as Record<GrammarCue, typeof words>,
)

export const ignorablesSchema = z.strictObject({
  function: words,
  courtesy: words,
  request: words,
  generic: words,
  verbs: words,
})

export const quantitiesSchema = z.strictObject({
  numbers: z.record(z.string(), z.number()),
  multipliers: z.record(z.string(), z.number()),
  currencies: z.record(z.string(), z.string()),
  percent: words,
  ordinals: z.record(z.string(), z.int()),
  /** Opens "half a million". */
  fractions: z.record(z.string(), z.number()),
  /** Stand for one before a multiplier ("a million"). */
  articles: words,
  /** Words and signs that make the number after them negative. */
  negations: words,
  signs: words,
})

export const equivalentsSchema = z.record(z.string(), z.string())

/** Words of one quality ("longer", "heaviest", "how long") and how the measures it is told by are recognized. */
const qualitySchema = z.strictObject({
  high: words,
  low: words,
  /** Questions that ask for the measure itself. */
  asks: z.array(z.string()),
  /** Verbs that say nothing else after such a question ("how long do they last"). */
  verbs: z.array(z.string()),
  metrics: z.array(z.string()),
  /** Words in the name of such a measure. */
  nouns: words,
  /** Words in the name of a measure of another such thing, unless the question has them too. */
  apart: z.array(z.string()),
  units: words,
})
export type Quality = z.infer<typeof qualitySchema>

/** Verbs and adjectives that stand for a metric: groups of metric ids, nearest first; two of one group present means ambiguous. */
export const impliedMetricsSchema = z.strictObject({
  phrases: z.array(
    z.strictObject({
      phrases: words,
      metrics: metricGroups.or(z.array(z.never())),
      /** Where none of those is there: the one amount of money that comes in or goes out. */
      money: z.enum(['in', 'out']).optional(),
      rank: z.enum(['top', 'bottom', 'best', 'worst']).nullable(),
      /** Where a company has none of them: the amount it takes in, or a verb that says nothing; left out, nobody knows the words. */
      else: z.enum(['amount', 'nothing']).optional(),
    }),
  ),
  rank: metricGroups,
  /** What "how many chairs" counts. */
  members: metricGroups,
  /**
   * Headings whose members say what kind of record one is, so that "cancellations" are counted: states always, types where the heading or
   * nothing but the records names what they are types of, levels where it names them or the records are people. And members that are nouns
   * though no plurals.
   */
  kinds: z.strictObject({ states: words, types: words, levels: words, nouns: words }),
  /** What "more than three times" counts. */
  occasions: z.strictObject({ words, metrics: metricGroups }),
  /** What is below zero for those who lose money. */
  loss: metricGroups,
  /** What we do with our own money: no measure of what comes in. */
  outgoings: z.strictObject({ subjects: words, verbs: words }),
  /** Asks for an amount where an auxiliary follows, whoever the subject is. */
  amounts: z.strictObject({
    cues: words,
    auxiliaries: words,
    /** Verbs of which "what" asks for the amount as well ("what did the shop take"). */
    verbs: words,
  }),
  /** Words that say a measure is above zero where they stand beside the things it is measured for. */
  gain: words,
  /** Verbs of which a small number counts pieces, not money. */
  counting: words,
  /** Question words that ask for a length of time. */
  durations: words,
  who: z.strictObject({ sellers: words, buyers: words, buying: words }),
  qualities: z.array(qualitySchema),
  /** Words in the names of amounts that go out, and of those that are neither what was sold nor what it cost. */
  money: z.strictObject({ out: words, side: words }),
  /** Words for the whole company, which say nothing right before a measure ("group revenue") and name something elsewhere. */
  wholes: words,
  /** Words of frequency: what is most common is ranked by how many records have it. */
  common: words,
  /** Superlatives that say nothing of what is measured. */
  vague: words,
  /** Verbs that narrow the noun they belong to: "customers … gained" are new customers. */
  narrowing: z.array(
    /** `optional` verbs say nothing new where no measure of the company bears them. */
    z.strictObject({ verbs: words, adjectives: words, optional: z.boolean().default(false) }),
  ),
  /** Verbs that date a record, and the words of the time columns they speak of. */
  dating: z.array(z.strictObject({ verbs: words, columns: words })),
})

/** What a word of change says: which way, whether a rise is what it calls good, and whether it means the share of what was before. */
export const changesSchema = z.strictObject({ up: words, down: words, good: words, relative: words })

/** Words of names: what may be left out at their end ("Acme" for "Acme Corp."), and words written in several ways. */
export const nameWordsSchema = z.strictObject({
  endings: words,
  spellings: z.array(z.array(z.string().min(1)).min(2)),
  /** Dimensions whose members lead teams, and the words for those they lead. */
  heads: words,
  teams: words,
  /** Behind these stands a name, seldom a function word. */
  prepositions: words,
  /** Behind these stands the name of a thing or a place, never what is to be computed. */
  openers: words,
  /** Of the name of a yes/no column ("Is Cancelled", "Rush Flag"): what it may open and end with, and what denies it. */
  flags: z.strictObject({ openers: words, endings: words, negations: words, prefixes: words }),
})

export const memberAliasesSchema = z.record(z.string(), words)

/** Languages that are recognized and, where no locale reads them, refused in their own words. The first that fits best is meant. */
export const languagesSchema = z.strictObject({
  /** Said after the sentence in the other language. */
  offer: z.string().min(1),
  languages: z.record(
    z.string().regex(/^[a-z]{2}$/),
    z.strictObject({
      name: z.string().min(1),
      /** Unicode scripts it is written in; empty for one in Latin letters, which is known by its words. */
      scripts: words,
      /** Class of letters that it has and its neighbors lack; null where there are none. */
      letters: z.string().nullable(),
      /** Its most frequent words, without accents. */
      words: z.array(z.string().min(1)),
      refusal: z.string().min(1),
    }),
  ),
})
export type ForeignLanguage = z.infer<typeof languagesSchema>['languages'][string]

export const refusalPhrasesSchema = z.strictObject({
  hypothetical: words,
  action: words,
  /** Verbs that, opening a message, order something done. */
  imperatives: words,
  out_of_scope: words,
  unsupported: words,
  aside_openers: words,
})
export type RefusalClass = keyof z.infer<typeof refusalPhrasesSchema>

export const conversationSchema = z.strictObject({
  /** First and second word of a question about the answer itself ("where does that come from?"). */
  asking_first: words,
  asking_second: words,
  add: words,
  widen: words,
  narrow: words,
  instead: words,
  same: words,
  pronouns: words,
  /** Stand for somebody who must have been named. */
  persons: words,
  possessives: words,
  /** Stand for the members an answer told of. */
  members: words,
  /** Before a pronoun they tie a message to what was said ("for those"). */
  prepositions: words,
  /** Nouns that only carry the member before them ("the online part"). */
  parts: words,
  break_again: words,
  /** Ask to split what an answer told of, rather than the whole again. */
  split_again: words,
  without_filter: words,
  control: z.strictObject({ start_over: words, undo: words, thanks: words, help: words, coverage: words }),
  confirm: words,
  reject: words,
  /** Take all of the options that were offered. */
  several: words,
  /** Words around the option that is picked. */
  picking: words,
  /** Said at the end, with or without thanks. */
  closings: words,
  ordinals: z.record(z.string(), z.int()),
})

/** Edits of the answer on screen: templates of whole messages, in which "<name>" stands for a group of words and "{kind}" for what the data or a number names. */
export const steeringKinds = [
  'filters',
  'whole',
  'breakdown',
  'comparison',
  'time',
  'conditions',
  'limit',
  'reverse',
  'exclusions',
  'dimension_all',
  'dimension_filter',
  'dimension_split',
  'dimension_drop',
  'member_drop',
  'member_without',
  'member_restore',
  'member_swap',
  'member_swap_reversed',
  'member_set',
  'metric_drop',
  'metric_swap',
  'metric_swap_reversed',
  'top',
  'bottom',
  'count',
  'place',
  'ascending',
  'descending',
  'time_drop',
  'time_before',
  'time_after',
  'dimension_swap',
  'dimension_swap_reversed',
  'together',
  'contrast',
] as const
export type SteeringKind = (typeof steeringKinds)[number]

export const steeringSchema = z.strictObject({
  /** Words that may stand anywhere without changing what is asked for. */
  skip: words,
  groups: z.record(z.string(), words),
  ...(Object.fromEntries(steeringKinds.map((kind) => [kind, words])) as Record<SteeringKind, typeof words>),
})

const probability = z.number().min(0).max(1)
export const confidenceBandsSchema = z.strictObject({
  bands: z.strictObject({ answer: probability, ask: probability }),
  components: z.strictObject({
    certain: probability,
    stated: probability,
    implied: probability,
    inherited: probability,
    assumed: probability,
    missing: probability,
  }),
})

/** Dimensions a measure is most often split by, the most usual first: they are offered before others. `places` are where something is. */
export const suggestionsSchema = z.strictObject({ splits: words, places: words })

/** What of a long name is a name by itself. */
export const shortNamesSchema = z.strictObject({
  /** Words that say nothing without the rest of the name. */
  untelling: words,
  /** Those that name a dimension all the same where one alone ends in them: "by type". */
  sorting: words,
  /** Words that ask for money before what is counted: the "value of orders" is no number of orders. */
  worth: words,
  /** Last words after which the word before is the name: "Member Name". */
  named: words,
  /** First words that are a place by themselves: "Destination Country". */
  places: words,
  /** Units at the end of a name that measures a time. */
  durations: words,
  /** What a metric that is the average, total or number of something opens and ends with. */
  computed: z.strictObject({ openers: words, endings: words }),
})

/**
 * Small words by what they tell of the word beside them. Names of the form `before_…` say what the words lead to, `after_…` what they
 * follow; the others are told apart within one cue ("much" of "how much").
 */
export const functionWordsSchema = z.strictObject({
  /** "by region": splits by what follows. */
  split: words,
  /** "customers by revenue" are in its order, where "revenue per customer" is not. */
  by: words,
  /** "revenue per customer": the name of a rate. */
  rate: words,
  /** "across all regions" is all of them together. */
  across: words,
  /** "cost of our discounts": ties one name to another. */
  belonging: words,
  /** "average size for deals of Grace": a count's noun only says whose figures are meant. */
  before_records: words,
  /** "profit for Corporate customers": a dimension's noun only carries the member beside it. */
  before_population: words,
  /** "time spent in meetings" asks for something else about them than their number. */
  before_setting: words,
  /** "clicks on display": what is named, not what is asked for. */
  before_name: words,
  /** "revenue in Atlantis": a word nobody knows was meant as a member. */
  before_missing: words,
  /** Goes with the words that are taken out of a question. */
  before_removed: words,
  /** "on Black Friday" is the day rather than the coupon. */
  before_time: words,
  /** "in LATAM" is the region rather than the team. */
  before_place: words,
  /** Before "all" and a plural: "in all shops" is the whole, no split. */
  before_whole: words,
  /** "of lamps": where a thing is named and not what somebody does. */
  before_thing: words,
  /** "this year" is a period, and nothing is split by years. */
  before_bucket: words,
  /** "revenue was $2.5M": the figure is the user's. */
  before_claim: words,
  /** "customers with 3 orders" have exactly so many. */
  before_number: words,
  /** "the region with the highest" is one. */
  before_best: words,
  /** "customers without Paper": what the things before have none of. */
  lacking: words,
  /** "revenue per employee": the people a business employs. */
  heads: words,
  per: words,
  /** "how many of them", "which of those". */
  referring: words,
  /** "of them": what a number is a part of. */
  part_of: words,
  /** "sales of used toasters", "earned premium": a quality where a thing is named, an aside where somebody does it. */
  attributive: words,
  /** "sales at full price" says under which terms, and asks for no second measure. */
  before_terms: words,
  /** "dealers in the top 10": who is among the first, before they are counted. */
  among: words,
  /** "orders with higher profit" are picked by a change. */
  before_change: words,
  /** "ok, start over now": said around a control, which stays the same. */
  before_control: words,
  after_control: words,
  /** Politeness before an order. */
  before_order: words,
  /** "increase in revenue": the word before is a noun, no order. */
  after_noun: words,
  /** "display the clicks": the word before asks to be shown something. */
  after_request: words,
  /** "options 1 and 3": around the numbers of several options. */
  around_options: words,
  /** "region is EMEA" */
  link: words,
  definite: words,
  /** "a deal" is one record. */
  one: words,
  /** "most profitable" is graded, where "profitable" alone is above zero. */
  degree: words,
  /** "most orders" counts orders, where "biggest order" picks one. */
  most: words,
  /** "most customers" and "highest customers" count them, where "best customers" ranks them. */
  extreme: words,
  /** "For tomorrow's stand-up: …" */
  before_occasion: words,
  /** Behind an occasion these lead to its day: "the meeting on Thursday". */
  before_occasion_day: words,
  /** What figures are prepared for, and who: "for the trustees' meeting". */
  occasion: words,
  /** "orders from there": a pronoun even at the end of its phrase. */
  there: words,
  /** "is revenue growing" */
  auxiliary: words,
  /** "will we hit our goal" */
  future: words,
  and: words,
  or: words,
  both: words,
  how: words,
  what: words,
  much: words,
  sum: words,
  difference: words,
  /** "which one is": a word that asks, one for what it asks for, and the verb. */
  asking: words,
  asked_one: words,
  /** Words for what an answer picked, after a preposition: "by month for it". */
  picked: words,
  being: words,
  /** "Harbor excluded", "Harbor left out": ends of what takes away the member before it. */
  after_excluded: words,
  /** Who wants to know: "our chairman would like to hear". */
  asker: words,
  asker_verb: words,
  asker_rest: words,
  /** "since the bank will ask", "as our auditors want it". */
  reason: words,
  /** "more orders than any other" */
  more: words,
  after_more: words,
  /** "who is second by revenue", "which store came third in orders" */
  before_ordinal: words,
  after_ordinal: words,
  /** "how often did we have outages" counts them. */
  often: words,
  /** Plurals that do not end in "s". */
  people: words,
  after_instead: words,
  after_compared: words,
  compared: words,
})
export type FunctionWordUse = keyof z.infer<typeof functionWordsSchema>

/** English words that must never be taken for a misspelling of a business word ("coat" is not "cost"). */
export const commonWordsSchema = words

/** The phrase files this stage reads, by file name; others in the folder belong to other stages. */
export const phraseFilesSchema = z.object({
  cues: cuesSchema,
  ignorables: ignorablesSchema,
  quantities: quantitiesSchema,
  equivalents: equivalentsSchema,
  'implied-metrics': impliedMetricsSchema,
  changes: changesSchema,
  'member-aliases': memberAliasesSchema,
  'name-words': nameWordsSchema,
  languages: languagesSchema,
  refusals: refusalPhrasesSchema,
  conversation: conversationSchema,
  confidence: confidenceBandsSchema,
  'common-words': commonWordsSchema,
  suggestions: suggestionsSchema,
  steering: steeringSchema,
  'short-names': shortNamesSchema,
  'function-words': functionWordsSchema,
})
export type PhraseFiles = z.infer<typeof phraseFilesSchema>

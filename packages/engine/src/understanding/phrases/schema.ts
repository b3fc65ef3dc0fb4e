import * as z from 'zod'
import { conversationSchema, steeringSchema } from './conversation-schema.ts'
import { functionWordsSchema } from './function-words-schema.ts'
import { impliedMetricsSchema } from './implied-metrics-schema.ts'
import { words } from './words.ts'

/** Grammatical signals a word or phrase can give; one phrase may give several, the decoder picks by what stands around it. */
export const cueNames = [
  'group',
  'include',
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
  'reach',
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
  /** Currencies of the same sign and name as another: dollars may be Canadian. */
  shared: z.record(z.string(), words),
  percent: words,
  ordinals: z.record(z.string(), z.int()),
  /** Two words for a place in an order: "runner up". */
  places: z.record(z.string(), z.int()),
  /** Opens "half a million". */
  fractions: z.record(z.string(), z.number()),
  /** Stand for one before a multiplier ("a million"). */
  articles: words,
  /** Words and signs that make the number after them negative. */
  negations: words,
  signs: words,
  /** Numbers of occasions ("twice"), and the words beside them that make something else of them. */
  occasions: z.strictObject({
    times: z.record(z.string(), z.number()),
    unless: z.strictObject({ before: words, after: words }),
    /** What opens and ends a clause that says there was no second time. */
    never: words,
    again: words,
  }),
})

export const equivalentsSchema = z.record(z.string(), z.string())

/** What a word of change says: which way, whether a rise is what it calls good, and whether it means the share of what was before. */
export const changesSchema = z.strictObject({
  up: words,
  down: words,
  good: words,
  relative: words,
  /** "grew most in absolute terms" */
  absolute: words,
  /** "lost the most sales": a fall where a measure follows, else what was lost. */
  losing: words,
  /** "added the most sales compared to May": a rise where a comparison says so, else what was added. */
  gaining: words,
  /** "the biggest loss of sales", "the biggest gain in sales": the movement and nothing that was counted. */
  losses: words,
  gains: words,
  /** "the biggest loser by region" is one of them. */
  movers: words,
  /** Superlatives of a movement alone: "the sharpest drop", but no "sharpest knife". */
  steep: words,
  /** "took the biggest hit", "the hit to sales": falls behind a verb of taking or before what they fall on. */
  blows: words,
  taking: words,
  /** "hit hardest", "worst affected" */
  struck: words,
  hard: words,
  /** "how has margin moved over the past 12 months": its course. */
  courses: words,
  /** "how many coats did we shift": verbs of change that sell what they are said of, unless they take it somewhere. */
  selling: z.strictObject({ verbs: words, as: z.string().min(1), auxiliaries: words, subjects: words, places: words }),
})

/** Words of names: what may be left out at their end ("Acme" for "Acme Corp."), and words written in several ways. */
export const nameWordsSchema = z.strictObject({
  endings: words,
  /** What things are sold in: a "Gel Pen Box" holds gel pens. */
  packaging: words,
  /** Colors, sizes and makes that a name ends with: "Ring Binder Blue". */
  finishes: words,
  spellings: z.array(z.array(z.string().min(1)).min(2)),
  /** What everybody says for a longer word of a name. */
  clips: z.record(z.string(), words),
  /** Behind "drivers" these tell causes from people who drive. */
  causal: words,
  /** Dimensions whose members lead teams, and the words for those they lead. */
  heads: words,
  teams: words,
  /**
   * Members that say how often something is paid: words for the same cycle, words before and behind one of them that tell it from a period
   * (and what may stand between or end it: "on a monthly basis"), the records and the people that have such a cycle, and cycles that nobody
   * splits a period by.
   */
  cycles: z.strictObject({
    words: z.array(words),
    before: words,
    after: words,
    things: words,
    payers: words,
    long: words,
    links: words,
    articles: words,
    tails: words,
  }),
  /** Of the name of a yes/no column ("Is Cancelled", "Rush Flag"): what it may open and end with, what denies it, and forms of one word. */
  flags: z.strictObject({ openers: words, endings: words, negations: words, prefixes: words, forms: z.array(words) }),
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
  /** Words for what sorts things: an "Outlet Type" is the "kind of outlet". */
  kinds: words,
  /** Words for groups of things, which are kinds of them too: a "Room Category" is the "room type". */
  classes: words,
  /** What ends the heading of a column of numbers or codes. */
  numbers: words,
  /** Dimensions of single ones, whose kinds are something else: no customer is a "kind of customer". */
  individuals: words,
  /** Words that ask for money before what is counted: the "value of orders" is no number of orders. */
  worth: words,
  /** What income of one kind is called in a heading, and in speech. */
  incomes: z.strictObject({ revenue: z.string(), income: z.string() }),
  /** Last words after which the word before is the name: "Member Name". */
  named: words,
  /** What people are called by letters, and in full, and what may stand behind it: a "CSM Owner" is the customer success manager. */
  roles: z.strictObject({ letters: z.record(z.string(), z.string()), persons: words }),
  /** First words that are a place by themselves: "Destination Country". */
  places: words,
  /** Units at the end of a name that measures a time. */
  durations: words,
  /** Units by how headings shorten them: "First Response (min)" is in minutes anyway. */
  units: z.record(z.string(), words),
  /** What a metric that is the average, total or number of something opens and ends with. */
  computed: z.strictObject({ openers: words, endings: words }),
  /** Forms of one word that stand for each other in headings: a "Ship Cost" is the "shipping cost". */
  forms: z.array(words),
  /** Whole names of a measure that stand for each other where the company has no other of them: "Tips" are the "gratuity". */
  alike: z.array(words),
  /** Words for how long something runs, and what runs: "Term Months" is the "contract term" or "length of contract". */
  spans: z.strictObject({ words, of: words }),
  /** What is done once a row, so that "Job Cost" is of the rows and these are jobs, and the words of money behind it. */
  acts: z.strictObject({
    /** What is done once a record -> the forms of its verb, which say nothing more of such records. */
    verbs: z.record(z.string(), words),
    nouns: words,
    money: words,
    /** Words of money of which many things before them are no sum of: "rooms" are no "Room Price". */
    each: words,
    /** Things that are bought, so that many of them are what they cost: "Material Cost". */
    bought: words,
  }),
})

const signs = z.array(z.array(z.string().min(1)).min(1)).min(1)

/**
 * Nouns of the things a company deals in, which its file need not name. `signs` are headers, any one of the lists of which tells that a file
 * is of them; `alike` are words for the same thing, one of which the company's own names use, in a file with such headers, with those words
 * in its headers (`about`), or in any where neither is told; a word of `another` before a noun tells one of several;
 * `things` are what each row is when the records
 * are called by a word of `sold` and no header or file name has one of `unsold`; `apart` are members beside which a noun means only the others.
 */
export const thingNounsSchema = z.strictObject({
  sold: words,
  unsold: words,
  things: z.array(z.strictObject({ nouns: words, signs })),
  apart: z.record(z.string(), words),
  another: words,
  alike: z.array(z.strictObject({ nouns: words, signs: signs.optional(), about: signs.optional() })),
})

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
  'thing-nouns': thingNounsSchema,
  'function-words': functionWordsSchema,
})
export type PhraseFiles = z.infer<typeof phraseFilesSchema>

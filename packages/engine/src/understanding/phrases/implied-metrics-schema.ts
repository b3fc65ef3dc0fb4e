import * as z from 'zod'
import { words } from './words.ts'

const metricGroups = z.array(z.array(z.string()).min(1))

/** Words of one quality ("longer", "heaviest", "how long") and how the measures it is told by are recognized. */
const qualitySchema = z.strictObject({
  high: words,
  low: words,
  /** Questions that ask for the measure itself. */
  asks: z.array(z.string()),
  /** Verbs that say nothing else after such a question ("how long do they last"). */
  verbs: z.array(z.string()),
  /** Where given, what the question has to speak of: "how far ahead" may ask of a target as well as of when guests book. */
  said: words.optional(),
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
  /** Words beside "how many dishes" that count them one by one, and those behind it that ask for pieces where something is sold. */
  pieces: z.strictObject({ distinct: words, behind: words }),
  /**
   * Headings whose members say what kind of record one is, so that "cancellations" are counted: states always, types where the heading or
   * nothing but the records names what they are types of, levels where it names them or the records are people, what people are taken on as.
   * And members that are nouns though no plurals. `goods` are headings of what kind of product something is.
   */
  kinds: z.strictObject({
    states: words,
    types: words,
    levels: words,
    goods: words,
    /** Dimensions that may sort goods: what is sold by their names in the plural is counted in pieces. */
    sorts: words,
    roles: words,
    nouns: words,
  }),
  /** What "more than three times" counts. */
  occasions: z.strictObject({ words, metrics: metricGroups }),
  /** What is below zero for those who lose money. */
  loss: metricGroups,
  /** What we do with our own money: no measure of what comes in. */
  outgoings: z.strictObject({
    subjects: words,
    verbs: words,
    /** What buyers do instead: its measure tells what came in. */
    incoming: z.string(),
  }),
  /** Verbs of what we keep for ourselves, and words in the names of amounts that it could be as well as what was sold. */
  earning: z.strictObject({ verbs: words, rivals: words }),
  /** Asks for an amount where an auxiliary follows, whoever the subject is. */
  amounts: z.strictObject({
    cues: words,
    auxiliaries: words,
    /** Verbs of which "what" asks for the amount as well ("what did the shop take"). */
    verbs: words,
  }),
  /** Words that say a measure is above zero where they stand beside the things it is measured for. */
  gain: words,
  /** "bigger deals on average": words of size, and the measures of what one piece sells for. */
  sizes: words,
  prices: metricGroups,
  /** "what does it sell for", and what we do with its price: "charge for a lamp". */
  fetching: words,
  charging: words,
  /** What goods do that were paid for, and the measure of it: "what did the goods we sold cost us". */
  costing: z.strictObject({ verbs: words, metrics: metricGroups }),
  /**
   * What may stand beside a measure and be a part of its name: "premium income", "net turnover" of Net Sales, "what NPS did they score", and
   * which measure "sales before discount" are, of which other one, by what words in the name of what is taken off.
   */
  parts: z.strictObject({
    income: words,
    /** In the names of amounts that are no income. */
    expenses: words,
    bases: words,
    grossly: words,
    scoring: words,
    /** "how is the inn rated": of these, what is said of it. */
    scored: words,
    /** Words of the measures that such verbs give. */
    marks: words,
    gross: words,
    net: words,
    discounts: words,
    /** In the names of what came in of what was billed: "Amount Collected". */
    collected: words,
  }),
  /** In the names of amounts that go to somebody ("Landlord Payout"), and such names by themselves ("Royalty"). */
  payees: z.strictObject({ payouts: words, alone: words }),
  /** Verbs of which a small number counts pieces, not money. */
  counting: words,
  /** Question words that ask for a length of time. */
  durations: words,
  /** What takes time to do, and words in the names of the measures of just that: "paid" is none of "Days to Ship". */
  deeds: z.array(z.strictObject({ words, names: words })),
  /** Who sells and who buys, the verbs of those who buy and of those who give, nouns for whoever works here, headings that may be of any of them, and what they may be. */
  who: z.strictObject({
    sellers: words,
    buyers: words,
    buying: words,
    giving: words,
    employees: words,
    anyone: words,
    trades: words,
  }),
  qualities: z.array(qualitySchema),
  /** Words in the names of amounts that go out, and of those that are neither what was sold nor what it cost. */
  money: z.strictObject({
    out: words,
    side: words,
    /** What tells the money from the share of it where both bear one name. */
    units: z.strictObject({ currency: words, percent: words }),
    /** "the most money", "what are they worth", and what asks for money in place of things ("in money"). */
    words,
    worth: words,
    /** Behind these a measure says at what something is counted: "worth at face value". */
    valued: words,
    asking: words,
  }),
  /** "lost because of price": what leads to a member of a column headed as a reason. */
  reasons: z.strictObject({ links: words, clauses: words, headings: words }),
  /** Words for the whole company, which say nothing right before a measure ("group revenue") and name something elsewhere. */
  wholes: words,
  /** "the entire company", "company sales": who asks, although customers are called so too. */
  owners: words,
  /** Words of frequency: what is most common is ranked by how many records have it. */
  common: words,
  /** What records do or what is done in them: what is used most is ranked by how many records have it. */
  frequent: words,
  /** Superlatives that say nothing of what is measured. */
  vague: words,
  /** Verbs that narrow the noun they belong to: "customers … gained" are new customers. */
  narrowing: z.array(
    /** `optional` verbs say nothing new where no measure of the company bears them. */
    z.strictObject({ verbs: words, adjectives: words, optional: z.boolean().default(false) }),
  ),
  /**
   * What is signed or taken out begins: verbs of it, those of them that say nothing elsewhere, the records they are said of, the columns that
   * date a beginning, those that date the signature apart from it, and those that date something else about the record.
   */
  beginnings: z.strictObject({
    verbs: words,
    loose: words,
    records: words,
    columns: words,
    signatures: words,
    ends: words,
    /** What happens to records later, on a day that is no date of theirs: "placements ended in May". */
    endings: words,
  }),
  /** Records that are one person each, and the verbs that say so: "how many people did we place". */
  persons: z.record(z.string(), words),
  /** Verbs that date a record, and the words of the time columns they speak of. */
  dating: z.array(z.strictObject({ verbs: words, columns: words, beginning: words })),
})

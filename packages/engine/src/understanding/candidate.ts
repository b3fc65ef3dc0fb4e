import type { Meaning } from './lexicon/types.ts'
import type { TimeMatch } from './time/index.ts'

/** A number of the question with what its signs say. */
export interface Quantity {
  readonly value: number
  readonly percent: boolean
  readonly currency: string | null
  /** A plain run of digits without sign, separator or multiplier: it could be a year or part of a name. */
  readonly bare: boolean
  /** Written with a plus behind it, "40+": so many or more. */
  readonly open: boolean
  readonly valid: boolean
}

/** Members of one dimension that a span of words names; several when the data writes one member in several ways. */
export interface ValueMeaning {
  readonly kind: 'value'
  readonly dimension: string
  readonly values: readonly string[]
  /** Bit i is set when dataset i holds one of them. */
  readonly datasets: number
  /** Named by another name than the data's own. */
  readonly alias: boolean
}

export type CandidateMeaning =
  | Exclude<Meaning, { kind: 'negative' }>
  | ValueMeaning
  /** Part of a name that several members share. */
  | { readonly kind: 'value_options'; readonly options: readonly ValueMeaning[] }
  | { readonly kind: 'time'; readonly match: TimeMatch }
  | { readonly kind: 'number'; readonly quantity: Quantity }
  /** Counts places in a ranking: "second best". */
  | { readonly kind: 'ordinal'; readonly position: number }
  | { readonly kind: 'aside' }
  | { readonly kind: 'unknown' }

/** One possible reading of the words [from, to); lower cost is better. */
export interface Candidate {
  readonly from: number
  readonly to: number
  readonly meaning: CandidateMeaning
  readonly cost: number
  /** Name of the rule that found it, for explanations and failing tests. */
  readonly rule: string
  readonly typos: number
  /** Its words as the vocabulary has them, where some are misspelled. */
  readonly spelling?: readonly string[]
}

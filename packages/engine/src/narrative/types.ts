/**
 * A piece of a sentence. `text` comes from a template, `label` is a name taken from the data or the question (member, period, metric,
 * stated number) and, where `of` is given, must be that of the fact; `value` is the figure of a fact and `direction` a word
 * that claims the sign of one.
 */
export type NarrativePhrase =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'label'; readonly text: string; readonly of: NameOfFact | null }
  | { readonly kind: 'value'; readonly text: string; readonly fact: string }
  | { readonly kind: 'direction'; readonly text: string; readonly fact: string }

export interface NameOfFact {
  readonly fact: string
  readonly name: 'period' | 'member'
}

export type Sentence = readonly NarrativePhrase[]

export interface Narrative {
  readonly sentences: readonly Sentence[]
  /** Figures said, and how many of them read back to the value of their fact. */
  readonly factsTotal: number
  readonly factsVerified: number
  /** Sentences that failed the reading back and were left out. */
  readonly dropped: number
}

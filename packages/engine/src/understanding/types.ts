import type { FilterValue, Interpretation, IsoDate } from '@salestalk/protocol'
import type { Lexicon } from './lexicon/index.ts'
import type { Calendar } from './time/index.ts'

/** What the user once chose an ambiguous word to mean: a measure, or members of a dimension. */
export type Choice =
  | { readonly term: string; readonly metric: string }
  | { readonly term: string; readonly dimension: string; readonly values: readonly FilterValue[] }

/** What the conversation so far contributes; plain data, stored with the session. */
export interface Conversation {
  /** Answered interpretations, latest last, at most 20. */
  readonly frames: readonly Interpretation[]
  /** What ambiguous words were chosen to mean so far, latest last. */
  readonly choices?: readonly Choice[]
  /** The clarification or refusal that waits for its missing piece, with the question that led to it. */
  readonly pending: { readonly question: string; readonly interpretation: Interpretation } | null
}

export const emptyConversation: Conversation = { frames: [], pending: null }

export interface UnderstandingContext {
  readonly lexicon: Lexicon
  readonly conversation: Conversation
  readonly today: IsoDate
  readonly calendar: Calendar
  /** False where nobody is offered what could be asked instead, which takes time to find out. */
  readonly suggesting?: boolean
}

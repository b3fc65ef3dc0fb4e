import type { Interpretation, IsoDate } from '@salestalk/protocol'
import type { Lexicon } from './lexicon/index.ts'
import type { Calendar } from './time/index.ts'

/** What the conversation so far contributes; plain data, stored with the session. */
export interface Conversation {
  /** Answered interpretations, latest last, at most 20. */
  readonly frames: readonly Interpretation[]
  /** The clarification or refusal that waits for its missing piece, with the question that led to it. */
  readonly pending: { readonly question: string; readonly interpretation: Interpretation } | null
}

export const emptyConversation: Conversation = { frames: [], pending: null }

export interface UnderstandingContext {
  readonly lexicon: Lexicon
  readonly conversation: Conversation
  readonly today: IsoDate
  readonly calendar: Calendar
}

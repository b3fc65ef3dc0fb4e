import type { Draft } from './draft.ts'
import type { Message } from './message.ts'
import type { UnderstandingContext } from './types.ts'

/** What was weighed while a question was read. It keeps references only, so that it costs next to nothing. */
export interface Trace {
  /** Null while nothing was weighed: the message was settled before its words were. */
  weighed: {
    readonly message: Message
    /** Every reading of the words, the best first. */
    readonly drafts: readonly Draft[]
    /** How far the next reading with other slots is behind. */
    readonly margin: number
  } | null
}

/** A context whose reading is to be explained carries a trace that is filled on the way; others have none. */
export interface TracedContext extends UnderstandingContext {
  readonly trace?: Trace | null
}

export function openTrace(): Trace {
  return { weighed: null }
}

export function noteReadings(trace: Trace, message: Message, drafts: readonly Draft[], margin: number): void {
  trace.weighed = { message, drafts, margin }
}

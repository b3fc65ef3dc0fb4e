import type { Interpretation } from '@salestalk/protocol'
import { type Conversation, emptyConversation } from '../types.ts'

const mostFrames = 20

/** The conversation after a question was understood: an answer adds a frame, a refusal waits for its missing piece. */
export function advanceConversation(
  conversation: Conversation,
  question: string,
  interpretation: Interpretation,
): Conversation {
  switch (interpretation.kind) {
    case 'answerable':
      return { frames: [...conversation.frames, interpretation].slice(-mostFrames), pending: null }
    case 'clarification':
    case 'refusal':
      return { frames: conversation.frames, pending: { question, interpretation } }
    case 'control':
      if (interpretation.control === 'start_over') return emptyConversation
      if (interpretation.control === 'undo') return { frames: conversation.frames.slice(0, -1), pending: null }
      return conversation
  }
}

import type { Interpretation } from '@salestalk/protocol'
import { type Conversation, emptyConversation } from '../types.ts'
import { choiceMade } from './choices.ts'

const mostFrames = 20

/** The conversation after a question was understood: an answer adds a frame, a refusal waits for its missing piece. */
export function advanceConversation(
  conversation: Conversation,
  question: string,
  interpretation: Interpretation,
): Conversation {
  switch (interpretation.kind) {
    case 'answerable': {
      const choice = choiceMade(conversation, interpretation)
      const choices = [...(conversation.choices ?? []), ...(choice ? [choice] : [])].slice(-mostFrames)
      return { frames: [...conversation.frames, interpretation].slice(-mostFrames), choices, pending: null }
    }
    case 'clarification':
    case 'refusal':
      return { ...conversation, pending: { question, interpretation } }
    case 'control':
      if (interpretation.control === 'start_over') return emptyConversation
      if (interpretation.control === 'undo')
        return { ...conversation, frames: conversation.frames.slice(0, -1), pending: null }
      return conversation
  }
}

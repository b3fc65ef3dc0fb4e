import { advanceConversation, type Conversation, emptyConversation } from '@salestalk/engine'
import type { MessageRepository } from '../storage/message-repository.ts'

// As many answered interpretations as a conversation remembers, and some turns that were not answered.
const TURNS = 30

/** The state of a conversation follows from its turns, so that there is nothing beside them to get out of step. */
export async function conversationOf(messages: MessageRepository, sessionId: string): Promise<Conversation> {
  const { entries } = await messages.listOfSession(sessionId, { limit: TURNS, descending: true })
  let conversation = emptyConversation
  for (const { question, answer } of [...entries].reverse()) {
    conversation = advanceConversation(conversation, question, answer.interpretation)
  }
  return conversation
}

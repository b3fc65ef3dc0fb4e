import { advanceConversation, type Conversation, emptyConversation } from '@salestalk/engine'
import type { IsoDate } from '@salestalk/protocol'
import type { TenantStorage, Turn } from '../storage/index.ts'
import { latestSessions } from './latest-sessions.ts'

/** A question that was asked, as it was when it was asked. */
export interface StoredQuestion {
  readonly question: string
  readonly conversation: Conversation
  readonly today: IsoDate
  readonly askedAt: string
}

export interface StoredQuestions {
  /** Latest first. */
  readonly questions: readonly StoredQuestion[]
  /** There are further ones. */
  readonly more: boolean
}

// A conversation is looked at from its beginning; beyond so many turns it goes on without its earliest ones.
const TURNS_OF_SESSION = 100

/**
 * The company's questions, of the conversations that were spoken in last first, in their conversations as they were. Those of deleted
 * conversations are gone; with `onlyUser` those of one person.
 */
export async function storedQuestions(
  storage: Pick<TenantStorage, 'eventLog' | 'messages' | 'sessions'>,
  limit: number,
  onlyUser: string | null,
): Promise<StoredQuestions> {
  const questions: StoredQuestion[] = []
  for await (const sessionId of latestSessions(storage, onlyUser)) {
    if (questions.length >= limit) return { questions: questions.slice(0, limit), more: true }
    const page = await storage.messages.listOfSession(sessionId, { limit: TURNS_OF_SESSION, descending: true })
    questions.push(...inConversation([...page.entries].reverse()))
  }
  return { questions: questions.slice(0, limit), more: questions.length > limit }
}

/** Each turn with the conversation before it, the latest first. */
function inConversation(turns: readonly Turn[]): StoredQuestion[] {
  let conversation = emptyConversation
  const questions: StoredQuestion[] = []
  for (const { question, answer, createdAt } of turns) {
    questions.push({ question, conversation, today: createdAt.slice(0, 10), askedAt: createdAt })
    conversation = advanceConversation(conversation, question, answer.interpretation)
  }
  return questions.reverse()
}

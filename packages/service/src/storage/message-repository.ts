import type { StoredItem, TenantTable } from '@salestalk/engine'
import { type Answer, type DomainEvent, interpretationSchema, type Message } from '@salestalk/protocol'
import * as z from 'zod'
import { putWithEvents } from './outbox.ts'
import { everyItem, type Page, type PageOptions, pageOf } from './paging.ts'

/** A question and what was answered: one item, because neither means anything without the other. */
export interface Turn {
  /** Of the answer; equal to `answer.messageId`. */
  readonly messageId: string
  /** Of the question. */
  readonly userMessageId: string
  readonly sessionId: string
  readonly userId: string
  readonly question: string
  readonly answer: Answer
  /** ISO time in UTC with milliseconds. */
  readonly createdAt: string
}

const turnSchema = z.object({
  messageId: z.string(),
  userMessageId: z.string(),
  sessionId: z.string(),
  userId: z.string(),
  question: z.string(),
  // Written by us after validation; history must stay readable when later versions add to the shape.
  answer: z.custom<Answer>((value) => typeof value === 'object' && value !== null),
  createdAt: z.string(),
})

export interface MessageRepository {
  /**
   * Stores question, answer and the events they cause in one write. ConditionFailedError when the message exists already,
   * ItemTooLargeError when the answer does not fit into one item.
   */
  save(turn: Turn, events: readonly DomainEvent[]): Promise<void>
  get(messageId: string): Promise<Turn | null>
  /** The turns of a session in the order they were asked; `descending` for the latest first. */
  listOfSession(sessionId: string, options?: PageOptions & { descending?: boolean }): Promise<Page<Turn>>
  /** Everything one user has asked, latest first. */
  listOfUser(userId: string, options?: PageOptions): Promise<Page<Turn>>
  /** Deletes the turns of a session. Events that were not published yet go with them. */
  deleteOfSession(sessionId: string): Promise<void>
}

/** `MSG#{messageId}` / ISO time. */
export function messageRepository(table: TenantTable): MessageRepository {
  return {
    async save(turn, events) {
      const item = { ...turn, ...keyOf(turn), sender: turn.userId, timestamp: `${turn.createdAt}#${turn.messageId}` }
      await putWithEvents(table, item, events, { ifNotExists: true })
    },
    async get(messageId) {
      const page = await table.query({ pk: `MSG#${messageId}`, limit: 1 })
      const [item] = page.items
      return item === undefined ? null : turnOf(item)
    },
    listOfSession: (sessionId, options) => pageOf(table, { pk: sessionId, index: 'SessionIndex', ...options }, turnOf),
    listOfUser: (userId, options) =>
      pageOf(table, { pk: userId, index: 'SenderIndex', descending: true, ...options }, turnOf),
    async deleteOfSession(sessionId) {
      for await (const item of everyItem(table, { pk: sessionId, index: 'SessionIndex' })) await table.delete(item)
    },
  }
}

/** A turn as the two messages a reader of the conversation sees. */
export function messagesOf(turn: Turn): [Message, Message] {
  const { sessionId, createdAt } = turn
  return [
    { messageId: turn.userMessageId, sessionId, sender: 'user', text: turn.question, answer: null, createdAt },
    {
      messageId: turn.messageId,
      sessionId,
      sender: 'assistant',
      text: turn.answer.text,
      answer: turn.answer,
      createdAt,
    },
  ]
}

function keyOf(turn: Turn) {
  return { pk: `MSG#${turn.messageId}`, sk: turn.createdAt }
}

function turnOf(item: StoredItem): Turn {
  const turn = turnSchema.parse(item)
  // What interpretations had no field for when this was written has its default; a conversation goes on from it.
  const { success, data } = interpretationSchema.safeParse(turn.answer.interpretation)
  return success ? { ...turn, answer: { ...turn.answer, interpretation: data } } : turn
}

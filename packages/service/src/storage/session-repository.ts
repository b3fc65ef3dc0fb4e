import { ConditionFailedError, type ItemKey, type StoredItem, type TenantTable } from '@salestalk/engine'
import { type DomainEvent, sessionSchema } from '@salestalk/protocol'
import * as z from 'zod'
import { updateWithEvents } from './outbox.ts'
import { type Page, type PageOptions, pageOf } from './paging.ts'
import { retryOnConflict } from './retry-on-conflict.ts'

const sessionRecordSchema = sessionSchema.extend({ userId: z.string() })
export type SessionRecord = z.infer<typeof sessionRecordSchema>

/** A session as it was read, with what its last `conversation.completed.v1` told. */
export interface SessionStanding {
  readonly session: SessionRecord
  /** How many turns that event told of; 0 when there was none. */
  readonly turnsTold: number
  readonly item: StoredItem
}

export interface SessionRepository {
  /**
   * Creates the session, or returns the one that is there already. `at` is an ISO time. Called before a message is kept: from then on the
   * session is open, and is found by its silence even if the process dies before it counts the message.
   */
  start(session: { sessionId: string; userId: string; title: string; at: string }): Promise<SessionRecord>
  get(sessionId: string): Promise<SessionRecord | null>
  /** The sessions of a user, latest activity first. */
  listOfUser(userId: string, options?: PageOptions): Promise<Page<SessionRecord>>
  /** Counts messages that were added and moves the session to the top of the list. */
  recordActivity(sessionId: string, added: number, at: string): Promise<SessionRecord | null>
  rename(sessionId: string, title: string): Promise<SessionRecord | null>
  delete(sessionId: string): Promise<void>
  /** Ids of open sessions whose last activity was before an ISO time, the longest silent first. A moment old: ask for the standing of each. */
  listSilent(before: string, options?: PageOptions): Promise<Page<string>>
  standing(sessionId: string): Promise<SessionStanding | null>
  /**
   * Notes how much has been told, with the events that tell it, and closes the session or leaves it open: one write. False, and nothing
   * written, when the session has changed since it was read.
   */
  settle(standing: SessionStanding, told: SessionSettlement): Promise<boolean>
}

export interface SessionSettlement {
  readonly turnsTold: number
  readonly events: readonly DomainEvent[]
  readonly close: boolean
}

// No session has this id. Sessions with it as the attribute `sessionId` are listed in the SessionIndex by their last activity.
const OPEN_SESSIONS = 'OPEN#SESSIONS'
// Shorter than any silence that ends a conversation: a session that spoke so recently cannot be closed while its next message is kept.
const FRESH_MILLISECONDS = 5 * 60 * 1000

/**
 * `SESSION#{sessionId}` / `METADATA`; the SenderIndex lists the sessions of a user as if the owner had sent them at their last activity,
 * the SessionIndex those that are open as if they were messages of one session.
 */
export function sessionRepository(table: TenantTable): SessionRepository {
  async function change(
    sessionId: string,
    edit: (session: SessionRecord) => Partial<SessionRecord>,
    further: Readonly<Record<string, unknown>> = {},
  ) {
    return await retryOnConflict(async () => {
      const item = await table.get(keyOf(sessionId))
      if (item === null) return null
      const session = { ...recordOf(item), ...edit(recordOf(item)) }
      await table.update(item, { expectedVersion: item.version, set: { ...attributesOf(session), ...further } })
      return session
    })
  }

  async function get(sessionId: string): Promise<SessionRecord | null> {
    const item = await table.get(keyOf(sessionId))
    return item === null ? null : recordOf(item)
  }

  /** The session, open and not about to be closed: one that spoke a moment ago needs no write for that. */
  async function reopen(sessionId: string, at: string): Promise<SessionRecord | null> {
    const item = await table.get(keyOf(sessionId))
    if (item === null) return null
    const session = recordOf(item)
    const isFresh = Date.parse(at) - Date.parse(session.updatedAt) < FRESH_MILLISECONDS
    if (item.sessionId === OPEN_SESSIONS && isFresh) return session
    return await change(sessionId, ({ updatedAt }) => ({ updatedAt: at > updatedAt ? at : updatedAt }), open)
  }

  return {
    get,
    async start({ sessionId, userId, title, at }) {
      const session = { sessionId, userId, title, messageCount: 0, createdAt: at, updatedAt: at }
      try {
        await table.put({ ...keyOf(sessionId), ...attributesOf(session), ...open }, { ifNotExists: true })
        return session
      } catch (error) {
        const existing = error instanceof ConditionFailedError ? await reopen(sessionId, at) : null
        if (existing === null) throw error
        return existing
      }
    },
    listOfUser: (userId, options) =>
      pageOf(
        table,
        { pk: ownerOf(userId), index: 'SenderIndex', descending: true, limit: options?.limit, cursor: options?.cursor },
        recordOf,
      ),
    recordActivity: (sessionId, added, at) =>
      change(
        sessionId,
        ({ messageCount, updatedAt }) => ({
          messageCount: messageCount + added,
          updatedAt: at > updatedAt ? at : updatedAt,
        }),
        open,
      ),
    rename: (sessionId, title) => change(sessionId, () => ({ title })),
    delete: (sessionId) => table.delete(keyOf(sessionId)),
    listSilent: (before, options) =>
      pageOf(
        table,
        { pk: OPEN_SESSIONS, index: 'SessionIndex', sort: { between: ['0', before] }, ...options },
        ({ pk }) => pk.slice(SESSION_KEY.length),
      ),
    async standing(sessionId) {
      const item = await table.get(keyOf(sessionId))
      if (item === null) return null
      return { session: recordOf(item), turnsTold: turnsToldSchema.parse(item.turnsTold), item }
    },
    async settle({ item }, { turnsTold, events, close }) {
      try {
        await updateWithEvents(table, item, { turnsTold }, events, close ? ['sessionId'] : [])
        return true
      } catch (error) {
        if (error instanceof ConditionFailedError) return false
        throw error
      }
    },
  }
}

const SESSION_KEY = 'SESSION#'
const open = { sessionId: OPEN_SESSIONS }
const turnsToldSchema = z.int().min(0).default(0)

function keyOf(sessionId: string): ItemKey {
  return { pk: `${SESSION_KEY}${sessionId}`, sk: 'METADATA' }
}

function ownerOf(userId: string): string {
  return `SESSIONS#${userId}`
}

// The id is not called sessionId here: an item with that attribute would be listed among the messages of the session. What stands there
// lists the open sessions; those of before there were open ones lack it until they are spoken in again.
function attributesOf(session: SessionRecord): Readonly<Record<string, unknown>> {
  const { sessionId, ...rest } = session
  return { ...rest, id: sessionId, sender: ownerOf(session.userId), timestamp: session.updatedAt }
}

function recordOf(item: StoredItem): SessionRecord {
  return sessionRecordSchema.parse({ ...item, sessionId: item.id })
}

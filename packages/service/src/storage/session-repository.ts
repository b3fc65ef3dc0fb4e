import { ConditionFailedError, type ItemKey, type StoredItem, type TenantTable } from '@salestalk/engine'
import { sessionSchema } from '@salestalk/protocol'
import * as z from 'zod'
import { type Page, type PageOptions, pageOf } from './paging.ts'
import { retryOnConflict } from './retry-on-conflict.ts'

const sessionRecordSchema = sessionSchema.extend({ userId: z.string() })
export type SessionRecord = z.infer<typeof sessionRecordSchema>

export interface SessionRepository {
  /** Creates the session, or returns the one that is there already. `at` is an ISO time. */
  start(session: { sessionId: string; userId: string; title: string; at: string }): Promise<SessionRecord>
  get(sessionId: string): Promise<SessionRecord | null>
  /** The sessions of a user, latest activity first. */
  listOfUser(userId: string, options?: PageOptions): Promise<Page<SessionRecord>>
  /** Counts messages that were added and moves the session to the top of the list. */
  recordActivity(sessionId: string, added: number, at: string): Promise<SessionRecord | null>
  rename(sessionId: string, title: string): Promise<SessionRecord | null>
  delete(sessionId: string): Promise<void>
}

/** `SESSION#{sessionId}` / `METADATA`; the SenderIndex lists the sessions of a user as if the owner had sent them at their last activity. */
export function sessionRepository(table: TenantTable): SessionRepository {
  async function change(sessionId: string, edit: (session: SessionRecord) => Partial<SessionRecord>) {
    return await retryOnConflict(async () => {
      const item = await table.get(keyOf(sessionId))
      if (item === null) return null
      const session = { ...recordOf(item), ...edit(recordOf(item)) }
      await table.update(item, { expectedVersion: item.version, set: attributesOf(session) })
      return session
    })
  }

  async function get(sessionId: string): Promise<SessionRecord | null> {
    const item = await table.get(keyOf(sessionId))
    return item === null ? null : recordOf(item)
  }

  return {
    get,
    async start({ sessionId, userId, title, at }) {
      const session = { sessionId, userId, title, messageCount: 0, createdAt: at, updatedAt: at }
      try {
        await table.put({ ...keyOf(sessionId), ...attributesOf(session) }, { ifNotExists: true })
        return session
      } catch (error) {
        const existing = error instanceof ConditionFailedError ? await get(sessionId) : null
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
      change(sessionId, ({ messageCount, updatedAt }) => ({
        messageCount: messageCount + added,
        updatedAt: at > updatedAt ? at : updatedAt,
      })),
    rename: (sessionId, title) => change(sessionId, () => ({ title })),
    delete: (sessionId) => table.delete(keyOf(sessionId)),
  }
}

function keyOf(sessionId: string): ItemKey {
  return { pk: `SESSION#${sessionId}`, sk: 'METADATA' }
}

function ownerOf(userId: string): string {
  return `SESSIONS#${userId}`
}

// The id is not called sessionId here: an item with that attribute would be listed among the messages of the session.
function attributesOf(session: SessionRecord): Readonly<Record<string, unknown>> {
  const { sessionId, ...rest } = session
  return { ...rest, id: sessionId, sender: ownerOf(session.userId), timestamp: session.updatedAt }
}

function recordOf(item: StoredItem): SessionRecord {
  return sessionRecordSchema.parse({ ...item, sessionId: item.id })
}

import type { TenantTable } from '@salestalk/engine'
import { type FixedClock, fixedClock, inMemoryTables, sequentialIds } from '@salestalk/engine/fakes'
import { type Answer, type DomainEvent, type EventOf, type TenantId, tenantIdSchema } from '@salestalk/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { messageRepository, type Turn } from '../storage/message-repository.ts'
import { clearOutbox, eventsOf, pendingItems } from '../storage/outbox.ts'
import { sessionRepository } from '../storage/session-repository.ts'
import { openTenantStorage, type TenantStorage } from '../storage/storage.ts'
import { tenantTables } from '../storage/tables.ts'
import { completeSession } from './complete-sessions.ts'
import { completeIdleSessions } from './session-timer.ts'

const [acme, globex] = ['acme', 'globex'].map((id) => tenantIdSchema.parse(id)) as [TenantId, TenantId]
const MINUTE = 60_000

interface Said {
  readonly subject?: string
  readonly intent?: string
  readonly milliseconds?: number
  readonly costUsd?: number
}

describe('conversations', () => {
  let clock: FixedClock
  let ids: ReturnType<typeof sequentialIds>
  let storages: Map<TenantId, TenantStorage>
  let errors: unknown[]
  let notified: string[]
  let tenant: TenantStorage

  function turnOf(
    sessionId: string,
    { subject = 'revenue', intent = 'total', milliseconds = 0, costUsd = 0 }: Said,
  ): Turn {
    const messageId = ids.next()
    const answer = {
      messageId,
      interpretation: { subject, intent },
      timings: { total: milliseconds },
      model: { costUsd },
    } as Answer
    const createdAt = clock.now().toISOString()
    return { messageId, userMessageId: ids.next(), sessionId, userId: 'ann', question: '?', answer, createdAt }
  }

  /** As the chat keeps a question and its answer. */
  async function say(said: Said = {}, sessionId = 's1', to: TenantStorage = tenant): Promise<void> {
    const turn = turnOf(sessionId, said)
    await to.sessions.start({ sessionId, userId: 'ann', title: 'A', at: turn.createdAt })
    await to.messages.save(turn, [])
    await to.sessions.recordActivity(sessionId, 2, turn.createdAt)
  }

  const round = (storage: (tenantId: TenantId) => TenantStorage = storageOf) =>
    completeIdleSessions({
      storage,
      tenants: async () => [...storages.keys()].map((tenantId) => ({ tenantId, status: 'active' as const })),
      clock,
      ids,
      onEvents: (tenantId) => notified.push(tenantId),
      onError: (error) => errors.push(error),
    })
  const end = (sessionId = 's1') => completeSession(tenant, sessionId, { clock, ids })

  function storageOf(tenantId: TenantId): TenantStorage {
    const storage = storages.get(tenantId)
    if (storage === undefined) throw new Error(`no ${tenantId}`)
    return storage
  }

  /** The events that wait in the outbox, which is emptied. */
  async function told(from: TenantStorage = tenant): Promise<EventOf<'conversation.completed.v1'>[]> {
    const events: DomainEvent[] = []
    for await (const item of pendingItems(from.messagesTable)) {
      events.push(...eventsOf(item))
      await clearOutbox(from.messagesTable, item)
    }
    return events as EventOf<'conversation.completed.v1'>[]
  }

  beforeEach(async () => {
    clock = fixedClock('2025-11-09T10:00:00.000Z')
    ids = sequentialIds()
    storages = new Map()
    const tables = inMemoryTables(clock)
    for (const tenantId of [acme, globex]) {
      for (const address of tenantTables(tenantId)) await tables.createTable(address)
      storages.set(tenantId, openTenantStorage(tables, tenantId, clock))
    }
    tenant = storageOf(acme)
    errors = []
    notified = []
  })

  it('are over after 30 minutes of silence, with the statistics of all their turns', async () => {
    await say({ subject: 'revenue', intent: 'total', milliseconds: 1_000, costUsd: 0.1 })
    clock.advance(5 * MINUTE)
    await say({ subject: 'orders', intent: 'compare', milliseconds: 2_000, costUsd: 0.2 })
    clock.advance(5 * MINUTE)
    await say({ subject: 'revenue', intent: 'total', milliseconds: 300 })
    clock.advance(30 * MINUTE - 1)
    expect(await round()).toEqual({ completed: 0, failed: 0 })
    clock.advance(1)
    expect(await round()).toEqual({ completed: 1, failed: 0 })
    expect(notified).toEqual(['acme'])
    expect(await told()).toMatchObject([
      {
        eventType: 'conversation.completed.v1',
        source: 'session-timer',
        tenantId: 'acme',
        userId: 'ann',
        sessionId: 's1',
        timestamp: '2025-11-09T10:40:00.000Z',
        data: {
          conversationId: 's1',
          // The first answer took a second.
          startTime: '2025-11-09T09:59:59.000Z',
          endTime: '2025-11-09T10:10:00.000Z',
          durationSeconds: 601,
          messageCount: 6,
          userMessageCount: 3,
          assistantMessageCount: 3,
          subjects: ['revenue', 'orders'],
          intents: ['total', 'compare'],
          actionsTaken: { insightSaved: false, insightShared: false, dataExported: false, followUpCreated: false },
          totalCostUSD: 0.3,
          averageResponseTimeMs: 1_100,
        },
      },
    ])
  })
  it('are told once for one silence', async () => {
    await say()
    clock.advance(31 * MINUTE)
    await round()
    clock.advance(60 * MINUTE)
    expect(await round()).toEqual({ completed: 0, failed: 0 })
    expect(await told()).toHaveLength(1)
  })
  it('are told once by two timers at once', async () => {
    for (let n = 0; n < 20; n += 1) await say({}, `s${n}`)
    clock.advance(31 * MINUTE)
    const rounds = await Promise.all([round(), round(), round()])
    expect(rounds.reduce((sum, { completed }) => sum + completed, 0)).toBe(20)
    expect(await told()).toHaveLength(20)
  })
  it('that go on are told once more after their next silence, from their first question', async () => {
    await say()
    clock.advance(31 * MINUTE)
    await round()
    await say()
    clock.advance(29 * MINUTE)
    await round()
    clock.advance(MINUTE)
    await round()
    const events = await told()
    expect(events.map(({ data }) => [data.userMessageCount, data.startTime, data.endTime])).toEqual([
      [1, '2025-11-09T10:00:00.000Z', '2025-11-09T10:00:00.000Z'],
      [2, '2025-11-09T10:00:00.000Z', '2025-11-09T10:31:00.000Z'],
    ])
  })
  it('end when their owner says so, once, and the silence after it is not told', async () => {
    await say()
    expect(await end()).toBe('completed')
    expect(await end()).toBe('nothing_new')
    clock.advance(31 * MINUTE)
    await round()
    expect((await told()).map(({ source }) => source)).toEqual(['chat-handler'])
  })
  it('that ended while a question was being answered are told with it', async () => {
    await say()
    const late = turnOf('s1', {})
    await tenant.sessions.start({ sessionId: 's1', userId: 'ann', title: 'A', at: late.createdAt })
    await end()
    // The process dies before it counts the message.
    await tenant.messages.save(late, [])
    clock.advance(31 * MINUTE)
    await round()
    expect((await told()).map(({ data }) => data.userMessageCount)).toEqual([1, 2])
  })
  it('that were deleted, never existed or hold nothing are not told', async () => {
    expect(await end('nobody')).toBe('not_found')
    await say({}, 'deleted')
    await tenant.messages.deleteOfSession('deleted')
    await tenant.sessions.delete('deleted')
    await tenant.sessions.start({ sessionId: 'empty', userId: 'ann', title: 'A', at: clock.now().toISOString() })
    expect(await end('empty')).toBe('nothing_new')
    clock.advance(31 * MINUTE)
    expect(await round()).toEqual({ completed: 0, failed: 0 })
    expect((await tenant.sessions.listSilent('9999')).entries).toEqual([])
    expect(await told()).toEqual([])
  })
  it('from before there was a timer go on working, and are told once they are spoken in again', async () => {
    await say()
    const item = await tenant.messagesTable.get({ pk: 'SESSION#s1', sk: 'METADATA' })
    await tenant.messagesTable.update(
      { pk: 'SESSION#s1', sk: 'METADATA' },
      { expectedVersion: item?.version ?? 0, remove: ['sessionId'] },
    )
    clock.advance(31 * MINUTE)
    expect(await round()).toEqual({ completed: 0, failed: 0 })
    expect(await tenant.sessions.get('s1')).toMatchObject({ sessionId: 's1', messageCount: 2 })
    await say()
    clock.advance(31 * MINUTE)
    await round()
    expect((await told()).map(({ data }) => data.userMessageCount)).toEqual([2])
  })
  it('are not opened again by a new title', async () => {
    await say()
    clock.advance(31 * MINUTE)
    await round()
    await tenant.sessions.rename('s1', 'B')
    expect((await tenant.sessions.listSilent('9999')).entries).toEqual([])
  })
  it('of a company that cannot be read, or one that is damaged, do not stop the others', async () => {
    await say({}, 'good')
    await tenant.messages.save({ ...turnOf('damaged', {}), answer: {} as Answer }, [])
    await tenant.sessions.start({ sessionId: 'damaged', userId: 'ann', title: 'A', at: clock.now().toISOString() })
    await say({}, 's1', storageOf(globex))
    clock.advance(31 * MINUTE)
    expect(await round()).toEqual({ completed: 2, failed: 1 })
    await say({}, 'another')
    clock.advance(31 * MINUTE)
    const broken = (tenantId: TenantId) => {
      if (tenantId === acme) return storageOf(acme)
      return {
        ...storageOf(globex),
        sessions: { ...storageOf(globex).sessions, listSilent: () => Promise.reject(new Error('throttled')) },
      }
    }
    expect(await round(broken)).toEqual({ completed: 1, failed: 2 })
    expect(errors.map((error) => (error instanceof Error ? error.name : ''))).toEqual([
      'TypeError',
      expect.any(String),
      expect.any(String),
    ])
  })
  it('of a suspended company wait', async () => {
    await say()
    clock.advance(31 * MINUTE)
    const options = { storage: storageOf, clock, ids, onEvents: () => undefined, onError: () => undefined }
    await completeIdleSessions({ ...options, tenants: async () => [{ tenantId: acme, status: 'suspended' }] })
    expect(await told()).toEqual([])
  })

  describe('lose no turn and tell none twice, wherever the process dies:', () => {
    class Killed extends Error {}

    /** The storage of acme over a table that dies at its n-th write, before or after it was made. */
    function mortal(deadlyWrite: number, isWritten: boolean): TenantStorage {
      let writes = 0
      const table = new Proxy(tenant.messagesTable, {
        get(target, name, receiver) {
          const method: unknown = Reflect.get(target, name, receiver)
          if (!['put', 'update', 'delete'].includes(String(name)) || typeof method !== 'function') return method
          return async (...parameters: unknown[]) => {
            writes += 1
            if (writes > deadlyWrite || (writes === deadlyWrite && !isWritten)) throw new Killed()
            const result: unknown = await method.apply(target, parameters)
            if (writes === deadlyWrite) throw new Killed()
            return result
          }
        },
      }) as TenantTable
      return { ...tenant, messagesTable: table, sessions: sessionRepository(table), messages: messageRepository(table) }
    }

    const deaths = Array.from({ length: 12 }, (_, position) => [position + 1, 'before'] as const).flatMap(([write]) => [
      [write, 'before'] as const,
      [write, 'after'] as const,
    ])
    it.each(deaths)('write %i, %s it is made', async (write, moment) => {
      const dying = mortal(write, moment === 'after')
      const live = async () => {
        await say({}, 's1', dying)
        clock.advance(31 * MINUTE)
        await round(() => dying)
        await say({}, 's1', dying)
        clock.advance(2 * MINUTE)
        await say({}, 's1', dying)
        clock.advance(31 * MINUTE)
        await round(() => dying)
      }
      await live().catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error
      })
      // The next process.
      clock.advance(31 * MINUTE)
      await round()
      await round()
      const stored = (await tenant.messages.listOfSession('s1')).entries.length
      const counts = (await told()).map(({ data }) => data.userMessageCount)
      expect(counts.at(-1) ?? 0).toBe(stored)
      expect(new Set(counts).size).toBe(counts.length)
    })
  })
})

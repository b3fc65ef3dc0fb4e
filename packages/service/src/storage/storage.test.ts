import { ConditionFailedError, ItemTooLargeError, type TenantTable } from '@salestalk/engine'
import { type FixedClock, fixedClock, inMemoryTables, sampleEvent, sequentialIds } from '@salestalk/engine/fakes'
import { type Answer, type Batch, type DatasetModel, tenantIdSchema } from '@salestalk/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { messageRepository, messagesOf, type Turn } from './message-repository.ts'
import { clearOutbox, eventsOf, pendingItems, putWithEvents, updateWithEvents } from './outbox.ts'
import { openTenantStorage, type TenantStorage } from './storage.ts'
import { tenantTables } from './tables.ts'

const acme = tenantIdSchema.parse('acme')
const ids = sequentialIds()

let clock: FixedClock
let storage: TenantStorage

beforeEach(async () => {
  clock = fixedClock()
  const tables = inMemoryTables(clock)
  for (const address of tenantTables(acme)) await tables.createTable(address)
  storage = openTenantStorage(tables, acme, clock)
})

function turn(changes: Partial<Turn> = {}): Turn {
  const messageId = ids.next()
  const answer = { kind: 'answer', messageId, text: 'Revenue was $1.' } as Answer
  const at = clock.now().toISOString()
  return {
    messageId,
    userMessageId: ids.next(),
    sessionId: 's1',
    userId: 'ann',
    question: 'revenue?',
    answer,
    createdAt: at,
    ...changes,
  }
}

async function pendingEventIds(table: TenantTable): Promise<string[]> {
  const found: string[] = []
  for await (const item of pendingItems(table)) found.push(...eventsOf(item).map((event) => event.eventId))
  return found
}

describe('messages', () => {
  it('are written with their answer and events in one put', async () => {
    const [asked, event] = [turn(), sampleEvent(acme, ids, clock)]
    const writes: string[] = []
    const counted = new Proxy(storage.messagesTable, {
      get: (target, name, receiver) => {
        if (['put', 'update', 'delete', 'batchWrite'].includes(String(name))) writes.push(String(name))
        return Reflect.get(target, name, receiver)
      },
    })
    await messageRepository(counted).save(asked, [event])
    expect(writes).toEqual(['put'])
    expect(await storage.messages.get(asked.messageId)).toEqual(asked)
    expect(await pendingEventIds(storage.messagesTable)).toEqual([event.eventId])
  })
  it('leave no event behind when the message cannot be written, and no message when an event is not valid', async () => {
    const answer = { text: 'x'.repeat(500_000) } as Answer
    await expect(storage.messages.save(turn({ answer }), [sampleEvent(acme, ids, clock)])).rejects.toThrow(
      ItemTooLargeError,
    )
    const bad = { ...sampleEvent(acme, ids, clock), timestamp: 'now' }
    const refused = turn()
    await expect(storage.messages.save(refused, [bad])).rejects.toThrow('timestamp')
    expect(await storage.messages.get(refused.messageId)).toBeNull()
    expect(await pendingEventIds(storage.messagesTable)).toEqual([])
  })
  it('are not saved twice', async () => {
    const asked = turn()
    await storage.messages.save(asked, [])
    await expect(storage.messages.save(asked, [])).rejects.toThrow(ConditionFailedError)
  })
  it('are listed by session in the order asked, in pages, and by user latest first', async () => {
    const turns: Turn[] = []
    for (let n = 0; n < 5; n += 1) {
      clock.advance(n % 2 === 0 ? 1_000 : 0)
      turns.push(turn({ sessionId: n === 4 ? 's2' : 's1' }))
    }
    for (const asked of [...turns].reverse()) await storage.messages.save(asked, [])
    const idsOf = (entries: readonly Turn[]) => entries.map((entry) => entry.messageId)
    const expected = idsOf(turns)
    const first = await storage.messages.listOfSession('s1', { limit: 3 })
    const second = await storage.messages.listOfSession('s1', { limit: 3, cursor: first.cursor })
    expect([...idsOf(first.entries), ...idsOf(second.entries)]).toEqual(expected.slice(0, 4))
    expect(second.cursor).toBeNull()
    expect(idsOf((await storage.messages.listOfUser('ann')).entries)).toEqual([...expected].reverse())
    expect((await storage.messages.listOfUser('bob')).entries).toEqual([])
  })
  it('are shown as a question and an answer', () => {
    const asked = turn()
    expect(messagesOf(asked).map(({ sender, text }) => [sender, text])).toEqual([
      ['user', 'revenue?'],
      ['assistant', 'Revenue was $1.'],
    ])
  })
  it('go with their session', async () => {
    await storage.messages.save(turn(), [])
    const kept = turn({ sessionId: 's2' })
    await storage.messages.save(kept, [])
    await storage.messages.deleteOfSession('s1')
    expect((await storage.messages.listOfUser('ann')).entries).toEqual([kept])
  })
})

describe('sessions', () => {
  const at = '2025-11-09T10:00:00.000Z'
  const later = '2025-11-09T11:00:00.000Z'

  it('are created once and keep their first title', async () => {
    await storage.sessions.start({ sessionId: 's1', userId: 'ann', title: 'first', at })
    const again = await storage.sessions.start({ sessionId: 's1', userId: 'bob', title: 'second', at: later })
    expect(again).toEqual({
      sessionId: 's1',
      userId: 'ann',
      title: 'first',
      messageCount: 0,
      createdAt: at,
      // About to be spoken in again.
      updatedAt: later,
    })
  })
  it('are listed per user by latest activity, and not among the messages of a session', async () => {
    await storage.sessions.start({ sessionId: 's1', userId: 'ann', title: 'one', at })
    await storage.sessions.start({ sessionId: 's2', userId: 'ann', title: 'two', at: '2025-11-09T10:30:00.000Z' })
    await storage.sessions.start({ sessionId: 's3', userId: 'bob', title: 'three', at })
    await storage.sessions.recordActivity('s1', 2, later)
    const { entries } = await storage.sessions.listOfUser('ann')
    expect(entries.map(({ sessionId, messageCount, updatedAt }) => [sessionId, messageCount, updatedAt])).toEqual([
      ['s1', 2, later],
      ['s2', 0, '2025-11-09T10:30:00.000Z'],
    ])
    expect((await storage.messages.listOfSession('s1')).entries).toEqual([])
  })
  it('count every message of concurrent turns', async () => {
    await storage.sessions.start({ sessionId: 's1', userId: 'ann', title: 'one', at })
    await Promise.all(Array.from({ length: 5 }, () => storage.sessions.recordActivity('s1', 2, later)))
    expect((await storage.sessions.get('s1'))?.messageCount).toBe(10)
  })
  it('can be renamed and deleted; a missing one is null', async () => {
    expect(await storage.sessions.rename('s1', 'x')).toBeNull()
    await storage.sessions.start({ sessionId: 's1', userId: 'ann', title: 'one', at })
    expect((await storage.sessions.rename('s1', 'renamed'))?.title).toBe('renamed')
    await storage.sessions.delete('s1')
    expect(await storage.sessions.get('s1')).toBeNull()
  })
})

describe('the outbox', () => {
  it('adds events to those an item still carries', async () => {
    const { messagesTable: table } = storage
    const [first, second] = [sampleEvent(acme, ids, clock), sampleEvent(acme, ids, clock)]
    const item = await putWithEvents(table, { pk: 'p', sk: 's', text: 'a' }, [first], { ifNotExists: true })
    await updateWithEvents(table, item, { text: 'b' }, [second])
    expect(await pendingEventIds(table)).toEqual([first.eventId, second.eventId])
  })
  it('is not cleared when the item has got more events meanwhile', async () => {
    const { messagesTable: table } = storage
    const item = await putWithEvents(table, { pk: 'p', sk: 's' }, [sampleEvent(acme, ids, clock)], {
      ifNotExists: true,
    })
    await updateWithEvents(table, item, {}, [sampleEvent(acme, ids, clock)])
    expect(await clearOutbox(table, item)).toBe(false)
    expect(await pendingEventIds(table)).toHaveLength(2)
  })
  it('is empty once cleared, and the item stays', async () => {
    const { messagesTable: table } = storage
    const events = [sampleEvent(acme, ids, clock)]
    const item = await putWithEvents(table, { pk: 'p', sk: 's', text: 'a' }, events, { ifNotExists: true })
    expect(await clearOutbox(table, item)).toBe(true)
    expect(await pendingEventIds(table)).toEqual([])
    expect(await table.get({ pk: 'p', sk: 's' })).toEqual({ pk: 'p', sk: 's', text: 'a', version: 2 })
  })
})

describe('datasets', () => {
  const model: DatasetModel = {
    dataset: 'orders',
    label: 'Orders',
    version: 1,
    layout: 'wide',
    record: { singular: 'order', plural: 'orders' },
    columns: [],
    timeColumn: null,
    dimensions: [],
    metrics: [],
    assumptions: [],
  } as DatasetModel
  const segment = (batchId: string) => ({
    batchId,
    key: `facts/orders/${batchId}.parquet`,
    contentHash: `hash-${batchId}`,
    rows: 10,
    bytes: 100,
    timeSpans: { order_date: { start: '2025-01-01', end: '2025-03-31' } },
  })
  const manifest = (...batches: string[]) => ({
    dataset: 'orders',
    model,
    segments: batches.map(segment),
    createdAt: '2025-11-09T10:00:00.000Z',
    updatedAt: '2025-11-09T10:00:00.000Z',
  })
  const batch = (batchId: string, createdAt: string): Batch => ({
    batchId,
    dataset: 'orders',
    fileName: 'orders.csv',
    contentHash: `hash-${batchId}`,
    mode: 'append',
    status: 'live',
    rows: 10,
    rejected: 0,
    bytes: 100,
    firstDay: null,
    lastDay: null,
    createdAt,
  })

  it('become visible by one write that also carries the event', async () => {
    const event = sampleEvent(acme, ids, clock)
    const saved = await storage.datasets.save(manifest('b1'), null, [event])
    expect(saved.version).toBe(1)
    expect(await storage.datasets.get('orders')).toEqual(saved)
    expect(await storage.datasets.list()).toEqual([saved])
    expect(await pendingEventIds(storage.metricsTable)).toEqual([event.eventId])
  })
  it('let one of two concurrent changes win; the other must decide again', async () => {
    await storage.datasets.save(manifest('b1'), null, [])
    await expect(storage.datasets.save(manifest('b9'), null, [])).rejects.toThrow(ConditionFailedError)
    const saves = [
      storage.datasets.save(manifest('b1', 'b2'), 1, []),
      storage.datasets.save(manifest('b1', 'b3'), 1, []),
    ]
    const results = await Promise.allSettled(saves)
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await storage.datasets.get('orders'))?.segments).toHaveLength(2)
    await expect(storage.datasets.save(manifest('b4'), 1, [])).rejects.toThrow(ConditionFailedError)
  })
  it('list batches by what the manifest says, without those never committed', async () => {
    await storage.datasets.putBatch(batch('b1', '2025-11-01'))
    await storage.datasets.putBatch(batch('b2', '2025-11-02'))
    await storage.datasets.putBatch({ ...batch('b3', '2025-11-03'), status: 'undone' })
    await storage.datasets.save(manifest('b1'), null, [])
    const listed = await storage.datasets.listBatches('orders')
    expect(listed.map(({ batchId, status }) => [batchId, status])).toEqual([
      ['b3', 'undone'],
      ['b1', 'live'],
    ])
    expect(await storage.datasets.getBatch('orders', 'b2')).toEqual(batch('b2', '2025-11-02'))
  })
})

describe('idempotency records', () => {
  it('give the first response to every repetition', async () => {
    const begun = await storage.idempotency.begin('key', 'hash')
    if (begun.kind !== 'started') throw new Error(begun.kind)
    expect(await storage.idempotency.begin('key', 'hash')).toEqual({ kind: 'in_progress' })
    await storage.idempotency.complete('key', begun.version, { answer: 42 })
    expect(await storage.idempotency.begin('key', 'hash')).toEqual({ kind: 'completed', response: { answer: 42 } })
    expect(await storage.idempotency.begin('key', 'other')).toEqual({ kind: 'mismatch' })
    clock.advance(25 * 3_600_000)
    expect((await storage.idempotency.begin('key', 'other')).kind).toBe('started')
  })
  it('free the key when a request is abandoned or its process died a minute ago', async () => {
    const begun = await storage.idempotency.begin('key', 'hash')
    if (begun.kind !== 'started') throw new Error(begun.kind)
    await storage.idempotency.abandon('key', begun.version)
    expect((await storage.idempotency.begin('key', 'hash')).kind).toBe('started')
    clock.advance(60_000)
    expect((await storage.idempotency.begin('key', 'hash')).kind).toBe('started')
  })
})

describe('the event log', () => {
  it('keeps an event once and reads windows of time', async () => {
    const events = [0, 1, 2].map((n) => {
      clock.advance(n * 1_000)
      return sampleEvent(acme, ids, clock)
    })
    for (const event of events) expect(await storage.eventLog.append(event)).toBe(true)
    for (const event of events) expect(await storage.eventLog.append(event)).toBe(false)
    expect((await storage.eventLog.read()).entries).toEqual(events)
    expect((await storage.eventLog.read({ descending: true, limit: 1 })).entries).toEqual(events.slice(2))
    const [first, second] = events
    const window = { from: first?.timestamp, to: second?.timestamp }
    expect((await storage.eventLog.read(window)).entries).toEqual([first, second])
    expect((await storage.eventLog.read({ types: ['tenant.provisioned.v1'] })).entries).toEqual([])
  })
  it('forgets after 90 days', async () => {
    await storage.eventLog.append(sampleEvent(acme, ids, clock))
    clock.advance(90 * 24 * 3_600_000)
    expect((await storage.eventLog.read()).entries).toEqual([])
  })
})

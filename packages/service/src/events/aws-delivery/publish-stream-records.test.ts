import { type EventBus, EventsNotAcceptedError, EventTooLargeError, type StoredItem } from '@salestalk/engine'
import { type FixedClock, fixedClock, inMemoryTables, sampleEvent, sequentialIds } from '@salestalk/engine/fakes'
import { type DomainEvent, type TenantId, tenantIdSchema } from '@salestalk/protocol'
import type { DynamoDBRecord } from 'aws-lambda'
import { beforeEach, describe, expect, it } from 'vitest'
import { pendingItems, putWithEvents, updateWithEvents } from '../../storage/outbox.ts'
import { createRegistry, openRegistry, openTenantStorage } from '../../storage/storage.ts'
import { tenantTables } from '../../storage/tables.ts'
import { loggedEventBus } from './logged-event-bus.ts'
import { publishStreamRecords } from './publish-stream-records.ts'
import { tableOfStream } from './stream-source.ts'
import { streamArn, streamRecord } from './tests/stream-records.ts'

const [acme, acmeEu] = ['acme', 'acme-eu'].map((id) => tenantIdSchema.parse(id)) as [TenantId, TenantId]
const ids = sequentialIds()

describe('records of a stream', () => {
  let clock: FixedClock
  let tables: ReturnType<typeof inMemoryTables>
  let published: DomainEvent[]
  let errors: unknown[]
  let bus: EventBus

  const storageOf = (tenantId: TenantId) => openTenantStorage(tables, tenantId, clock)
  const newEvent = (tenantId = acme) => sampleEvent(tenantId, ids, clock)
  const put = (sk: string, ...events: DomainEvent[]) =>
    putWithEvents(storageOf(acme).messagesTable, { pk: 'MSG#1', sk }, events, { ifNotExists: true })
  const record = (item: StoredItem, sequenceNumber: string) =>
    streamRecord('tenant-acme-messages', item, sequenceNumber)
  const publish = (...records: DynamoDBRecord[]) =>
    publishStreamRecords(records, {
      tables,
      bus: loggedEventBus(bus, ({ tenantId }) => storageOf(tenantId).eventLog),
      onError: (error) => errors.push(error),
    })
  const pending = async () => {
    const found: string[] = []
    for await (const { sk } of pendingItems(storageOf(acme).messagesTable)) found.push(sk)
    return found
  }

  beforeEach(async () => {
    clock = fixedClock()
    tables = inMemoryTables(clock)
    await createRegistry(tables)
    for (const tenantId of [acme, acmeEu]) {
      for (const address of tenantTables(tenantId)) await tables.createTable(address)
    }
    published = []
    errors = []
    bus = { publish: async (events) => void published.push(...events) }
  })

  it('are published in their order, kept in the log and taken off their items', async () => {
    const [first, second, third] = [newEvent(), newEvent(), newEvent()]
    const records = [record(await put('a', first, second), '100'), record(await put('b', third), '200')]
    expect(await publish(...records)).toEqual({ batchItemFailures: [] })
    expect(published).toEqual([first, second, third])
    expect((await storageOf(acme).eventLog.read()).entries).toEqual([first, second, third])
    expect(await pending()).toEqual([])
  })
  it('of items without events, cleared ones and deleted ones publish nothing', async () => {
    const table = storageOf(acme).messagesTable
    const plain = await table.put({ pk: 'SESSION#1', sk: 'METADATA' })
    const removed = await put('a', newEvent())
    await table.delete(removed)
    await publish(record(plain, '1'), record(removed, '2'), streamRecord(table.name, removed, '3', 'REMOVE'))
    expect(published).toEqual([])
  })
  it('of a stream that is read again from its start publish nothing that was cleared', async () => {
    const first = await put('a', newEvent())
    const later = await updateWithEvents(storageOf(acme).messagesTable, first, { text: 'b' }, [newEvent()])
    const records = [record(first, '1'), record(later, '2')]
    await publish(...records)
    expect(published).toHaveLength(2)
    await publish(...records)
    expect(published).toHaveLength(2)
  })
  it('are published again when the process died before they were cleared', async () => {
    const event = newEvent()
    const item = await put('a', event)
    const accepting = bus
    bus = {
      async publish(events) {
        await accepting.publish(events)
        throw new Error('killed')
      },
    }
    await publish(record(item, '1'))
    bus = accepting
    await publish(record(item, '1'))
    expect(published).toEqual([event, event])
    expect(await pending()).toEqual([])
    expect((await storageOf(acme).eventLog.read()).entries).toEqual([event])
  })
  it('lose no event that is added meanwhile', async () => {
    const [first, second] = [newEvent(), newEvent()]
    const item = await put('a', first)
    const accepting = bus
    let later: StoredItem = item
    bus = {
      async publish(events) {
        await accepting.publish(events)
        if (events.length === 1) later = await updateWithEvents(storageOf(acme).messagesTable, item, {}, [second])
      },
    }
    await publish(record(item, '1'))
    await publish(record(later, '2'))
    expect(published).toEqual([first, first, second])
    expect(await pending()).toEqual([])
  })
  it('come again from the first that failed for a while', async () => {
    const events = [newEvent(), newEvent(), newEvent()]
    const records: DynamoDBRecord[] = []
    for (const event of events) records.push(record(await put(event.eventId, event), `${records.length}00`))
    const accepting = bus
    const throttled = new EventsNotAcceptedError([], ['ThrottlingException'], true)
    bus = {
      publish: (some) =>
        some[0]?.eventId === events[1]?.eventId ? Promise.reject(throttled) : accepting.publish(some),
    }
    expect(await publish(...records)).toEqual({ batchItemFailures: [{ itemIdentifier: '100' }] })
    expect(published).toEqual(events.slice(0, 1))
    expect(errors).toEqual([throttled])
    bus = accepting
    expect(await publish(...records.slice(1))).toEqual({ batchItemFailures: [] })
    expect(published).toEqual(events)
  })
  it('that can never be published are reported, stay in their outbox and do not block the others', async () => {
    const [large, own] = [newEvent(), newEvent()]
    const damaged = await storageOf(acme).messagesTable.put({
      pk: 'MSG#1',
      sk: 'damaged',
      outbox: [{ ...newEvent(), timestamp: 'yesterday' }],
      outboxState: 'pending',
      outboxAt: '1',
    })
    const records = [
      record(await put('foreign', newEvent(acmeEu)), '1'),
      record(damaged, '2'),
      record(await put('large', large), '3'),
      record(await put('own', own), '4'),
    ]
    const accepting = bus
    bus = {
      async publish(events) {
        if (events[0]?.eventId === large.eventId)
          throw new EventTooLargeError(large.eventId, large.eventType, 300_000, 262_143)
        await accepting.publish(events)
      },
    }
    expect(await publish(...records)).toEqual({ batchItemFailures: [] })
    expect(published).toEqual([own])
    expect(errors.map((error) => (error instanceof Error ? error.name : ''))).toEqual([
      'ForeignEventError',
      'InvalidEventError',
      'EventTooLargeError',
    ])
    expect((await pending()).sort()).toEqual(['damaged', 'foreign', 'large'])
  })
  it('of the registry are published for every company, and of a company that is gone for none', async () => {
    const { tenantsTable } = openRegistry(tables)
    const [ours, theirs] = [newEvent(acme), newEvent(acmeEu)]
    const own = await put('a', newEvent())
    const items = [
      await putWithEvents(tenantsTable, { pk: 'TENANT#acme', sk: 'X' }, [ours], { ifNotExists: true }),
      await putWithEvents(tenantsTable, { pk: 'TENANT#acme-eu', sk: 'X' }, [theirs], { ifNotExists: true }),
    ]
    for (const address of tenantTables(acme)) await tables.deleteTable(address)
    const records = items.map((item, position) => streamRecord('tenants-metadata', item, `${position}`))
    expect(await publish(record(own, '9'), ...records)).toEqual({ batchItemFailures: [] })
    expect(published).toEqual([ours, theirs])
    expect(errors).toEqual([])
  })
  it('of a stream that is not ours fail the batch', async () => {
    const item = await put('a', newEvent())
    const answer = await publish(streamRecord('orders', item, '7'))
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '7' }] })
    expect(errors.map(String)).toEqual([expect.stringContaining('event source mapping')])
  })
})

describe('the table of a stream', () => {
  it.each([
    ['tenant-acme-messages', 'acme', 'messages'],
    ['tenant-acme-metrics', 'acme', 'metrics'],
    ['tenant-acme-eu-messages', 'acme-eu', 'messages'],
    ['tenant-acme-messages-metrics', 'acme-messages', 'metrics'],
    ['tenants-metadata', null, 'tenants-metadata'],
  ])('%s', (table, tenantId, name) => {
    const address = tableOfStream(streamArn(table))
    expect([address.tenantId, address.definition.name]).toEqual([tenantId, name])
  })
  it.each(['tenant-messages', 'tenant-Acme-messages', 'tenant-acme-orders', 'orders', ''])('is not "%s"', (table) => {
    expect(() => tableOfStream(streamArn(table))).toThrow('belongs to no table')
  })
})

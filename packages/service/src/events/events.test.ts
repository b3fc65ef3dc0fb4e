import type { EventBus } from '@salestalk/engine'
import { eventBusConformance } from '@salestalk/engine/conformance'
import { type FixedClock, fixedClock, inMemoryTables, sampleEvent, sequentialIds } from '@salestalk/engine/fakes'
import { type DomainEvent, parseEvent, tenantIdSchema } from '@salestalk/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { pendingItems, putWithEvents, updateWithEvents } from '../storage/outbox.ts'
import { openTenantStorage, type TenantStorage } from '../storage/storage.ts'
import { tenantTables } from '../storage/tables.ts'
import { deliverDue, exponentialRetry, type RetryPolicy } from './deliver-events.ts'
import { durableEventBus } from './durable-event-bus.ts'
import { publishOutbox } from './publish-outbox.ts'
import { queueOf } from './routing.ts'

const acme = tenantIdSchema.parse('acme')
const globex = tenantIdSchema.parse('globex')
const ids = sequentialIds()

async function storageOf(clock: FixedClock): Promise<TenantStorage> {
  const tables = inMemoryTables(clock)
  for (const address of tenantTables(acme)) await tables.createTable(address)
  return openTenantStorage(tables, acme, clock)
}

eventBusConformance('durable, on tables', async (routes, consumers) => {
  const clock = fixedClock()
  const storage = await storageOf(clock)
  const { eventQueue } = storage
  return {
    bus: durableEventBus(() => storage, routes, consumers),
    async settle() {
      for (let seconds = 0; seconds < 100; seconds += 1) {
        for (const consumer of consumers)
          await deliverDue(eventQueue, consumer, { clock, retry: exponentialRetry(() => 0) })
        clock.advance(1_000)
      }
    },
    deadLetters: async () =>
      (await eventQueue.deadLetters()).entries.map(({ consumer, body }) => `${consumer}: ${parseEvent(body).eventId}`),
    async redrive() {
      for (const letter of (await eventQueue.deadLetters()).entries) await eventQueue.redrive(letter)
    },
    close: async () => undefined,
  }
})

describe('publishing the outbox', () => {
  let clock: FixedClock
  let storage: TenantStorage
  let published: DomainEvent[]
  let errors: unknown[]
  const bus: EventBus = {
    publish: async (events) => {
      published.push(...events)
    },
  }
  const publish = (to: EventBus = bus) => publishOutbox(storage.messagesTable, to, acme, (error) => errors.push(error))
  const put = (sk: string, ...events: DomainEvent[]) =>
    putWithEvents(storage.messagesTable, { pk: 'p', sk }, events, { ifNotExists: true })

  beforeEach(async () => {
    clock = fixedClock()
    storage = await storageOf(clock)
    published = []
    errors = []
  })

  it('publishes what waits, oldest first, and clears it', async () => {
    const early = sampleEvent(acme, ids, clock)
    clock.advance(1)
    const late = [sampleEvent(acme, ids, clock), sampleEvent(acme, ids, clock)]
    await put('b', ...late)
    await put('a', early)
    expect(await publish()).toBe(3)
    expect(published).toEqual([early, ...late])
    expect(await publish()).toBe(0)
  })
  it('publishes again what was published but not cleared before the process died', async () => {
    const event = sampleEvent(acme, ids, clock)
    await put('a', event)
    const dying: EventBus = {
      async publish(events) {
        await bus.publish(events)
        throw new Error('killed')
      },
    }
    await publish(dying)
    await publish()
    expect(published).toEqual([event, event])
  })
  it('keeps events in the outbox while the bus is down', async () => {
    await put('a', sampleEvent(acme, ids, clock))
    const down: EventBus = { publish: () => Promise.reject(new Error('down')) }
    expect(await publish(down)).toBe(0)
    expect(errors).toHaveLength(1)
    expect(await publish()).toBe(1)
  })
  it('loses no event that is added while it publishes', async () => {
    const [first, second] = [sampleEvent(acme, ids, clock), sampleEvent(acme, ids, clock)]
    const item = await put('a', first)
    const slow: EventBus = {
      async publish(events) {
        await bus.publish(events)
        await updateWithEvents(storage.messagesTable, item, {}, [second])
      },
    }
    await publish(slow)
    await publish()
    expect(published).toEqual([first, first, second])
    expect(await publish()).toBe(0)
  })
  it('reports an event of another tenant, publishes it nowhere and goes on with the rest', async () => {
    const own = sampleEvent(acme, ids, clock)
    await put('a', sampleEvent(globex, ids, clock))
    await put('b', own)
    expect(await publish()).toBe(1)
    expect(published).toEqual([own])
    expect(errors.map(String)).toEqual([expect.stringContaining('another tenant')])
    let left = 0
    for await (const _item of pendingItems(storage.messagesTable)) left += 1
    expect(left).toBe(1)
  })
})

describe('retries', () => {
  it('wait 1, 4 and 16 seconds, up to half less by jitter, then give up', () => {
    const [full, least] = [exponentialRetry(() => 0), exponentialRetry(() => 1)]
    const waits = (policy: RetryPolicy) => [1, 2, 3, 4].map((attempts) => policy(attempts, queueOf('billing')))
    expect(waits(full)).toEqual([1_000, 4_000, 16_000, null])
    expect(waits(least)).toEqual([500, 2_000, 8_000, null])
  })
  it('of many failing events do not hold up a new one', async () => {
    const clock = fixedClock()
    const { eventQueue } = await storageOf(clock)
    const failing = new Set<string>()
    const consumer = {
      name: 'aggregation',
      handle: async (event: DomainEvent) => {
        if (failing.has(event.eventId)) throw new Error('not now')
      },
    }
    const deliver = () => deliverDue(eventQueue, consumer, { clock, retry: exponentialRetry(() => 0) })
    for (let n = 0; n < 150; n += 1) {
      const event = sampleEvent(acme, ids, clock)
      failing.add(event.eventId)
      await eventQueue.enqueue('aggregation', event)
    }
    expect(await deliver()).toBe(0)
    await eventQueue.enqueue('aggregation', sampleEvent(acme, ids, clock))
    expect(await deliver()).toBe(1)
  })
  it('are not made before they are due, and not for what was handled already', async () => {
    const clock = fixedClock()
    const { eventQueue } = await storageOf(clock)
    let calls = 0
    const consumer = {
      name: 'aggregation',
      handle: async () => {
        calls += 1
        if (calls === 1) throw new Error('not now')
      },
    }
    const deliver = () => deliverDue(eventQueue, consumer, { clock, retry: exponentialRetry(() => 0) })
    const event = sampleEvent(acme, ids, clock)
    await eventQueue.enqueue('aggregation', event)
    expect(await deliver()).toBe(0)
    for await (const delivery of eventQueue.waiting('aggregation')) {
      expect(delivery).toMatchObject({ attempts: 1, lastError: 'Error: not now' })
    }
    clock.advance(999)
    expect(await deliver()).toBe(0)
    clock.advance(1)
    expect(await deliver()).toBe(1)
    await eventQueue.enqueue('aggregation', event)
    expect(await deliver()).toBe(0)
    expect(calls).toBe(2)
  })
})

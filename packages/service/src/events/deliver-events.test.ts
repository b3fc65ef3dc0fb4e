import { type FixedClock, fixedClock, inMemoryTables, sampleEvent, sequentialIds } from '@salestalk/engine/fakes'
import { type DomainEvent, tenantIdSchema } from '@salestalk/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { openTenantStorage, type TenantStorage } from '../storage/storage.ts'
import { tenantTables } from '../storage/tables.ts'
import { type DeadLetter, deadLettersInTables } from './dead-letters.ts'
import { deliverDue, exponentialRetry } from './deliver-events.ts'
import { handleOnce } from './handle-once.ts'
import { asReplayed } from './replay.ts'
import { eventSamples } from './tests/event-samples.ts'

const acme = tenantIdSchema.parse('acme')

let clock: FixedClock
let storage: TenantStorage
let handled: string[]
let failing: Set<string>
let buried: string[]
const ids = sequentialIds()

const consumer = {
  name: 'analytics',
  async handle({ eventId }: DomainEvent) {
    if (failing.has(eventId)) throw new Error('not now')
    handled.push(eventId)
  },
}
const deliver = (to = consumer) =>
  deliverDue(storage.eventQueue, to, {
    clock,
    retry: exponentialRetry(() => 0),
    onBuried: (name) => buried.push(name),
  })
const newEvent = () => sampleEvent(acme, ids, clock)

async function lettersOf(selection = {}): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = []
  for await (const letter of box().list(selection)) letters.push(letter)
  return letters
}

function box() {
  return deadLettersInTables(async function* () {
    yield storage
  })
}

async function untilBuried(): Promise<void> {
  for (let second = 0; second < 30; second += 1) {
    await deliver()
    clock.advance(1_000)
  }
}

beforeEach(async () => {
  clock = fixedClock()
  const tables = inMemoryTables(clock)
  for (const address of tenantTables(acme)) await tables.createTable(address)
  storage = openTenantStorage(tables, acme, clock)
  handled = []
  failing = new Set()
  buried = []
})

describe('a delivery', () => {
  it('is handled by one process, however many see it at once', async () => {
    const event = newEvent()
    await storage.eventQueue.enqueue('analytics', event)
    let calls = 0
    const slow = {
      name: 'analytics',
      async handle() {
        calls += 1
        // Another process looks while this one works.
        expect(await deliver()).toBe(0)
      },
    }
    expect(await Promise.all([deliver(slow), deliver(slow)])).toEqual(expect.arrayContaining([1, 0]))
    expect([calls, handled]).toEqual([1, []])
  })
  it('that a process died with comes again after the visibility timeout, not before', async () => {
    const event = newEvent()
    await storage.eventQueue.enqueue('analytics', event)
    const dying = { name: 'analytics', handle: () => new Promise<void>(() => undefined) }
    deliver(dying).catch(() => undefined)
    // Lets the dying one take it.
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(359_999)
    expect(await deliver()).toBe(0)
    clock.advance(1)
    expect(await deliver()).toBe(1)
    expect(handled).toEqual([event.eventId])
  })
  it('that kills whoever takes it becomes a dead letter after four times', async () => {
    await storage.eventQueue.enqueue('analytics', newEvent())
    const deadly = { name: 'analytics', handle: () => new Promise<void>(() => undefined) }
    for (let time = 0; time < 4; time += 1) {
      deliver(deadly).catch(() => undefined)
      await new Promise((resolve) => setImmediate(resolve))
      clock.advance(360_000)
    }
    expect(await deliver()).toBe(0)
    expect(await lettersOf()).toMatchObject([{ attempts: 5, lastError: 'was begun every time and never finished' }])
  })
  it('that is no event any more becomes a dead letter at once and holds up nobody', async () => {
    const poison = { ...newEvent(), eventType: 'tea.poured.v9' } as unknown as DomainEvent
    const event = newEvent()
    await storage.eventQueue.enqueue('analytics', poison)
    await storage.eventQueue.enqueue('analytics', event)
    expect(await deliver()).toBe(1)
    expect(handled).toEqual([event.eventId])
    expect(await lettersOf()).toMatchObject([
      { eventId: poison.eventId, eventType: 'tea.poured.v9', lastError: expect.stringContaining('is not valid') },
    ])
  })
  it('waits for the ones of its session that were before it, and for no others', async () => {
    const samples = eventSamples(acme, ids, clock)
    const [first, second, other] = [samples.answered('s1'), samples.answered('s1'), samples.answered('s2')]
    for (const event of [first, second, other]) await storage.eventQueue.enqueue('analytics', event)
    failing.add(first.eventId)
    expect(await deliver()).toBe(1)
    expect(handled).toEqual([other.eventId])
    failing.clear()
    clock.advance(1_000)
    expect(await deliver()).toBe(2)
    expect(handled).toEqual([other.eventId, first.eventId, second.eventId])
  })
})

describe('dead letters', () => {
  it('are kept for 14 days', async () => {
    const event = newEvent()
    failing.add(event.eventId)
    await storage.eventQueue.enqueue('analytics', event)
    await untilBuried()
    expect(buried).toEqual(['analytics'])
    expect(await lettersOf()).toMatchObject([{ eventId: event.eventId, attempts: 4, lastError: 'Error: not now' }])
    clock.advance(14 * 24 * 60 * 60 * 1_000 - 31_000)
    expect(await lettersOf()).toHaveLength(1)
    clock.advance(31_000)
    expect(await lettersOf()).toEqual([])
  })
  it('are listed and redriven by what is asked for, with all tries anew', async () => {
    const events = [newEvent(), newEvent(), newEvent()]
    for (const event of events) {
      failing.add(event.eventId)
      await storage.eventQueue.enqueue('analytics', event)
    }
    await untilBuried()
    expect(await lettersOf({ consumer: 'billing' })).toEqual([])
    expect(await lettersOf({ eventType: 'metrics.ingested.v1' })).toHaveLength(3)
    expect(await lettersOf({ tenantId: 'globex' })).toEqual([])
    const [first, second] = events
    failing.delete(String(first?.eventId))
    const redriven: unknown[] = []
    for await (const { eventId } of box().redrive({ eventId: first?.eventId })) redriven.push(eventId)
    expect(redriven).toEqual([first?.eventId])
    await deliver()
    expect(handled).toEqual([first?.eventId])
    for await (const _letter of box().redrive({ eventId: second?.eventId }));
    await deliver()
    for await (const delivery of storage.eventQueue.waiting('analytics')) expect(delivery.attempts).toBe(1)
    expect(await lettersOf()).toHaveLength(1)
  })
})

describe('a replay', () => {
  it('reaches who has missed the event, and who has handled it only when forced, once', async () => {
    const event = newEvent()
    const { eventQueue } = storage
    const give = async (replayed: DomainEvent) => {
      await eventQueue.enqueue('analytics', replayed)
      return await deliver()
    }
    expect(await give(event)).toBe(1)
    expect(await give(asReplayed(event, clock.now(), false))).toBe(0)
    const forced = asReplayed(event, clock.now(), true)
    expect(await give(forced)).toBe(1)
    expect(await give(forced)).toBe(0)
    expect(forced.metadata.replayed).toEqual({ at: '2025-11-09T10:00:00.000Z', forced: true })
    clock.advance(1)
    expect(await give(asReplayed(event, clock.now(), true))).toBe(1)
    expect(handled).toEqual([event.eventId, event.eventId, event.eventId])
  })
  it('that is forced counts as handling where nothing was handled before', async () => {
    const event = newEvent()
    const { eventQueue } = storage
    expect(await handleOnce(eventQueue, consumer, asReplayed(event, clock.now(), true))).toBe(true)
    expect(await handleOnce(eventQueue, consumer, event)).toBe(false)
  })
})

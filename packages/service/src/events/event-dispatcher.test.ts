import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FixedClock, fixedClock, inMemoryArtifacts, sampleEvent, sequentialIds } from '@salestalk/engine/fakes'
import { type DomainEvent, tenantIdSchema } from '@salestalk/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sqliteTables } from '../adapters/embedded/sqlite-tables.ts'
import { putWithEvents } from '../storage/outbox.ts'
import { createRegistry, openTenantStorage } from '../storage/storage.ts'
import { messagesTable } from '../storage/tables.ts'
import { tenantService } from '../tenants/tenant-service.ts'
import { carryEvents } from './carry-events.ts'
import { exponentialRetry } from './deliver-events.ts'
import { durableEventBus } from './durable-event-bus.ts'
import { type EventDispatcher, eventDispatcher } from './event-dispatcher.ts'
import { eventRoutes } from './routing.ts'
import { eventSamples } from './tests/event-samples.ts'

const acme = tenantIdSchema.parse('acme')
const globex = tenantIdSchema.parse('globex')
const ids = sequentialIds()

describe('the event dispatcher', () => {
  let folder: string
  let clock: FixedClock
  let tables: ReturnType<typeof sqliteTables>
  let dispatcher: EventDispatcher
  let handled: DomainEvent[]
  let waits: { work: () => void; milliseconds: number }[]
  let cancelled: number
  let errors: unknown[]

  const storageOf = (tenantId: typeof acme) => openTenantStorage(tables, tenantId, clock)
  const logOf = async (tenantId: typeof acme) =>
    (await storageOf(tenantId).eventLog.read()).entries.map((event) => event.eventType)
  const tenants = () => tenantService({ tables, artifacts: inMemoryArtifacts(), clock, ids, region: 'local' })

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'salestalk-dispatcher-'))
    clock = fixedClock()
    tables = sqliteTables({ folder, clock })
    handled = []
    waits = []
    cancelled = 0
    errors = []
    await createRegistry(tables)
    await tenants().createTenant({ name: 'Acme', ownerEmail: 'ann@acme.example', plan: 'free' })
    await tenants().createTenant({ name: 'Globex', ownerEmail: 'gus@globex.example', plan: 'free' })
    const consumers = [{ name: 'aggregation', handle: async (event: DomainEvent) => void handled.push(event) }]
    dispatcher = eventDispatcher({
      tables,
      bus: durableEventBus((event) => storageOf(event.tenantId), eventRoutes, consumers),
      consumers,
      clock,
      timer: (work, milliseconds) => {
        waits.push({ work, milliseconds })
        return () => {
          cancelled += 1
        }
      },
      retry: exponentialRetry(() => 0),
      onError: (error) => errors.push(error),
    })
  })
  afterEach(async () => {
    await dispatcher.stop()
    tables.close()
    rmSync(folder, { recursive: true })
    expect(errors).toEqual([])
  })

  it('carries events of the registry and of every tenant into the log of their tenant', async () => {
    const event = sampleEvent(acme, ids, clock)
    await putWithEvents(storageOf(acme).metricsTable, { pk: 'p', sk: 's' }, [event], { ifNotExists: true })
    expect(await dispatcher.runOnce()).toBe(4)
    expect(await logOf(acme)).toEqual(['tenant.provisioned.v1', 'metrics.ingested.v1'])
    expect(await logOf(globex)).toEqual(['tenant.provisioned.v1'])
    expect(handled).toEqual([event])
    expect(await dispatcher.runOnce()).toBe(0)
  })
  it('does a round every second from start to stop', async () => {
    dispatcher.start()
    dispatcher.start()
    expect(waits.map((wait) => wait.milliseconds)).toEqual([1_000])
    waits[0]?.work()
    // Waits in line behind the round that the timer began.
    await dispatcher.runOnce()
    expect(await logOf(acme)).toEqual(['tenant.provisioned.v1'])
    expect(waits).toHaveLength(2)
    await dispatcher.stop()
    expect(cancelled).toBe(1)
    waits[1]?.work()
    await dispatcher.stop()
    expect(waits).toHaveLength(2)
  })
  it('rests nine times as long as a long round took that found nothing', async () => {
    dispatcher.start()
    waits[0]?.work()
    clock.advance(500)
    await dispatcher.runOnce()
    waits[1]?.work()
    clock.advance(500)
    await dispatcher.runOnce()
    expect(waits.map((wait) => wait.milliseconds)).toEqual([1_000, 1_000, 4_500])
  })
  it('does not wait for the next round when told of new events', async () => {
    dispatcher.start()
    const event = sampleEvent(acme, ids, clock)
    await putWithEvents(storageOf(acme).messagesTable, { pk: 'p', sk: 's' }, [event], { ifNotExists: true })
    dispatcher.notify(acme)
    await dispatcher.stop()
    expect(handled).toEqual([event])
  })
  it('goes on without a tenant that is deleted meanwhile', async () => {
    await tenants().deleteTenant(acme)
    dispatcher.start()
    dispatcher.notify(acme)
    expect(await dispatcher.runOnce()).toBe(1)
    expect(await logOf(globex)).toEqual(['tenant.provisioned.v1'])
  })
  it('rings when a consumer has more dead letters than its queue allows, and not before', async () => {
    const alarms: unknown[] = []
    const failing = [{ name: 'aggregation', handle: () => Promise.reject(new Error('never')) }]
    const give = carryEvents({
      tables,
      consumers: failing,
      clock,
      timer: () => () => undefined,
      random: () => 0,
      onError: (error) => errors.push(error),
      onAlarm: (alarm) => alarms.push(alarm),
    })
    const fail = async (count: number) => {
      for (let n = 0; n < count; n += 1) await give.bus.publish([sampleEvent(acme, ids, clock)])
      for (let second = 0; second < 25; second += 1) {
        await give.dispatcher.runOnce()
        clock.advance(1_000)
      }
    }
    await fail(10)
    expect(alarms).toEqual([])
    await fail(1)
    expect(alarms).toEqual([{ tenantId: 'acme', consumer: 'aggregation', threshold: 10 }])
  })
  it('leaves the events of a consumer in their queue for a process that has time for them', async () => {
    const given: DomainEvent[] = []
    const process = (left: readonly string[]) =>
      carryEvents({
        tables,
        consumers: [{ name: 'aggregation', handle: async (event) => void given.push(event) }],
        left: new Set(left),
        clock,
        timer: () => () => undefined,
        random: () => 0,
        onError: (error) => errors.push(error),
      })
    const event = sampleEvent(acme, ids, clock)
    const inHaste = process(['aggregation'])
    await inHaste.bus.publish([event])
    await inHaste.dispatcher.runOnce()
    expect(given).toEqual([])
    await process([]).dispatcher.runOnce()
    expect(given).toEqual([event])
  })
  it('carries the end of a company although its tables are gone, and nothing of one that is suspended', async () => {
    const given: string[] = []
    const { bus, dispatcher: carrier } = carryEvents({
      tables,
      consumers: ['billing', 'aggregation'].map((name) => ({
        name,
        handle: async ({ eventType }) => void given.push(eventType),
      })),
      clock,
      timer: () => () => undefined,
      random: () => 0,
      onError: (error) => errors.push(error),
    })
    const samples = eventSamples(acme, ids, clock)
    await tables.deleteTable({ tenantId: acme, definition: messagesTable })
    await bus.publish([samples.suspended(), samples.deleted()])
    await carrier.runOnce()
    expect(given.filter((type) => type !== 'tenant.provisioned.v1')).toEqual([
      'tenant.suspended.v1',
      'tenant.deleted.v1',
    ])
  })
})

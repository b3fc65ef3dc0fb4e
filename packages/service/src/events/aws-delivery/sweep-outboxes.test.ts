import type { EventBus, TableStore } from '@salestalk/engine'
import { type FixedClock, fixedClock, inMemoryTables, sampleEvent, sequentialIds } from '@salestalk/engine/fakes'
import { type DomainEvent, type TenantId, tenantIdSchema } from '@salestalk/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { putWithEvents } from '../../storage/outbox.ts'
import { createRegistry, openRegistry, openTenantStorage } from '../../storage/storage.ts'
import { tenantTables } from '../../storage/tables.ts'
import { sweepOutboxes } from './sweep-outboxes.ts'
import { tenantItem } from './tests/tenant-item.ts'

const companies = ['acme', 'globex', 'initech'].map((id) => tenantIdSchema.parse(id))
const [acme, globex, initech] = companies as [TenantId, TenantId, TenantId]
const ids = sequentialIds()

describe('a sweep of the outboxes', () => {
  let clock: FixedClock
  let tables: ReturnType<typeof inMemoryTables>
  let published: DomainEvent[]
  let errors: string[]
  const bus: EventBus = { publish: async (events) => void published.push(...events) }

  const sweep = (through: TableStore = tables, random = 0) =>
    sweepOutboxes({
      tables: through,
      bus,
      clock,
      random: () => random,
      onError: (error, { table }) => errors.push(`${table}: ${error instanceof Error ? error.message : ''}`),
    })

  async function waiting(tenantId: TenantId, event = sampleEvent(tenantId, ids, clock)): Promise<DomainEvent> {
    const { metricsTable } = openTenantStorage(tables, tenantId, clock)
    await putWithEvents(metricsTable, { pk: 'p', sk: event.eventId }, [event], { ifNotExists: true })
    return event
  }

  beforeEach(async () => {
    clock = fixedClock()
    tables = inMemoryTables(clock)
    published = []
    errors = []
    await createRegistry(tables)
    for (const tenantId of companies) {
      await openRegistry(tables).tenantsTable.put(tenantItem(tenantId))
      for (const address of tenantTables(tenantId)) await tables.createTable(address)
    }
  })

  it('publishes what waits in all companies and the registry for more than a minute, once', async () => {
    const old = [await waiting(acme), await waiting(globex)]
    const registered = sampleEvent(acme, ids, clock)
    await putWithEvents(openRegistry(tables).tenantsTable, { pk: 'x', sk: 'y' }, [registered], { ifNotExists: true })
    clock.advance(60_001)
    await waiting(acme)
    expect(await sweep()).toBe(3)
    expect(new Set(published)).toEqual(new Set([registered, ...old]))
    expect(await sweep()).toBe(0)
  })
  it('begins with another company each time', async () => {
    for (const tenantId of companies) await waiting(tenantId)
    clock.advance(60_001)
    await sweep(tables, 0.5)
    expect(published[0]?.tenantId).toBe(globex)
    expect(published).toHaveLength(3)
  })
  it('goes on past a company that cannot be read, one that is gone and an item that cannot be published', async () => {
    await waiting(acme, sampleEvent(globex, ids, clock))
    const own = await waiting(acme)
    await waiting(globex)
    const last = await waiting(initech)
    clock.advance(60_001)
    const broken: TableStore = {
      open(address) {
        const table = tables.open(address)
        if (address.tenantId !== globex) return table
        return { ...table, query: () => Promise.reject(new Error('throttled')) }
      },
    }
    expect(await sweep(broken)).toBe(2)
    expect(new Set(published)).toEqual(new Set([own, last]))
    expect(errors.sort()).toEqual([
      expect.stringContaining('tenant-acme-metrics: Event'),
      'tenant-globex-messages: throttled',
      'tenant-globex-metrics: throttled',
    ])
    errors = []
    for (const address of tenantTables(globex)) await tables.deleteTable(address)
    await sweep()
    expect(errors).toEqual([expect.stringContaining('another tenant')])
  })
})

import { fixedClock, inMemoryTables, sampleEvent, sequentialIds } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { openTenantStorage } from '../storage/storage.ts'
import { tenantTables } from '../storage/tables.ts'
import { everyEvent, latestEvents } from './read-events.ts'

const tenants = ['acme', 'globex'].map((id) => tenantIdSchema.parse(id))

async function storagesWithEvents() {
  const clock = fixedClock()
  const ids = sequentialIds()
  const tables = inMemoryTables(clock)
  for (const address of tenants.flatMap(tenantTables)) await tables.createTable(address)
  const storages = tenants.map((tenantId) => openTenantStorage(tables, tenantId, clock))
  const events = []
  for (let n = 0; n < 6; n += 1) {
    for (const storage of storages) {
      clock.advance(1)
      const event = sampleEvent(storage.tenantId, ids, clock)
      await storage.eventLog.append(event)
      await storage.eventQueue.enqueue('aggregation', event)
      events.push(event)
    }
  }
  return { clock, storages, events }
}

describe('reading events of several tenants', () => {
  it('gives the latest of all, in order of time', async () => {
    const { storages, events } = await storagesWithEvents()
    expect(await latestEvents(storages, 5)).toEqual(events.slice(-5))
    expect(await latestEvents(storages, 100)).toEqual(events)
    expect(await latestEvents(storages, 100, { from: events[9]?.timestamp })).toEqual(events.slice(9))
    expect(await latestEvents([], 5)).toEqual([])
  })
  it('gives every one that is meant, log by log', async () => {
    const { storages, events } = await storagesWithEvents()
    const found: unknown[] = []
    for await (const event of everyEvent(storages, { to: events[2]?.timestamp })) found.push(event)
    expect(found).toEqual([events[0], events[2], events[1]])
  })
})

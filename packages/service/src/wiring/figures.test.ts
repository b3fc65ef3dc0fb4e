import type { MetricStore } from '@salestalk/engine'
import { fixedClock, inMemoryArtifacts, inMemoryTables, sequentialIds } from '@salestalk/engine/fakes'
import { type MetricQuery, tenantIdSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { tenantDataOf } from '../chat/tenant-data.ts'
import { createLogger } from '../logger.ts'
import { autumn, orderSegments, ordersModel, segmentStore, snapshotOf, winter } from '../rollups/tests/fixture.ts'
import { rollupRepository } from '../storage/rollup-repository.ts'
import { openTenantStorage } from '../storage/storage.ts'
import { tenantTables } from '../storage/tables.ts'
import { openFigures } from './figures.ts'

const tenantId = tenantIdSchema.parse('acme')
const revenue: MetricQuery = {
  metrics: ['revenue'],
  groupBy: ['region'],
  filters: [],
  having: [],
  grain: null,
  start: null,
  end: null,
  orderBy: null,
  limit: null,
}

function signal() {
  const listeners: (() => void)[] = []
  const promise = new Promise<void>((resolve) => listeners.push(resolve))
  return { promise, resolve: () => listeners.forEach((listener) => void listener()) }
}

/** A company with orders; `gate` holds every look at the facts for a list of members until it is opened. */
async function company(catchesUp = true) {
  const clock = fixedClock()
  const tables = inMemoryTables(clock)
  for (const address of tenantTables(tenantId)) await tables.createTable(address)
  const storage = openTenantStorage(tables, tenantId, clock)
  const { timeSpans } = snapshotOf(ordersModel, orderSegments, [autumn, winter])
  const at = '2025-04-02T10:00:00.000Z'
  const segments = [autumn, winter].map((key) => ({
    batchId: key,
    key,
    contentHash: key,
    rows: 3,
    bytes: 1,
    timeSpans,
  }))
  await storage.datasets.save(
    { dataset: 'orders', model: ordersModel, segments, createdAt: at, updatedAt: at },
    null,
    [],
  )
  const data = tenantDataOf(tenantId, await storage.datasets.list())
  const gate = signal()
  const begun = signal()
  const looks = { members: 0 }
  const facts = segmentStore(orderSegments)
  const store: MetricStore = {
    ...facts,
    async members(...question) {
      looks.members += 1
      begun.resolve()
      await gate.promise
      return await facts.members(...question)
    },
  }
  const figures = openFigures({
    deployment: { artifacts: inMemoryArtifacts(), openMetricStore: async () => store, outside: null },
    storage: () => storage,
    clock,
    ids: sequentialIds(),
    logger: createLogger('silent'),
    catchesUp,
  })
  const state = async () => (await rollupRepository(storage.metricsTable).getState('orders'))?.status ?? 'none'
  return { figures, data, gate, begun, looks, state }
}

describe('figures computed ahead', () => {
  it('are computed once when a question finds them missing and the event of the data comes meanwhile', async () => {
    const { figures, data, gate, begun, looks, state } = await company()
    await figures.metricStore.query(data, revenue)
    await begun.promise
    const ofEvent = figures.aggregate(tenantId)
    await figures.metricStore.query(data, revenue)
    gate.resolve()
    await ofEvent
    expect(await state()).toBe('complete')
    expect(looks.members).toBe(ordersModel.dimensions.length)
    await figures.metricStore.close()
  })

  it('are not begun by a question in a process that ends with its answer', async () => {
    const { figures, data, gate, looks, state } = await company(false)
    gate.resolve()
    await figures.metricStore.query(data, revenue)
    await figures.metricStore.close()
    expect(looks.members).toBe(0)
    expect(await state()).toBe('none')
  })

  it('are left for the next process when this one is to stop, instead of keeping it', async () => {
    const { figures, gate, begun, state } = await company()
    const ofEvent = figures.aggregate(tenantId)
    await begun.promise
    figures.stopAggregating()
    gate.resolve()
    await expect(ofEvent).rejects.toThrow('aborted')
    expect(await state()).toBe('writing')
    await expect(figures.aggregate(tenantId)).rejects.toThrow('aborted')
    await figures.metricStore.close()
  })
})

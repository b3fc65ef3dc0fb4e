import { loadTaxonomy, narrativePhrasesSchema } from '@salestalk/engine'
import { fixedClock, inMemoryArtifacts, inMemoryTables, sequentialIds } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { expect, it } from 'vitest'
import { chatService } from '../chat/chat-service.ts'
import { knowledgeBase } from '../chat/knowledge.ts'
import { readConfig } from '../config.ts'
import { lazyMetricStore } from '../lazy-metric-store.ts'
import { rollupRepository } from '../storage/rollup-repository.ts'
import { openTenantStorage } from '../storage/storage.ts'
import { tenantTables } from '../storage/tables.ts'
import { readTaxonomyFiles } from '../taxonomy-files.ts'
import { aggregate, memberListCache, memberLists, rollupMetricStore } from './index.ts'
import { autumn, orderSegments, ordersModel, segmentStore, snapshotOf, spring, winter } from './tests/fixture.ts'

const tenantId = tenantIdSchema.parse('acme')
const clock = fixedClock('2025-04-02T10:00:00.000Z')

/** A company with orders and everything computed ahead; its chat runs on a metric store that cannot be loaded. */
async function coldChat() {
  const tables = inMemoryTables(clock)
  for (const address of tenantTables(tenantId)) await tables.createTable(address)
  const storage = openTenantStorage(tables, tenantId, clock)
  const keys = [autumn, winter, spring]
  const { timeSpans } = snapshotOf(ordersModel, orderSegments, keys)
  const at = '2025-04-02T10:00:00.000Z'
  const segments = keys.map((key) => ({ batchId: key, key, contentHash: key, rows: 3, bytes: 1, timeSpans }))
  await storage.datasets.save(
    { dataset: 'orders', model: ordersModel, segments, createdAt: at, updatedAt: at },
    null,
    [],
  )
  const artifacts = inMemoryArtifacts()
  const cache = memberListCache()
  const shared = {
    rollups: () => rollupRepository(storage.metricsTable),
    members: () => memberLists(artifacts.open(tenantId), cache),
  }
  const ids = sequentialIds()
  const loads: string[] = []
  const metricStore = rollupMetricStore({
    ...shared,
    inner: lazyMetricStore(() => {
      loads.push('loaded')
      return Promise.reject(new Error('the metric store is not to be loaded'))
    }),
  })
  const taxonomy = loadTaxonomy(await readTaxonomyFiles(readConfig().taxonomy))
  const chat = chatService({
    storage: () => storage,
    knowledge: knowledgeBase({
      taxonomy: async () => taxonomy,
      metricStore,
      datasets: () => storage.datasets,
      vocabularyOf: async () => ({ version: 'none', accepted: true, read: async () => null }),
    }),
    metricStore,
    wording: async () => ({
      phrases: narrativePhrasesSchema.parse(taxonomy.phrases.narrative),
      taxonomyVersion: taxonomy.version,
    }),
    clock,
    ids,
    stopwatch: () => 0,
    onEvents: () => undefined,
  })
  const aggregation = { ...shared, datasets: () => storage.datasets, metricStore: segmentStore(orderSegments) }
  await aggregate({ tenantId }, { ...aggregation, clock, ids, stopwatch: () => 0 })
  const ask = (question: string) =>
    chat.ask({ tenantId, userId: 'u1', question, sessionId: null, asOf: null, interpretation: null })
  return { ask, loads }
}

it('a question that figures computed ahead answer loads no metric store, in an instance that knows nothing yet', async () => {
  const { ask, loads } = await coldChat()
  const answer = await ask('revenue by region in Q1 2025')
  expect(answer.kind).toBe('answer')
  expect(answer.text).toContain('45.25')
  expect(answer.queries.map(({ sql }) => sql)[0]).toBe('METRIC#revenue / 2025-Q1#region=*')
  // Members were known without the facts.
  expect((await ask('revenue in the West in Q1 2025')).references.map(({ value }) => value)).toContain(30)
  expect(loads).toEqual([])
  // The test can fail: two dimensions at once are beyond what is computed ahead.
  await expect(ask('revenue by region and tier')).rejects.toThrow('not to be loaded')
  expect(loads).not.toEqual([])
})

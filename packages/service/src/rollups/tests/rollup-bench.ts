import type { Clock, DatasetSnapshot, MetricStore, TableAdmin, TableStore, TenantData } from '@salestalk/engine'
import { fixedClock, inMemoryArtifacts, inMemoryTables, sequentialIds } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { tenantDataOf } from '../../chat/tenant-data.ts'
import type { StoredManifest } from '../../storage/dataset-repository.ts'
import { type RollupRepository, rollupRepository } from '../../storage/rollup-repository.ts'
import { metricsTable } from '../../storage/tables.ts'
import { type AggregationOptions, memberListCache, memberLists, rollupMetricStore } from '../index.ts'
import { watchedTables } from './failing-table.ts'

export const tenantId = tenantIdSchema.parse('acme')

/** Everything rollups stand on, in memory: what is live, the tables, and both ways of answering. */
export interface RollupBench {
  readonly options: AggregationOptions
  readonly repository: RollupRepository
  readonly tables: TableStore & TableAdmin
  /** Answers from rollups; `counts` says how often. */
  readonly store: MetricStore
  readonly counts: { covered: number; left: number; behind: number; damaged: number }
  /** Sets what is live. */
  setLive(snapshots: readonly DatasetSnapshot[]): void
  /** What is live, as a question sees it. */
  data(): TenantData
  /** Called before every write from now on. */
  beforeWrite: () => Promise<void>
}

export async function rollupBench(inner: MetricStore, clock: Clock = fixedClock()): Promise<RollupBench> {
  const tables = inMemoryTables(clock)
  const address = { tenantId, definition: metricsTable }
  await tables.createTable(address)
  const artifacts = inMemoryArtifacts().open(tenantId)
  const counts = { covered: 0, left: 0, behind: 0, damaged: 0 }
  let live: readonly StoredManifest[] = []
  let changes = 0
  const hooks = { beforeWrite: (): Promise<void> => Promise.resolve() }
  const repository = rollupRepository(watchedTables(tables, () => hooks.beforeWrite()).open(address))
  const cache = memberListCache()
  const members = () => memberLists(artifacts, cache)
  return Object.assign(hooks, {
    tables,
    repository,
    counts,
    options: {
      datasets: () => ({ list: async () => [...live] }),
      rollups: () => repository,
      members,
      metricStore: inner,
      clock,
      ids: sequentialIds(),
      stopwatch: () => 0,
    },
    store: rollupMetricStore({
      inner,
      rollups: () => repository,
      members,
      onQuery: (isCovered) => {
        counts[isCovered ? 'covered' : 'left'] += 1
      },
      onStale: (_, reason) => {
        counts[reason] += 1
      },
      now: () => 0,
    }),
    setLive(snapshots: readonly DatasetSnapshot[]) {
      changes += 1
      live = snapshots.map((snapshot) => manifestOf(snapshot, changes))
    },
    data: () => tenantDataOf(tenantId, live),
  })
}

function manifestOf({ model, segments, rows, timeSpans }: DatasetSnapshot, version: number): StoredManifest {
  const at = '2025-01-01T00:00:00.000Z'
  const keys = segments.length === 0 ? [`facts/${model.dataset}/none.parquet`] : segments
  return {
    dataset: model.dataset,
    model,
    segments: keys.map((key, number) => ({
      batchId: `b${number}`,
      key,
      contentHash: key,
      rows: number === 0 ? rows : 0,
      bytes: 1,
      timeSpans,
    })),
    createdAt: at,
    updatedAt: at,
    version,
  }
}

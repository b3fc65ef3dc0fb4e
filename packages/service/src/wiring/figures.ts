import type { Clock, Ids, MetricStore } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import type { Deployment } from '../deployment.ts'
import { lazyMetricStore } from '../lazy-metric-store.ts'
import type { Logger } from '../logger.ts'
import { aggregate, memberListCache, memberLists, rollupMetricStore } from '../rollups/index.ts'
import { rollupRepository } from '../storage/rollup-repository.ts'
import type { TenantStorage } from '../storage/storage.ts'

export interface FiguresOptions {
  readonly deployment: Deployment
  readonly storage: (tenantId: TenantId) => TenantStorage
  readonly clock: Clock
  readonly ids: Ids
  readonly logger: Logger
}

/** A company's figures: answered from what was computed ahead where that is exactly what was asked, from its facts otherwise. */
export interface Figures {
  readonly metricStore: MetricStore
  /** Brings what is computed ahead up to date with the data; what is current already costs a look. */
  aggregate(tenantId: TenantId): Promise<void>
}

export function openFigures({ deployment, storage, clock, ids, logger }: FiguresOptions): Figures {
  const facts = lazyMetricStore(deployment.openMetricStore)
  const remembered = memberListCache()
  const rollups = (tenantId: TenantId) => rollupRepository(storage(tenantId).metricsTable)
  const members = (tenantId: TenantId) => memberLists(deployment.artifacts.open(tenantId), remembered)
  const computing = new Map<TenantId, Promise<void>>()
  const closing = new AbortController()

  async function bringUpToDate(tenantId: TenantId, isForced: boolean): Promise<void> {
    const datasets = (id: TenantId) => storage(id).datasets
    const stopwatch = () => performance.now()
    await aggregate(
      { tenantId, isForced, signal: closing.signal },
      { datasets, rollups, members, metricStore: facts, clock, ids, stopwatch },
    )
  }

  /** Where consumers run in this process, what is behind is computed at once; elsewhere the aggregation's queue sees to it. */
  function catchUp(tenantId: TenantId, reason: 'behind' | 'damaged'): void {
    if (deployment.outside !== null) {
      logger.warn({ tenantId, reason }, 'figures computed ahead are behind')
      return
    }
    if (computing.has(tenantId)) return
    const work = bringUpToDate(tenantId, reason === 'damaged')
      .catch((error: unknown) => {
        if (!closing.signal.aborted) logger.error({ tenantId, err: error }, 'figures cannot be computed ahead')
      })
      .finally(() => computing.delete(tenantId))
    computing.set(tenantId, work)
  }

  const store = rollupMetricStore({ inner: facts, rollups, members, onStale: catchUp })
  return {
    metricStore: {
      ...store,
      async close() {
        // What is not finished is computed by the next process that looks.
        closing.abort()
        await Promise.all(computing.values())
        await store.close()
      },
    },
    aggregate: (tenantId) => bringUpToDate(tenantId, false),
  }
}

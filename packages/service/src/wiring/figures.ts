import type { Clock, Ids, MetricStore } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import type { Deployment } from '../deployment.ts'
import { lazyMetricStore } from '../lazy-metric-store.ts'
import type { Logger } from '../logger.ts'
import { aggregate, memberListCache, memberLists, rollupMetricStore } from '../rollups/index.ts'
import { rollupRepository } from '../storage/rollup-repository.ts'
import type { TenantStorage } from '../storage/storage.ts'

export interface FiguresOptions {
  readonly deployment: Pick<Deployment, 'artifacts' | 'openMetricStore' | 'outside'>
  readonly storage: (tenantId: TenantId) => Pick<TenantStorage, 'datasets' | 'metricsTable'>
  readonly clock: Clock
  readonly ids: Ids
  readonly logger: Logger
  /** Whether this process computes what a question finds behind; one that ends with its work would begin in vain. */
  readonly catchesUp: boolean
}

/** A company's figures: answered from what was computed ahead where that is exactly what was asked, from its facts otherwise. */
export interface Figures {
  readonly metricStore: MetricStore
  /** Brings what is computed ahead up to date with the data; what is current already costs a look. */
  aggregate(tenantId: TenantId): Promise<void>
  /** Ends what is being computed as soon as can be, for the next process that looks to finish it. */
  stopAggregating(): void
}

export function openFigures({ deployment, storage, clock, ids, logger, catchesUp }: FiguresOptions): Figures {
  const facts = lazyMetricStore(deployment.openMetricStore)
  const remembered = memberListCache()
  const rollups = (tenantId: TenantId) => rollupRepository(storage(tenantId).metricsTable)
  const members = (tenantId: TenantId) => memberLists(deployment.artifacts.open(tenantId), remembered)
  /** The last run that was asked for of each company, begun or not. */
  const runs = new Map<TenantId, Promise<void>>()
  const behind = new Set<TenantId>()
  let catchingUp: Promise<void> = Promise.resolve()
  const closing = new AbortController()

  async function bringUpToDate(tenantId: TenantId, isForced: boolean): Promise<void> {
    closing.signal.throwIfAborted()
    const datasets = (id: TenantId) => storage(id).datasets
    const stopwatch = () => performance.now()
    await aggregate(
      { tenantId, isForced, signal: closing.signal },
      { datasets, rollups, members, metricStore: facts, clock, ids, stopwatch },
    )
  }

  /** One run of a company after another: the later of two at once would make what the earlier has computed worthless. */
  async function inTurn(tenantId: TenantId, isForced: boolean): Promise<void> {
    const start = () => bringUpToDate(tenantId, isForced)
    const run = (runs.get(tenantId) ?? Promise.resolve()).then(start, start)
    runs.set(tenantId, run)
    try {
      await run
    } finally {
      if (runs.get(tenantId) === run) runs.delete(tenantId)
    }
  }

  /**
   * Where consumers run in this process, what is behind is computed soon; elsewhere the aggregation's queue sees to it. One company at a
   * time: their questions are answered meanwhile, and need the processor.
   */
  function catchUp(tenantId: TenantId, reason: 'behind' | 'damaged'): void {
    if (deployment.outside !== null) {
      logger.warn({ tenantId, reason }, 'figures computed ahead are behind')
      return
    }
    if (!catchesUp || behind.has(tenantId) || runs.has(tenantId)) return
    behind.add(tenantId)
    catchingUp = catchingUp
      .then(() => inTurn(tenantId, reason === 'damaged'))
      .catch((error: unknown) => {
        if (!closing.signal.aborted) logger.error({ tenantId, err: error }, 'figures cannot be computed ahead')
      })
      .finally(() => behind.delete(tenantId))
  }

  const store = rollupMetricStore({ inner: facts, rollups, members, onStale: catchUp })
  return {
    metricStore: {
      ...store,
      async close() {
        closing.abort()
        await Promise.allSettled([...runs.values(), catchingUp])
        await store.close()
      },
    },
    aggregate: (tenantId) => inTurn(tenantId, false),
    stopAggregating: () => closing.abort(),
  }
}

import type { MetricStore } from '@salestalk/engine'
import { lazy } from './lazy.ts'

/** A metric store that is loaded with the first question: commands without one start quicker. */
export function lazyMetricStore(load: () => Promise<MetricStore>): MetricStore {
  const store = lazy(load)
  return {
    query: async (data, query) => (await store.get()).query(data, query),
    records: async (data, query) => (await store.get()).records(data, query),
    members: async (data, dataset, dimension, limit) => (await store.get()).members(data, dataset, dimension, limit),
    release: async (tenantId) => (store.isMade() ? (await store.get()).release(tenantId) : undefined),
    close: async () => (store.isMade() ? (await store.get()).close() : undefined),
  }
}

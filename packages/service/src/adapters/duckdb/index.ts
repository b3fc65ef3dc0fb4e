export { createDuckDbMetricStore } from './metric-store.ts'
export type { DuckDbMetricStoreOptions, Timer } from './options.ts'

export { type FactTables, inMemoryMetricStore } from './metric-store/metric-store.ts'
export type { FactRow } from './metric-store/rows.ts'
export { snapshotOfRows } from './metric-store/snapshot.ts'

export * from './aggregate.ts'
export { memberListCache, memberLists } from './member-lists.ts'
export { rollupMetricStore } from './rollup-metric-store.ts'

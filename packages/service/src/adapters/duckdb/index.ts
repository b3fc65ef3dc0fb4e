export { createDuckDbMetricStore } from './metric-store.ts'

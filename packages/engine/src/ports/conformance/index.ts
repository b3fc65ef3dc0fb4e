export * from './artifact-store.ts'
export * from './event-bus.ts'
export * from './metric-store.ts'
export * from './tenant-table.ts'

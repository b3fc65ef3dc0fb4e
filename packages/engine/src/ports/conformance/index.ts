export * from './artifact-store.ts'
export * from './tenant-table.ts'

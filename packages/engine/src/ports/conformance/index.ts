export * from './tenant-table.ts'

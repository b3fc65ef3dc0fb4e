export * from './fixed-clock.ts'
export * from './in-memory-artifacts.ts'
export * from './in-memory-tables.ts'
export * from './sequential-ids.ts'

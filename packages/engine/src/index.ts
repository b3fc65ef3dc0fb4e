export * from './model/tenant-data.ts'
export * from './ports/index.ts'
export * from './taxonomy/index.ts'

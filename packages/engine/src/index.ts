export * from './ports/index.ts'
export * from './taxonomy/index.ts'

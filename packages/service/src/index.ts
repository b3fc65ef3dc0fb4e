export { lineReader, type UnderstoodLine } from './chat/understand-lines.ts'
export { type Config, readConfig } from './config.ts'
export { type DemoCompanyId, seedDemoCompanies } from './demo/seed-companies.ts'
export { readTaxonomyFiles } from './taxonomy-files.ts'
export { openSalesTalk, type SalesTalk } from './wiring.ts'

/** The AWS deployment on an emulator, for benchmarks; loaded when it is asked for, as its libraries are large. */
export const loadEmulatedWorld = () => import('./entrypoints/emulated-world.ts')
export type { EmulatedWorld } from './entrypoints/emulated-world.ts'

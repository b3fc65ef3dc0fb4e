export { lineReader, type UnderstoodLine } from './chat/understand-lines.ts'
export { type Config, readConfig } from './config.ts'
export { type DemoCompanyId, seedDemoCompanies } from './demo/seed-companies.ts'
export { openSalesTalk, type SalesTalk } from './wiring.ts'

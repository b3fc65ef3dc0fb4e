import { tenantTableConformance } from '../conformance/tenant-table.ts'
import { fixedClock } from './fixed-clock.ts'
import { inMemoryTables } from './in-memory-tables.ts'

tenantTableConformance('in-memory fake', async () => {
  const clock = fixedClock()
  return { store: inMemoryTables(clock), clock, close: async () => undefined }
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tenantTableConformance } from '@salestalk/engine/conformance'
import { fixedClock } from '@salestalk/engine/fakes'
import { sqliteTables } from './sqlite-tables.ts'

tenantTableConformance('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'salestalk-tables-'))
  const clock = fixedClock()
  const store = sqliteTables({ folder, clock })
  return {
    store,
    clock,
    async close() {
      store.close()
      rmSync(folder, { recursive: true })
    },
  }
})

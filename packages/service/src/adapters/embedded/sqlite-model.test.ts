import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { modelDefinition, outcomeOf, pagesOf, tableSteps } from '@salestalk/engine/conformance'
import { fixedClock, inMemoryTables } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sqliteTables } from './sqlite-tables.ts'

const address = { tenantId: tenantIdSchema.parse('acme'), definition: modelDefinition }

describe('SQLite tables and the in-memory fake', () => {
  it('do the same, whatever is done to them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(tableSteps(pagesOf), { maxLength: 40 }), async (steps) => {
        const folder = mkdtempSync(join(tmpdir(), 'salestalk-model-'))
        // Seconds 0 to 4 are when items expire.
        const clocks = [fixedClock('1970-01-01T00:00:00.000Z'), fixedClock('1970-01-01T00:00:00.000Z')] as const
        const real = sqliteTables({ folder, clock: clocks[0] })
        const fake = inMemoryTables(clocks[1])
        try {
          for (const store of [real, fake]) await store.createTable(address)
          for (const run of steps) {
            const expected = await outcomeOf(run(fake.open(address), clocks[1]))
            expect(await outcomeOf(run(real.open(address), clocks[0]))).toEqual(expected)
          }
        } finally {
          real.close()
          rmSync(folder, { recursive: true })
        }
      }),
      { numRuns: 60 },
    )
  })
})

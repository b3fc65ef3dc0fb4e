import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TableDefinition, TableQuery, TenantTable } from '@salestalk/engine'
import { type FixedClock, fixedClock, inMemoryTables } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sqliteTables } from './sqlite-tables.ts'

const definition: TableDefinition = {
  name: 'notes',
  scope: 'tenant',
  indexes: [{ name: 'AuthorIndex', partitionAttribute: 'author', sortAttribute: 'time' }],
}
const address = { tenantId: tenantIdSchema.parse('acme'), definition }

const key = fc.record({ pk: fc.constantFrom('p', 'q'), sk: fc.constantFrom('a', 'ab', 'b', 'é', '😀', '\uFFFD') })
const attributes = fc.record(
  {
    author: fc.constantFrom('ann', 'bob'),
    time: fc.constantFrom('1', '10', '2'),
    value: fc.jsonValue({ maxDepth: 2 }),
    expiresAt: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: [] },
)
const version = fc.integer({ min: 1, max: 3 })
const sort = fc.oneof(
  fc.record({ beginsWith: fc.constantFrom('', 'a', '1', 'é') }),
  fc.record({ between: fc.tuple(fc.constantFrom('1', 'a'), fc.constantFrom('2', 'b', '😀')) }),
)
const query = fc.record(
  {
    pk: fc.constantFrom('p', 'q', 'ann'),
    index: fc.constant('AuthorIndex'),
    sort,
    descending: fc.boolean(),
    limit: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: ['pk'] },
)

type Step = (table: TenantTable, clock: FixedClock) => Promise<unknown>

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ key, attributes }).map(
    (a): Step =>
      (table) =>
        table.put({ ...a.key, ...a.attributes }),
  ),
  fc.record({ key, attributes }).map(
    (a): Step =>
      (table) =>
        table.put({ ...a.key, ...a.attributes }, { ifNotExists: true }),
  ),
  fc.record({ key, attributes, version }).map(
    (a): Step =>
      (table) =>
        table.put({ ...a.key, ...a.attributes }, { ifVersion: a.version }),
  ),
  fc.record({ key, attributes, version, remove: fc.subarray(['author', 'value', 'expiresAt']) }).map(
    (a): Step =>
      (table) =>
        table.update(a.key, { expectedVersion: a.version, set: a.attributes, remove: a.remove }),
  ),
  key.map(
    (a): Step =>
      (table) =>
        table.delete(a),
  ),
  fc.record({ key, version }).map(
    (a): Step =>
      (table) =>
        table.delete(a.key, { ifVersion: a.version }),
  ),
  fc.record({ one: key, attributes }).map(
    (a): Step =>
      (table) =>
        table.batchWrite([{ put: { ...a.one, ...a.attributes } }]),
  ),
  key.map(
    (a): Step =>
      (table) =>
        table.get(a),
  ),
  query.map(
    (a): Step =>
      (table) =>
        pagesOf(table, a),
  ),
  fc.constant<Step>(async (_, clock) => clock.advance(1_000)),
)

describe('SQLite tables and the in-memory fake', () => {
  it('do the same, whatever is done to them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
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
  }, 20_000)
})

function outcomeOf(result: Promise<unknown>): Promise<unknown> {
  return result.catch((error: unknown) => (error instanceof Error ? error.name : error))
}

async function pagesOf(table: TenantTable, first: TableQuery): Promise<unknown[]> {
  const pages: unknown[] = []
  let cursor: string | null = null
  do {
    const page = await table.query({ ...first, cursor })
    pages.push(page)
    cursor = page.cursor
  } while (cursor !== null)
  return pages
}

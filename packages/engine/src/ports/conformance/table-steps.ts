import fc from 'fast-check'
import type { FixedClock } from '../fakes/fixed-clock.ts'
import type { TableDefinition, TableQuery, TenantTable } from '../tenant-table.ts'

/** Random operations on a table, for comparing a store with the in-memory one. Items expire in seconds 1 to 4 of the clock. */

export const modelDefinition: TableDefinition = {
  name: 'notes',
  scope: 'tenant',
  indexes: [{ name: 'AuthorIndex', partitionAttribute: 'author', sortAttribute: 'time' }],
}
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

/** One operation; what it resolves to or rejects with is to be compared. */
export type TableStep = (table: TenantTable, clock: FixedClock) => Promise<unknown>

/** `readPages` reads a query to its end, as far as stores must agree about it. */
export function tableSteps(
  readPages: (table: TenantTable, query: TableQuery) => Promise<unknown>,
): fc.Arbitrary<TableStep> {
  return fc.oneof(
    fc.record({ key, attributes }).map(
      (a): TableStep =>
        (table) =>
          table.put({ ...a.key, ...a.attributes }),
    ),
    fc.record({ key, attributes }).map(
      (a): TableStep =>
        (table) =>
          table.put({ ...a.key, ...a.attributes }, { ifNotExists: true }),
    ),
    fc.record({ key, attributes, version }).map(
      (a): TableStep =>
        (table) =>
          table.put({ ...a.key, ...a.attributes }, { ifVersion: a.version }),
    ),
    fc.record({ key, attributes, version, remove: fc.subarray(['author', 'value', 'expiresAt']) }).map(
      (a): TableStep =>
        (table) =>
          table.update(a.key, { expectedVersion: a.version, set: a.attributes, remove: a.remove }),
    ),
    key.map(
      (a): TableStep =>
        (table) =>
          table.delete(a),
    ),
    fc.record({ key, version }).map(
      (a): TableStep =>
        (table) =>
          table.delete(a.key, { ifVersion: a.version }),
    ),
    fc.record({ one: key, attributes }).map(
      (a): TableStep =>
        (table) =>
          table.batchWrite([{ put: { ...a.one, ...a.attributes } }]),
    ),
    key.map(
      (a): TableStep =>
        (table) =>
          table.get(a),
    ),
    query.map(
      (a): TableStep =>
        (table) =>
          readPages(table, a),
    ),
    fc.constant<TableStep>(async (_, clock) => clock.advance(1_000)),
  )
}

/** What an operation resolved to, or the name of its error. */
export function outcomeOf(result: Promise<unknown>): Promise<unknown> {
  return result.catch((error: unknown) => (error instanceof Error ? error.name : error))
}

/** All pages of a query, one after the other. */
export async function pagesOf(table: TenantTable, first: TableQuery): Promise<unknown[]> {
  const pages: unknown[] = []
  let cursor: string | null = null
  do {
    const page = await table.query({ ...first, cursor })
    pages.push(page)
    cursor = page.cursor
  } while (cursor !== null)
  return pages
}

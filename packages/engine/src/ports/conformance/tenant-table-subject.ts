import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import type { FixedClock } from '../fakes/fixed-clock.ts'
import type { StoredItem, TableAdmin, TableDefinition, TableQuery, TableStore, TenantTable } from '../tenant-table.ts'

export interface TenantTableSubject {
  readonly store: TableStore & TableAdmin
  /** The clock the store was given; the suite moves it to let items expire. */
  readonly clock: FixedClock
  /** Why the store below the adapter, an emulator, cannot add an index to a table that exists. The test of it is skipped with this reason. */
  readonly cannotAddIndexes?: string
  close(): Promise<void>
}

export const notes: TableDefinition = {
  name: 'notes',
  scope: 'tenant',
  indexes: [{ name: 'AuthorIndex', partitionAttribute: 'author', sortAttribute: 'timestamp' }],
}
export const directory: TableDefinition = { name: 'directory', scope: 'registry', indexes: [] }

export const acme = tenantIdSchema.parse('acme')
export const globex = tenantIdSchema.parse('globex')

/** The table `notes` of a tenant, created if need be. */
export async function createdTable(subject: TenantTableSubject, tenantId: TenantId): Promise<TenantTable> {
  const address = { tenantId, definition: notes }
  await subject.store.createTable(address)
  return subject.store.open(address)
}

/** The items of every page. */
export async function everyItem(table: TenantTable, query: TableQuery): Promise<StoredItem[]> {
  const items: StoredItem[] = []
  let cursor: string | null = null
  do {
    const page = await table.query({ ...query, cursor })
    items.push(...page.items)
    cursor = page.cursor
  } while (cursor !== null)
  return items
}

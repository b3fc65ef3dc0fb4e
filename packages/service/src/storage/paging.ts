import type { StoredItem, TableQuery, TenantTable } from '@salestalk/engine'

export interface Page<Entry> {
  readonly entries: readonly Entry[]
  /** Null when nothing follows. */
  readonly cursor: string | null
}

export interface PageOptions {
  readonly limit?: number
  readonly cursor?: string | null
}

/** Every item of a query, page after page. */
export async function* everyItem(table: TenantTable, query: TableQuery): AsyncIterable<StoredItem> {
  let cursor: string | null = null
  do {
    const page = await table.query({ ...query, cursor })
    yield* page.items
    cursor = page.cursor
  } while (cursor !== null)
}

/** One page of a query, each item read by `parse`. */
export async function pageOf<Entry>(
  table: TenantTable,
  query: TableQuery,
  parse: (item: StoredItem) => Entry,
): Promise<Page<Entry>> {
  const page = await table.query(query)
  return { entries: page.items.map(parse), cursor: page.cursor }
}

/** Everything of a query, in memory: for lists that are short by nature. */
export async function listOf<Entry>(
  table: TenantTable,
  query: TableQuery,
  parse: (item: StoredItem) => Entry,
): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const item of everyItem(table, query)) entries.push(parse(item))
  return entries
}

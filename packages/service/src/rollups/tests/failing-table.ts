import type { TableStore, TenantTable } from '@salestalk/engine'

/** Told before each write; it may wait, or throw as a process that is killed there does. */
export type BeforeWrite = () => Promise<void>

/** Tables that let a test in before every write, also between the items of a batch: a crash may leave some of them written. */
export function watchedTables(tables: TableStore, beforeWrite: BeforeWrite): TableStore {
  return { open: (address) => watched(tables.open(address), beforeWrite) }
}

function watched(table: TenantTable, beforeWrite: BeforeWrite): TenantTable {
  return {
    ...table,
    async put(item, condition) {
      await beforeWrite()
      return await table.put(item, condition)
    },
    async update(key, changes) {
      await beforeWrite()
      return await table.update(key, changes)
    },
    async delete(key, condition) {
      await beforeWrite()
      await table.delete(key, condition)
    },
    async batchWrite(operations) {
      for (let first = 0; first < operations.length; first += 25) {
        await beforeWrite()
        await table.batchWrite(operations.slice(first, first + 25))
      }
    },
  }
}

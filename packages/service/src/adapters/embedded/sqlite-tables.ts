import {
  type BatchOperation,
  type CheckedQuery,
  type Clock,
  ConditionFailedError,
  changedItem,
  checkedBatch,
  checkedItem,
  checkedQuery,
  checkKey,
  cursorAfter,
  endOfPrefix,
  type ItemKey,
  type NewItem,
  type StoredItem,
  type TableAddress,
  type TableAdmin,
  TableNotFoundError,
  type TableStore,
  type TenantTable,
  tableName,
} from '@salestalk/engine'
import type { SqliteFile } from './sqlite-file.ts'
import { type SqliteFileCache, sqliteFileCache } from './sqlite-file-cache.ts'
import { createSqlTable, itemParameters, type Parameter, selectPage, type TableSql, tableSql } from './table-sql.ts'

export interface SqliteTablesOptions {
  /** The folder of the files; created when missing. */
  readonly folder: string
  readonly clock: Clock
  /** Files kept open at once, the least recently used is closed first; default 64. */
  readonly maximumOpenFiles?: number
}

/** Tables in SQLite: `registry.sqlite`, and one file per tenant, so that a tenant can be copied or removed as a whole. */
export function sqliteTables(options: SqliteTablesOptions): TableStore & TableAdmin & { close(): void } {
  const files = sqliteFileCache(options.folder, options.maximumOpenFiles ?? 64)

  return {
    open: (address) => openTable(address, files, options.clock),
    async createTable(address) {
      tableName(address)
      createSqlTable(files.create(address.tenantId), address.definition)
    },
    async deleteTable(address) {
      tableName(address)
      const file = files.find(address.tenantId)
      if (file === null) return
      file.run(`DROP TABLE IF EXISTS data.${tableSql(address.definition).table}`)
      if (tablesIn(file).length === 0) files.remove(address.tenantId)
    },
    scanTable: (address) => scanTable(address, files, options.clock),
    async listTables(tenantId) {
      const file = files.find(tenantId)
      const names = file === null ? [] : tablesIn(file)
      return names.map((name) => (tenantId === null ? name : `tenant-${tenantId}-${name}`))
    },
    close: files.close,
  }
}

const SCANNED_AT_ONCE = 200

async function* scanTable(address: TableAddress, files: SqliteFileCache, clock: Clock): AsyncIterable<StoredItem> {
  const { table } = tableSql(address.definition)
  const select = `SELECT pk, sk, version, body FROM ${table} WHERE (pk, sk) > (?1, ?2) AND (expires_at IS NULL OR expires_at > ?3) ORDER BY pk, sk LIMIT ${SCANNED_AT_ONCE}`
  let after: readonly [string, string] = ['', '']
  for (;;) {
    const file = files.find(address.tenantId)
    if (file === null) throw new TableNotFoundError(tableName(address))
    const rows = file.all(select, ...after, Math.floor(clock.now().getTime() / 1000))
    yield* rows.map(storedItem)
    const last = rows.at(-1)
    if (last === undefined) return
    after = [String(last.pk), String(last.sk)]
  }
}

function tablesIn(file: SqliteFile): string[] {
  const rows = file.all(
    `SELECT name FROM data.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  )
  return rows.map((row) => String(row.name))
}

function openTable(address: TableAddress, files: SqliteFileCache, clock: Clock): TenantTable {
  const name = tableName(address)
  const { definition, tenantId } = address
  const sql = tableSql(definition)
  const nowSeconds = () => Math.floor(clock.now().getTime() / 1000)

  function read(key: ItemKey): StoredItem | null {
    checkKey(key)
    const select = `SELECT version, body FROM ${sql.table} WHERE pk = ?1 AND sk = ?2 AND (expires_at IS NULL OR expires_at > ?3)`
    const row = inFile((file) => file.first(select, key.pk, key.sk, nowSeconds()))
    return row === null ? null : storedItem(row)
  }

  function replaceAtVersion(item: NewItem, version: number): StoredItem {
    const checked = checkedItem(item, definition.indexes)
    const parameters = [...itemParameters(checked, sql), nowSeconds(), version]
    if (inFile((file) => file.run(sql.replaceAtVersion, ...parameters)) === 0) {
      throw new ConditionFailedError(name, item.pk, item.sk, `version is ${version}`)
    }
    return { ...checked, version: version + 1 }
  }

  function insert(item: NewItem, statement: string): StoredItem | null {
    const checked = checkedItem(item, definition.indexes)
    const parameters: Parameter[] = [...itemParameters(checked, sql), nowSeconds()]
    // Tables that get items with a time to live lose old ones on the way, or they would grow for ever.
    if (checked.expiresAt !== undefined) inFile((file) => removeExpired(file, sql, nowSeconds()))
    const row = inFile((file) => file.first(`${statement} RETURNING version`, ...parameters))
    return row === null ? null : { ...checked, version: Number(row.version) }
  }

  function inFile<T>(work: (file: SqliteFile) => T): T {
    try {
      return work(existingFile())
    } catch (error) {
      if (!(error instanceof TableNotFoundError)) throw error
      // Another process may have deleted the tenant and created it anew, in a new file of the same name.
      if (files.closeIfReplaced(tenantId)) return work(existingFile())
      throw new TableNotFoundError(name, error)
    }
  }

  function existingFile(): SqliteFile {
    const file = files.find(tenantId)
    if (file === null) throw new TableNotFoundError(name)
    return file
  }

  return {
    name,
    get: async (key) => read(key),
    async put(item, condition) {
      if (condition !== undefined && 'ifVersion' in condition) return replaceAtVersion(item, condition.ifVersion)
      const stored = insert(item, condition === undefined ? sql.insert : sql.insertIfAbsent)
      if (stored === null) throw new ConditionFailedError(name, item.pk, item.sk, 'does not exist')
      return stored
    },
    async update(key, changes) {
      const existing = read(key)
      if (existing?.version !== changes.expectedVersion) {
        throw new ConditionFailedError(name, key.pk, key.sk, `version is ${changes.expectedVersion}`)
      }
      return replaceAtVersion(changedItem(existing, changes), changes.expectedVersion)
    },
    async delete(key, condition) {
      checkKey(key)
      if (condition === undefined) {
        inFile((file) => file.run(`DELETE FROM ${sql.table} WHERE pk = ?1 AND sk = ?2`, key.pk, key.sk))
        return
      }
      const statement = `DELETE FROM ${sql.table} WHERE pk = ?1 AND sk = ?2 AND (expires_at IS NULL OR expires_at > ?3) AND version = ?4`
      const deleted = inFile((file) => file.run(statement, key.pk, key.sk, nowSeconds(), condition.ifVersion))
      if (deleted === 0) throw new ConditionFailedError(name, key.pk, key.sk, `version is ${condition.ifVersion}`)
    },
    async query(query) {
      const checked = checkedQuery(query, definition)
      const { text, parameters } = selectPage(sql, checked, nowSeconds(), endOfPrefix)
      const rows = inFile((file) => file.all(text, ...parameters))
      return pageOf(rows.map(storedItem), checked)
    },
    async batchWrite(operations) {
      const checked = checkedBatch(operations, definition.indexes)
      inFile((file) => file.transaction(() => writeBatch(file, sql, checked, nowSeconds())))
    },
  }
}

function removeExpired(file: SqliteFile, sql: TableSql, now: number): void {
  file.run(
    `DELETE FROM ${sql.table} WHERE rowid IN (SELECT rowid FROM ${sql.table} WHERE expires_at <= ?1 LIMIT 20)`,
    now,
  )
}

function writeBatch(file: SqliteFile, sql: TableSql, operations: readonly BatchOperation[], now: number): void {
  for (const operation of operations) {
    const { pk, sk } = 'put' in operation ? operation.put : operation.delete
    file.run(`DELETE FROM ${sql.table} WHERE pk = ?1 AND sk = ?2`, pk, sk)
    if ('put' in operation) file.run(sql.insert, ...itemParameters(operation.put, sql), now)
  }
}

function storedItem(row: Readonly<Record<string, unknown>>): StoredItem {
  const body = JSON.parse(String(row.body)) as NewItem
  return { ...body, version: Number(row.version) }
}

function pageOf(items: readonly StoredItem[], query: CheckedQuery) {
  const page = items.slice(0, query.limit)
  const last = page.at(-1)
  return { items: page, cursor: items.length > query.limit && last !== undefined ? cursorAfter(last, query) : null }
}

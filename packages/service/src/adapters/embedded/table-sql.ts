import type { CheckedQuery, IndexDefinition, NewItem, TableDefinition } from '@salestalk/engine'
import type { SqliteFile } from './sqlite-file.ts'

/**
 * How items lie in SQLite: one SQL table per table, the item as JSON in `body`, beside it the columns that are searched.
 * Only names from table definitions become part of the SQL text; every value is bound.
 */

export type Parameter = string | number | null

/** Everything needed to write SQL about one table. */
export interface TableSql {
  readonly table: string
  /** Attributes that some index uses, each with a column of its own. */
  readonly indexed: readonly string[]
  readonly insert: string
  readonly insertIfAbsent: string
  readonly replaceAtVersion: string
}

export function tableSql(definition: TableDefinition): TableSql {
  const table = quoted(definition.name)
  const indexed = indexedAttributes(definition)
  const columns = ['pk', 'sk', 'expires_at', 'body', ...indexed.map(column)]
  const values = columns.map((_, position) => `?${position + 1}`).join(', ')
  const assign = columns
    .slice(2)
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')
  const set = columns
    .map((name, position) => `${name} = ?${position + 1}`)
    .slice(2)
    .join(', ')
  const now = `?${columns.length + 1}`
  const insert = `INSERT INTO ${table} (${columns.join(', ')}, version) VALUES (${values}, 1) ON CONFLICT (pk, sk) DO UPDATE SET ${assign}`
  return {
    table,
    indexed,
    insert: `${insert}, version = iif(${table}.expires_at <= ${now}, 1, ${table}.version + 1)`,
    insertIfAbsent: `${insert}, version = 1 WHERE ${table}.expires_at <= ${now}`,
    replaceAtVersion:
      `UPDATE ${table} SET ${set}, version = version + 1 WHERE pk = ?1 AND sk = ?2 ` +
      `AND (expires_at IS NULL OR expires_at > ${now}) AND version = ?${columns.length + 2}`,
  }
}

/** The values of the columns pk, sk, expires_at, body and the indexed ones, in that order. */
export function itemParameters(item: NewItem, sql: TableSql): Parameter[] {
  const indexed = sql.indexed.map((attribute) => {
    const value = item[attribute]
    return typeof value === 'string' ? value : null
  })
  return [item.pk, item.sk, item.expiresAt ?? null, JSON.stringify(item), ...indexed]
}

/** One page and one row more, which tells whether another page follows. */
export function selectPage(
  sql: TableSql,
  query: CheckedQuery,
  nowSeconds: number,
  endOf: (prefix: string) => string | null,
) {
  const [partition, sort] = query.index === null ? ['pk', 'sk'] : sortColumns(query.index)
  const parameters: Parameter[] = []
  const bind = (value: Parameter) => `?${parameters.push(value)}`
  const conditions = [`${partition} = ${bind(query.pk)}`, `(expires_at IS NULL OR expires_at > ${bind(nowSeconds)})`]
  if (query.index !== null) conditions.push(`${sort} IS NOT NULL`)
  if (query.sort !== null && 'between' in query.sort) {
    conditions.push(`${sort} >= ${bind(query.sort.between[0])} AND ${sort} <= ${bind(query.sort.between[1])}`)
  } else if (query.sort !== null) {
    const end = endOf(query.sort.beginsWith)
    conditions.push(`${sort} >= ${bind(query.sort.beginsWith)}`)
    if (end !== null) conditions.push(`${sort} < ${bind(end)}`)
  }
  if (query.after !== null) {
    const { after } = query
    const place = `(${bind(after.sort)}, ${bind(after.pk)}, ${bind(after.sk)})`
    conditions.push(`(${sort}, pk, sk) ${query.descending ? '<' : '>'} ${place}`)
  }
  const order = query.descending ? 'DESC' : 'ASC'
  const text =
    `SELECT version, body FROM ${sql.table} WHERE ${conditions.join(' AND ')} ` +
    `ORDER BY ${sort} ${order}, pk ${order}, sk ${order} LIMIT ${bind(query.limit + 1)}`
  return { text, parameters }
}

/** Creates the SQL table, or the columns and indexes it lacks, in one transaction. */
export function createSqlTable(file: SqliteFile, definition: TableDefinition): void {
  const table = quoted(definition.name)
  file.transaction(() => {
    file.run(
      `CREATE TABLE IF NOT EXISTS data.${table} (pk TEXT NOT NULL, sk TEXT NOT NULL, version INTEGER NOT NULL, ` +
        'expires_at INTEGER, body TEXT NOT NULL, PRIMARY KEY (pk, sk)) STRICT',
    )
    const known = new Set(file.all(`PRAGMA data.table_info(${table})`).map((row) => String(row.name)))
    for (const attribute of indexedAttributes(definition)) {
      if (known.has(attribute_(attribute))) continue
      file.run(`ALTER TABLE data.${table} ADD COLUMN ${column(attribute)} TEXT`)
      file.run(`UPDATE ${table} SET ${column(attribute)} = body ->> ?1`, `$."${attribute}"`)
    }
    for (const index of definition.indexes) {
      const [partition, sort] = sortColumns(index)
      const name = quoted(`${definition.name}.${index.name}`)
      file.run(
        `CREATE INDEX IF NOT EXISTS data.${name} ON ${table} (${partition}, ${sort}, pk, sk) ` +
          `WHERE ${partition} IS NOT NULL AND ${sort} IS NOT NULL`,
      )
    }
    file.run(
      `CREATE INDEX IF NOT EXISTS data.${quoted(`${definition.name}.expiry`)} ON ${table} (expires_at) WHERE expires_at IS NOT NULL`,
    )
  })
}

function sortColumns(index: IndexDefinition): [string, string] {
  return [column(index.partitionAttribute), column(index.sortAttribute)]
}

function indexedAttributes(definition: TableDefinition): string[] {
  return [...new Set(definition.indexes.flatMap((index) => [index.partitionAttribute, index.sortAttribute]))].sort()
}

// The prefix keeps attributes such as "version" or "body" apart from the columns of the store itself.
function attribute_(attribute: string): string {
  return `attribute_${attribute}`
}

function column(attribute: string): string {
  return quoted(attribute_(attribute))
}

function quoted(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_.-]*$/.test(name))
    throw new TypeError(`"${name}" cannot be the name of a table, index or attribute`)
  return `"${name}"`
}

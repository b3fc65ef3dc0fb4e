import { createHash } from 'node:crypto'
import type { DatasetSnapshot } from '@salestalk/engine'
import type { Column, ColumnType, DatasetModel } from '@salestalk/protocol'
import type { DatabaseConnection } from './database-connection.ts'
import { quoteKey, relationOf, sqlType } from './dialect.ts'
import { digitsOf, type Relation, type RelationColumn } from './relation.ts'

/** The same for the same segments and columns, whatever was open before: it becomes part of the SQL an answer shows. */
export function fingerprintOf({ model, segments }: DatasetSnapshot): string {
  const columns = model.columns.map(({ key, type, role }) => [key, type, role])
  return createHash('sha256')
    .update(JSON.stringify([model.dataset, segments, columns]))
    .digest('hex')
    .slice(0, 12)
}

/**
 * A view over the segments with exactly the columns of the model, in the types of the model: a column that older segments lack is null
 * in their rows. `quotedPaths` are SQL text.
 */
export async function openRelation(
  connection: DatabaseConnection,
  model: DatasetModel,
  quotedPaths: readonly string[],
  fingerprint: string,
): Promise<Relation> {
  const source = quotedPaths.length === 0 ? null : `read_parquet([${quotedPaths.join(', ')}], union_by_name = true)`
  const stored = source === null ? new Map<string, string>() : await storedTypes(connection, source)
  const kept = model.columns
    .filter(({ role }) => role !== 'ignored')
    .map((column) => ({ column, ...readAs(column, stored) }))
  const name = relationOf(model.dataset, fingerprint)
  const select =
    kept.length === 0
      ? 'NULL AS nothing'
      : kept.map(({ column, sql }) => `${sql} AS ${quoteKey(column.key)}`).join(', ')
  const from = source === null ? ' WHERE FALSE' : ` FROM ${source}`
  await connection.run(`CREATE OR REPLACE VIEW ${name} AS SELECT ${select}${from}`)
  return {
    name,
    model,
    columns: new Map(kept.map(({ column, column: { key }, storedAs }) => [key, describe(column, storedAs)])),
  }
}

async function storedTypes(connection: DatabaseConnection, source: string): Promise<Map<string, string>> {
  const { rows } = await connection.read({ sql: `DESCRIBE SELECT * FROM ${source}`, parameters: [] })
  return new Map(rows.map(([name, type]) => [String(name), String(type)]))
}

function describe({ type }: Column, storedAs: string): RelationColumn {
  return { type, digits: digitsOf(storedAs) }
}

function readAs({ key, type }: Column, stored: ReadonlyMap<string, string>): { sql: string; storedAs: string } {
  const storedAs = stored.get(key)
  if (storedAs === undefined) return { sql: `CAST(NULL AS ${sqlType(type)})`, storedAs: sqlType(type) }
  if (isReadable(storedAs, type)) return { sql: quoteKey(key), storedAs }
  return { sql: `TRY_CAST(${quoteKey(key)} AS ${wideType(type)})`, storedAs: wideType(type) }
}

/** Whether a stored type serves as the type of the model as it is; every number does. */
function isReadable(storedAs: string, type: ColumnType): boolean {
  if (type !== 'integer' && type !== 'decimal') return storedAs === sqlType(type)
  return storedAs === 'DOUBLE' || storedAs === 'FLOAT' || digitsOf(storedAs) !== null
}

function wideType(type: ColumnType): string {
  return type === 'integer' || type === 'decimal' ? 'DOUBLE' : sqlType(type)
}

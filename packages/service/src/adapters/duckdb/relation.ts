import { MetricStoreError } from '@salestalk/engine'
import type { ColumnType, DatasetModel } from '@salestalk/protocol'
import { quoteKey } from './dialect.ts'

/** How a number is stored: digits in all and after the point, or null for floating point (and for what is no number). */
export type Digits = { readonly width: number; readonly scale: number } | null

export interface RelationColumn {
  readonly type: ColumnType
  readonly digits: Digits
}

/** What can be read from for one dataset: `name` is quoted already; ignored columns are not among the columns. */
export interface Relation {
  readonly name: string
  readonly model: DatasetModel
  readonly columns: ReadonlyMap<string, RelationColumn>
}

export function columnOf(relation: Relation, key: string): RelationColumn & { readonly sql: string } {
  const column = relation.columns.get(key)
  if (column === undefined)
    throw new MetricStoreError('invalid_query', `${relation.model.label} has no column "${key}"`)
  return { ...column, sql: quoteKey(key) }
}

/** Digits of the type a column has in the segments, as DuckDB names it. */
export function digitsOf(storedType: string): Digits {
  const decimal = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(storedType)
  if (decimal !== null) return { width: Number(decimal[1]), scale: Number(decimal[2]) }
  const width = integerWidths.get(storedType)
  return width === undefined ? null : { width, scale: 0 }
}

const integerWidths = new Map([
  ['TINYINT', 3],
  ['UTINYINT', 3],
  ['SMALLINT', 5],
  ['USMALLINT', 5],
  ['INTEGER', 10],
  ['UINTEGER', 10],
  ['BIGINT', 19],
  ['UBIGINT', 20],
  ['HUGEINT', 38],
])

import { DuckDBDecimalValue, DuckDBTimestampValue, type DuckDBValue } from '@duckdb/node-api'
import type { Cell, ColumnType } from '@salestalk/protocol'

/** Sums of floating numbers differ in the last bits with the order in which threads finish; fifteen digits are always the same. */
const stableDigits = 15

/** A number as JavaScript has it: the nearest one to an exact decimal. */
export function readNumber(value: DuckDBValue | undefined): number | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return Number.isFinite(value) ? Number(value.toPrecision(stableDigits)) : null
  return Number(value instanceof DuckDBDecimalValue || typeof value === 'bigint' ? String(value) : Number.NaN)
}

/** The text of a dimension's member: numbers without needless zeros, timestamps with a T. */
export function readMember(value: DuckDBValue | undefined, type: ColumnType): string | null {
  if (value === null || value === undefined) return null
  const text = String(value)
  switch (type) {
    case 'integer':
    case 'decimal':
      return String(Number(text))
    case 'timestamp':
      return readMoment(text)
    case 'text':
    case 'boolean':
    case 'date':
      return text
  }
}

/** A cell of a record: dates as 'YYYY-MM-DD', timestamps as 'YYYY-MM-DDTHH:MM:SS'. */
export function readCell(value: DuckDBValue | undefined): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof DuckDBDecimalValue)
    return Number(String(value))
  return value instanceof DuckDBTimestampValue ? readMoment(String(value)) : String(value)
}

function readMoment(text: string): string {
  return text.slice(0, 19).replace(' ', 'T')
}

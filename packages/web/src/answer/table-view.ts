import type { AnswerTable, Cell, TableColumn } from '@salestalk/protocol'
import { formatFigure, formatPeriod } from '../ui/format.ts'

export interface Sorting {
  readonly key: string
  readonly direction: 'ascending' | 'descending'
}

export type Row = AnswerTable['rows'][number]

export function cellText(value: Cell | undefined, column: Pick<TableColumn, 'type' | 'unit'>): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'number') return formatFigure(value, column.unit)
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return column.type === 'date' ? formatPeriod(value) : value
}

function compareCells(a: Cell, b: Cell): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), 'en', { numeric: true, sensitivity: 'base' })
}

/** Sorted rows; blanks stay last in either direction, and equal rows keep the order they came in. */
export function sortRows(rows: readonly Row[], sorting: Sorting | null): Row[] {
  if (sorting === null) return [...rows]
  const sign = sorting.direction === 'ascending' ? 1 : -1
  return rows.toSorted((a, b) => {
    const left = a[sorting.key] ?? null
    const right = b[sorting.key] ?? null
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    return sign * compareCells(left, right)
  })
}

/** Numbers start with the largest, words with A; the third click goes back to the answer's own order. */
export function nextSorting(current: Sorting | null, column: Pick<TableColumn, 'key' | 'type'>): Sorting | null {
  const first = column.type === 'number' ? 'descending' : 'ascending'
  if (current?.key !== column.key) return { key: column.key, direction: first }
  if (current.direction === first)
    return { key: column.key, direction: first === 'ascending' ? 'descending' : 'ascending' }
  return null
}

function csvCell(value: Cell | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  // A leading sign would make a spreadsheet compute the cell.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The table as CSV (RFC 4180) with exact values, as spreadsheets read them. */
export function tableCsv(table: AnswerTable): string {
  const lines = [
    table.columns.map((column) => csvCell(column.label)),
    ...table.rows.map((row) => table.columns.map((column) => csvCell(row[column.key]))),
  ]
  return `${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}

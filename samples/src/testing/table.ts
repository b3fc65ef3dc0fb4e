import { parseDay, weekday } from '../calendar.ts'
import type { DemoDataset, Row } from '../types.ts'

/** A dataset read whole, for tests that add things up. */
export interface Table {
  rows: readonly Row[]
  /** Rows whose cells equal the given ones and whose date, in `dateColumn`, lies in the range (both ends included). */
  where(cells: Readonly<Record<string, string>>, dateColumn?: string, from?: string, to?: string): Table
  text(row: Row, column: string): string
  number(row: Row, column: string): number
  sum(column: string): number
  filter(keep: (row: Row) => boolean): Table
}

export function readTable(dataset: DemoDataset, today: string): Table {
  return tableOf(new Map(dataset.columns.map((column, index) => [column.name, index])), [...dataset.rows(today)])
}

/** The rows of the same weekdays as a range, in the four weeks before it: what would have been usual. */
export function usualDays(table: Table, dateColumn: string, from: string, to: string): Table {
  const first = parseDay(from)
  const weekdays = new Set<number>()
  for (let day = first; day <= parseDay(to); day++) weekdays.add(weekday(day))
  return table.filter((row) => {
    const day = parseDay(table.text(row, dateColumn))
    return day < first && day >= first - 28 && weekdays.has(weekday(day))
  })
}

function tableOf(columns: ReadonlyMap<string, number>, rows: readonly Row[]): Table {
  function cell(row: Row, column: string) {
    const index = columns.get(column)
    if (index === undefined) throw new RangeError(`No column "${column}"`)
    return row[index] ?? null
  }
  const table: Table = {
    rows,
    where: (cells, dateColumn, from = '', to = '9999') =>
      table.filter((row) => {
        const date = dateColumn === undefined ? '5000' : table.text(row, dateColumn)
        if (date === '' || date < from || date > to) return false
        return Object.entries(cells).every(([column, wanted]) => cell(row, column) === wanted)
      }),
    text: (row, column) => String(cell(row, column) ?? ''),
    number: (row, column) => Number(cell(row, column) ?? 0),
    sum: (column) => rows.reduce((sum, row) => sum + Number(cell(row, column) ?? 0), 0),
    filter: (keep) => tableOf(columns, rows.filter(keep)),
  }
  return table
}

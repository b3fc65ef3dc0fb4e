import type { Cell, DemoDataset } from './types.ts'

const rowsPerChunk = 1000
const needsQuotes = /[",\r\n]/

/**
 * The dataset as CSV text in chunks (RFC 4180 quoting, LF line ends, a header line, null as an empty field).
 * An empty text is written as `""`, so that it stays different from null.
 */
export function* writeCsv(dataset: DemoDataset, today: string): Iterable<string> {
  let chunk = `${dataset.columns.map((column) => formatCell(column.name)).join(',')}\n`
  let pending = 0
  for (const row of dataset.rows(today)) {
    let line = ''
    for (let index = 0; index < row.length; index++) line += (index > 0 ? ',' : '') + formatCell(row[index] ?? null)
    chunk += `${line}\n`
    pending += 1
    if (pending === rowsPerChunk) {
      yield chunk
      chunk = ''
      pending = 0
    }
  }
  if (chunk !== '') yield chunk
}

function formatCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  if (needsQuotes.test(cell) || cell.trim() !== cell || cell === '') return `"${cell.replaceAll('"', '""')}"`
  return cell
}

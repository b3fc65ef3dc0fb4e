import { looksLikeDate, looksLikeNumber } from '../cells/looks-like.ts'
import { cellsOf, type Dialect, type ScannedRecord } from './scan-delimited.ts'

export interface TableShape {
  readonly dialect: Dialect
  readonly width: number
  readonly header: boolean
}

/** What a record of the file is to the table; `reason` is set for rejected ones. */
type Sorted =
  | { readonly kind: 'blank' | 'title' | 'header' | 'row'; readonly reason: null }
  | { readonly kind: 'rejected'; readonly reason: string }

const blank: Sorted = { kind: 'blank', reason: null }
const title: Sorted = { kind: 'title', reason: null }
const headerRecord: Sorted = { kind: 'header', reason: null }
const row: Sorted = { kind: 'row', reason: null }

/** Tells, for the records of one walk in order, which are rows. Every walk over a file uses it, so that all number the rows alike. */
export function recordSorter(shape: TableShape): (record: ScannedRecord, bytes: () => Buffer) => Sorted {
  const { dialect, width, header } = shape
  let started = false
  return (record, bytes) => {
    if (record.blank) return blank
    if (record.problem !== null) return { kind: 'rejected', reason: record.problem }
    if (!started) {
      if (isTitle(record, width, () => cellsOf(bytes().toString('utf8'), dialect))) return title
      started = true
      if (header) return headerRecord
    }
    if (record.fields === width) return row
    // Longer by empty cells only: a delimiter too many at the end of the line.
    if (record.fields > width && cellsOf(bytes().toString('utf8'), dialect).slice(width).every(isBlank)) return row
    return { kind: 'rejected', reason: `${record.fields} cells instead of ${width}` }
  }
}

/**
 * A line far narrower than the table is a title above it; one only a little narrower is a header with names missing. Spreadsheets fill
 * titles up with delimiters, so it is the cells that hold something which count, unless they hold a value.
 */
export function isTitle({ fields }: ScannedRecord, width: number, cells: () => readonly string[]): boolean {
  const least = Math.max(2, width / 2)
  if (width > 1 && fields < least) return true
  if (width < 3) return false
  const filled = cells().filter((cell) => !isBlank(cell))
  return filled.length < least && !filled.some((cell) => looksLikeNumber(cell) || looksLikeDate(cell))
}

function isBlank(cell: string): boolean {
  return cell.trim() === ''
}

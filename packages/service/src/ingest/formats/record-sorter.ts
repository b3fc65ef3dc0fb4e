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
      if (isTitle(record.fields, width)) return title
      started = true
      if (header) return headerRecord
    }
    if (record.fields === width) return row
    // Longer by empty cells only: a delimiter too many at the end of the line.
    if (record.fields > width && cellsOf(bytes().toString('utf8'), dialect).slice(width).every(isBlank)) return row
    return { kind: 'rejected', reason: `${record.fields} cells instead of ${width}` }
  }
}

/** A line far narrower than the table is a title above it; one only a little narrower is a header with names missing. */
export function isTitle(fields: number, width: number): boolean {
  return width > 1 && fields < Math.max(2, width / 2)
}

function isBlank(cell: string): boolean {
  return cell.trim() === ''
}

import { closeSync, openSync, writeSync } from 'node:fs'
import type { RejectedRow } from '@salestalk/protocol'
import { IngestError } from './errors.ts'
import type { IngestLimits } from './limits.ts'

interface Rejection extends RejectedRow {
  /** What many rows have in common ("Sales is not a number"), for counting; the reason itself may quote the cell. */
  readonly group: string
  /** No fault of the file, such as a footer; it is not held against it. */
  readonly expected?: boolean
}

/** Counts rows that cannot be read and keeps them in an NDJSON file. Only the first ones are held in memory. */
export interface RejectedRows {
  readonly path: string
  add(row: Rejection): void
  readonly count: () => number
  readonly first: () => readonly RejectedRow[]
  /** Throws `too_many_rejected` naming the commonest reasons when their share of all rows is above the limit. */
  requireShare(rowsRead: number, maximum: number, fileName: string): void
  close(): void
}

const flushLength = 64 * 1024

export function collectRejectedRows(path: string, limits: IngestLimits): RejectedRows {
  const file = openSync(path, 'w')
  const groups = new Map<string, { rows: number; line: number; example: string }>()
  const first: RejectedRow[] = []
  let count = 0
  let faultless = 0
  let pending = ''
  let open = true
  const flush = () => {
    writeSync(file, pending)
    pending = ''
  }
  return {
    path,
    add({ line, reason, content, group, expected }) {
      count += 1
      if (expected) faultless += 1
      const seen = groups.get(group)
      if (seen) seen.rows += 1
      else if (groups.size < 1000) groups.set(group, { rows: 1, line, example: reason })
      if (count > limits.rejectedRowsKept) return
      const row = { line, reason, content: content.slice(0, limits.rejectedContentLength) }
      if (first.length < limits.rejectedRowsShown) first.push(row)
      pending += `${JSON.stringify(row)}\n`
      if (pending.length > flushLength) flush()
    },
    count: () => count,
    first: () => first,
    requireShare(rowsRead, maximum, fileName) {
      if (count - faultless <= rowsRead * maximum) return
      const reasons = [...groups.entries()]
        .sort((a, b) => b[1].rows - a[1].rows)
        .slice(0, 3)
        .map(([group, { rows, line }]) => ({ reason: group, rows, line }))
      const listed = reasons.map((one) => `${one.reason} (${one.rows} rows, first on line ${one.line})`).join('; ')
      const text = `${count} of ${rowsRead} rows of ${fileName} cannot be read, more than the ${percent(maximum)} allowed: ${listed}. Correct the file, or allow a larger share`
      throw new IngestError('too_many_rejected', text, { fileName, reasons })
    },
    close() {
      if (!open) return
      open = false
      if (pending !== '') flush()
      closeSync(file)
    },
  }
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`
}

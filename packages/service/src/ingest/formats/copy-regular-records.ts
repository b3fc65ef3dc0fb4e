import { closeSync, openSync, writeSync } from 'node:fs'
import type { StageRequest } from '../staged.ts'
import { recordSorter, type TableShape } from './record-sorter.ts'
import { cellsOf, scanDelimited } from './scan-delimited.ts'
import type { TextSource } from './text-source.ts'

const bufferBytes = 1024 * 1024

/** Copies the rows of the table, and nothing else, to a file of their own; the rest is rejected. Returns how many were copied. */
export async function copyRegularRecords(
  source: TextSource,
  shape: TableShape,
  to: string,
  request: StageRequest,
): Promise<number> {
  const { dialect, width } = shape
  const sort = recordSorter(shape)
  const output = openSync(to, 'w')
  const buffer = Buffer.allocUnsafe(bufferBytes)
  let used = 0
  let copied = 0
  const write = (bytes: Buffer) => {
    if (used + bytes.length + 1 > bufferBytes) {
      writeSync(output, buffer, 0, used)
      used = 0
    }
    if (bytes.length + 1 > bufferBytes) writeSync(output, bytes)
    else used += bytes.copy(buffer, used)
    used += buffer.write('\n', used)
  }
  try {
    await scanDelimited(
      { path: source.path, start: source.start, line: source.line, until: null },
      dialect,
      request.limits,
      (record, bytes) => {
        const { kind, reason } = sort(record, bytes)
        if (kind === 'rejected') {
          request.rejected.add({
            line: record.line,
            reason,
            content: contentOf(bytes, request),
            group: groupOf(reason),
          })
        }
        if (kind !== 'row') return true
        write(record.fields === width ? bytes() : shortened(bytes().toString('utf8')))
        copied += 1
        if (copied % 50_000 === 0) request.onRows(copied)
        return true
      },
      request.signal,
    )
    writeSync(output, buffer, 0, used)
  } finally {
    closeSync(output)
  }
  return copied

  function shortened(record: string): Buffer {
    const doubled = dialect.escape === '"'
    const quote = (cell: string) => `"${doubled ? cell.replaceAll('"', '""') : cell.replace(/["\\]/g, '\\$&')}"`
    const cells = cellsOf(record, dialect).slice(0, width).map(quote)
    return Buffer.from(cells.join(dialect.delimiter ?? ''), 'utf8')
  }
}

/** Sizes and the like differ from row to row; without its figures the reason is the same for all of them. */
function groupOf(reason: string): string {
  return reason.replace(/^a cell of \d+ bytes/, 'a cell too long')
}

function contentOf(bytes: () => Buffer, request: StageRequest): string {
  // A character is at most four bytes: no need to decode a whole megabyte to keep its beginning.
  return bytes()
    .subarray(0, request.limits.rejectedContentLength * 4)
    .toString('utf8')
}

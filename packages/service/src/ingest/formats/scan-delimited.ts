import { open } from 'node:fs/promises'
import { throwIfCancelled } from '../errors.ts'

/** How a delimited text is cut into records. A quote counts only at the beginning of a field; `null` delimiter: one column. */
export interface Dialect {
  readonly delimiter: string | null
  /** How a quote is written inside a quoted field: doubled, or after a backslash. */
  readonly escape: '"' | '\\'
  readonly newline: '\n' | '\r'
}

/** One record: byte offsets in the file (end without its newline), the line it begins on, and why it cannot be read, if so. */
export interface ScannedRecord {
  readonly start: number
  readonly end: number
  readonly next: number
  readonly line: number
  readonly fields: number
  readonly blank: boolean
  /** A cell may begin or end with a blank, of any kind. */
  readonly padded: boolean
  readonly problem: string | null
}

interface ScanRange {
  /** The number of the line at `start`. */
  readonly line: number
  readonly path: string
  readonly start: number
  /** Stop after the record that reaches this offset; null: to the end. */
  readonly until: number | null
}

export interface ScanLimits {
  readonly cellBytes: number
  readonly recordBytes: number
}

const QUOTE = 34
const LF = 10
const CR = 13
const SPACE = 32
const BACKSLASH = 92
const windowBytes = 2 * 1024 * 1024

const FIELD_START = 0
const PLAIN = 1
const QUOTED = 2
const AFTER_QUOTE = 3

/**
 * Walks a delimited text record by record in one pass over its bytes, in bounded memory. A record whose quoting breaks off is
 * reported with a problem for its first line only, and the walk goes on with the line after: one stray quote costs one line.
 * The bytes `onRecord` can ask for are good only during the call; returning false stops the walk.
 */
export async function scanDelimited(
  range: ScanRange,
  dialect: Dialect,
  limits: ScanLimits,
  onRecord: (record: ScannedRecord, bytes: () => Buffer) => boolean,
  signal?: AbortSignal,
): Promise<void> {
  const file = await open(range.path)
  try {
    const cutter = recordCutter(dialect, limits)
    let buffer: Buffer = Buffer.allocUnsafe(windowBytes)
    let filled = 0
    let base = range.start
    let line = range.line
    let from = 0
    let to = 0
    const bytes = () => buffer.subarray(from, to)
    for (;;) {
      throwIfCancelled(signal)
      const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, base + filled)
      filled += bytesRead
      const last = filled < buffer.length
      let position = 0
      while (position < filled) {
        const cut = cutter(buffer, position, filled, last)
        if (cut === null) break
        const record: ScannedRecord = {
          start: base + position,
          end: base + cut.end,
          next: base + cut.next,
          line,
          fields: cut.fields,
          blank: cut.end === position,
          padded: cut.padded,
          problem: cut.problem,
        }
        from = position
        to = cut.end
        if (!onRecord(record, bytes)) return
        line += cut.lines
        position = cut.next
        if (range.until !== null && base + position >= range.until) return
      }
      if (last) return
      const rest = buffer.subarray(position, filled)
      // A record that fills the window needs a larger one; the cutter gives up on records beyond the limit by itself.
      const size = position === 0 ? buffer.length * 2 : buffer.length
      const grown = position === 0 ? Buffer.allocUnsafe(size) : buffer
      rest.copy(grown, 0)
      buffer = grown
      base += position
      filled = rest.length
    }
  } finally {
    await file.close()
  }
}

interface Cut {
  end: number
  padded: boolean
  next: number
  lines: number
  fields: number
  problem: string | null
}

/** The function that finds the end of the record at `from`; null when the bytes up to `to` do not hold all of it. */
function recordCutter(
  dialect: Dialect,
  limits: ScanLimits,
): (bytes: Buffer, from: number, to: number, last: boolean) => Cut | null {
  const delimiter = dialect.delimiter === null ? -1 : dialect.delimiter.charCodeAt(0)
  const newline = dialect.newline.charCodeAt(0)
  const backslash = dialect.escape === '\\'
  const endsPlain = marks(delimiter === -1 ? [newline] : [delimiter, newline])
  const endsQuoted = marks(backslash ? [QUOTE, BACKSLASH, newline] : [QUOTE, newline])

  function firstLineOnly(bytes: Buffer, from: number, to: number, last: boolean, problem: string): Cut | null {
    const at = bytes.indexOf(newline, from)
    if ((at === -1 || at >= to) && !last && to - from <= limits.recordBytes) return null
    const stop = at === -1 || at >= to ? to : at
    const next = at === -1 || at >= to ? to : at + 1
    return { end: withoutReturn(bytes, from, stop), next, lines: 1, fields: 0, padded: false, problem }
  }

  return (bytes, from, to, last) => {
    let state = FIELD_START
    let fields = 1
    let lines = 1
    let cellStart = from
    let longest = 0
    let padded = false
    let i = from
    for (; i < to; i += 1) {
      // Nearly all bytes are inside of a cell: skipping them in a loop of its own makes the whole walk three times as fast.
      if (state === PLAIN) while (i < to && endsPlain[bytes[i] as number] === 0) i += 1
      else if (state === QUOTED) while (i < to && endsQuoted[bytes[i] as number] === 0) i += 1
      if (i >= to) break
      const byte = bytes[i] as number
      switch (state) {
        case FIELD_START:
        case PLAIN:
          if (byte === delimiter) {
            if (i - cellStart > longest) longest = i - cellStart
            padded ||= isPadded(bytes, cellStart, i)
            fields += 1
            cellStart = i + 1
            state = FIELD_START
          } else if (byte === newline) {
            if (i - cellStart > longest) longest = i - cellStart
            padded ||= isPadded(bytes, cellStart, i)
            return { end: withoutReturn(bytes, from, i), next: i + 1, lines, fields, padded, problem: tooLong(longest) }
          } else if (state === FIELD_START) state = byte === QUOTE ? QUOTED : PLAIN
          break
        case QUOTED:
          if (backslash && byte === BACKSLASH) i += 1
          else if (byte === QUOTE) state = AFTER_QUOTE
          else if (byte === newline) lines += 1
          break
        case AFTER_QUOTE:
          if (byte === QUOTE && !backslash) state = QUOTED
          else if (byte === delimiter) {
            if (i - cellStart > longest) longest = i - cellStart
            padded ||= isPadded(bytes, cellStart, i)
            fields += 1
            cellStart = i + 1
            state = FIELD_START
          } else if (byte === newline) {
            if (i - cellStart > longest) longest = i - cellStart
            padded ||= isPadded(bytes, cellStart, i)
            return { end: withoutReturn(bytes, from, i), next: i + 1, lines, fields, padded, problem: tooLong(longest) }
          } else if (byte !== CR && byte !== SPACE) {
            return firstLineOnly(bytes, from, to, last, 'text after a closing quote')
          }
          break
      }
    }
    if (!last) {
      if (to - from <= limits.recordBytes) return null
      const problem =
        state === QUOTED ? 'a quote that is never closed' : `a row of more than ${limits.recordBytes} bytes`
      return firstLineOnly(bytes, from, to, true, problem)
    }
    if (state === QUOTED) return firstLineOnly(bytes, from, to, true, 'a quote that is never closed')
    if (to - cellStart > longest) longest = to - cellStart
    padded ||= isPadded(bytes, cellStart, to)
    return { end: withoutReturn(bytes, from, to), next: to, lines, fields, padded, problem: tooLong(longest) }
  }

  function tooLong(longest: number): string | null {
    return longest > limits.cellBytes ? `a cell of ${longest} bytes, at most ${limits.cellBytes} fit` : null
  }
}

// Blanks, and the first and last bytes of the blanks beyond ASCII; letters that share such a byte only cost a closer look.
const mayBeBlank = marks([9, 10, 13, 32, 0xc2, 0xa0, 0xe2, 0xaf, 0xef, 0xbf])

function isPadded(bytes: Buffer, start: number, end: number): boolean {
  let last = end - 1
  if (bytes[last] === CR) last -= 1
  if (last < start) return false
  const quoted = bytes[start] === QUOTE ? 1 : 0
  return mayBeBlank[bytes[start + quoted] as number] === 1 || mayBeBlank[bytes[last - quoted] as number] === 1
}

function marks(codes: readonly number[]): Uint8Array {
  const table = new Uint8Array(256)
  for (const code of codes) table[code] = 1
  return table
}

function withoutReturn(bytes: Buffer, from: number, end: number): number {
  return end > from && bytes[end - 1] === CR ? end - 1 : end
}

/** The cells of one well-formed record. */
export function cellsOf(record: string, dialect: Dialect): string[] {
  const cells: string[] = []
  let position = 0
  for (;;) {
    const quoted = record[position] === '"'
    const end = quoted ? quotedEnd(record, position, dialect) : plainEnd(record, position, dialect.delimiter)
    const text = record.slice(position, end)
    cells.push(quoted ? unquote(text, dialect.escape) : text)
    if (end >= record.length) return cells
    position = end + 1
  }
}

function plainEnd(record: string, from: number, delimiter: string | null): number {
  const end = delimiter === null ? -1 : record.indexOf(delimiter, from)
  return end === -1 ? record.length : end
}

function quotedEnd(record: string, from: number, dialect: Dialect): number {
  let i = from + 1
  for (; i < record.length; i += 1) {
    if (dialect.escape === '\\' && record[i] === '\\') i += 1
    else if (record[i] === '"') {
      if (dialect.escape === '"' && record[i + 1] === '"') i += 1
      else break
    }
  }
  return plainEnd(record, Math.min(i, record.length), dialect.delimiter)
}

function unquote(text: string, escapedBy: '"' | '\\'): string {
  const trimmed = text.trimEnd()
  const inner = trimmed.slice(1, trimmed.endsWith('"') && trimmed.length > 1 ? -1 : undefined)
  return escapedBy === '"' ? inner.replaceAll('""', '"') : inner.replace(/\\(.)/gs, '$1')
}

/** Line feeds end the lines of nearly every file; only one without any ends them with carriage returns. */
export function newlineOf(head: Buffer): '\n' | '\r' {
  return !head.includes(LF) && head.includes(CR) ? '\r' : '\n'
}

import { open } from 'node:fs/promises'
import { throwIfCancelled } from '../errors.ts'

/** One element of the array of rows, or one line: its text and the line it begins on. `tooLong`: longer than the limit, text cut. */
export interface JsonElement {
  readonly text: string
  readonly line: number
  readonly tooLong: boolean
}

interface JsonSplitResult {
  /** Arrays of objects found beside the first: which one holds the rows is then open. */
  readonly otherArrays: number
  /** Whether the brackets were all closed at the end. */
  readonly complete: boolean
  readonly found: boolean
}

const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY, QUOTE, BACKSLASH, COMMA, LF] = [
  123, 125, 91, 93, 34, 92, 44, 10,
]
const pieceBytes = 1024 * 1024

/**
 * Walks a JSON document of any size and hands out the elements of its array of rows: the document itself, or the array that is a
 * direct part of it. Only brackets and quotes are looked at; an element is parsed by whoever gets it.
 */
export async function splitJsonArray(
  path: string,
  start: number,
  recordBytes: number,
  onElement: (element: JsonElement) => Promise<void>,
  signal?: AbortSignal,
): Promise<JsonSplitResult> {
  let depth = 0
  let rowsDepth = -1
  let inString = false
  let escaped = false
  let line = 1
  let otherArrays = 0
  let found = false
  let closed = false
  let rootIsArray = false
  let element: { parts: Buffer[]; bytes: number; line: number } | null = null

  async function finish(): Promise<void> {
    if (element === null) return
    const { parts, bytes, line: at } = element
    element = null
    const text = Buffer.concat(parts).toString('utf8').trim()
    if (text !== '') await onElement({ text, line: at, tooLong: bytes > recordBytes })
  }

  for await (const piece of piecesOf(path, start, signal)) {
    let from = 0
    const keep = (to: number) => {
      if (element === null || to <= from) return
      element.bytes += to - from
      if (element.bytes <= recordBytes) element.parts.push(Buffer.from(piece.subarray(from, to)))
    }
    for (let i = 0; i < piece.length; i += 1) {
      const byte = piece[i] as number
      if (byte === LF) line += 1
      if (inString) {
        if (escaped) escaped = false
        else if (byte === BACKSLASH) escaped = true
        else if (byte === QUOTE) inString = false
        continue
      }
      if (element === null && depth === rowsDepth && byte > 32 && byte !== COMMA && byte !== CLOSE_ARRAY) {
        element = { parts: [], bytes: 0, line }
        from = i
      }
      if (byte === QUOTE) inString = true
      else if (byte === OPEN_OBJECT) depth += 1
      else if (byte === OPEN_ARRAY) {
        depth += 1
        if (depth === 1) rootIsArray = true
        if (rowsDepth === -1 && !closed && depth <= (rootIsArray ? 1 : 2)) {
          rowsDepth = depth
          found = true
        } else if (!rootIsArray && depth === 2 && closed) otherArrays += 1
      } else if (byte === COMMA && depth === rowsDepth) {
        keep(i)
        await finish()
      } else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) {
        if (byte === CLOSE_ARRAY && depth === rowsDepth) {
          keep(i)
          await finish()
          rowsDepth = -1
          closed = true
        }
        depth -= 1
      }
    }
    keep(piece.length)
  }
  return { otherArrays, complete: depth === 0 && !inString, found }
}

/** Hands out the lines of a text; a line that is not JSON is still handed out, its reader says what is wrong. */
export async function splitLines(
  path: string,
  start: number,
  recordBytes: number,
  onElement: (element: JsonElement) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  let parts: Buffer[] = []
  let bytes = 0
  let line = 1
  const finish = async () => {
    const text = Buffer.concat(parts).toString('utf8').trim()
    if (text !== '') await onElement({ text, line, tooLong: bytes > recordBytes })
    parts = []
    bytes = 0
    line += 1
  }
  for await (const piece of piecesOf(path, start, signal)) {
    let from = 0
    for (;;) {
      const at = piece.indexOf(LF, from)
      const to = at === -1 ? piece.length : at
      bytes += to - from
      if (bytes <= recordBytes) parts.push(Buffer.from(piece.subarray(from, to)))
      if (at === -1) break
      await finish()
      from = at + 1
    }
  }
  await finish()
}

async function* piecesOf(path: string, start: number, signal: AbortSignal | undefined): AsyncIterable<Buffer> {
  const file = await open(path)
  try {
    for (let position = start; ; ) {
      throwIfCancelled(signal)
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(pieceBytes), 0, pieceBytes, position)
      if (bytesRead === 0) return
      position += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

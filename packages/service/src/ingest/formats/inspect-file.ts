import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import type { FileReading } from '@salestalk/protocol'
import { IngestError, throwIfCancelled } from '../errors.ts'
import type { IngestLimits } from '../limits.ts'

export type Encoding = NonNullable<FileReading['encoding']>

/** What the bytes of the whole file say, before anything is read into them. */
export interface FileInspection {
  readonly path: string
  readonly fileName: string
  readonly bytes: number
  readonly modified: number
  readonly contentHash: string
  readonly head: Buffer
  /** Length of the byte order mark, 0 without one. */
  readonly markBytes: number
  /** null: the bytes are no text. */
  readonly encoding: Encoding | null
}

const pieceBytes = 1024 * 1024
const headBytes = 64 * 1024

/** Reads the file once: its SHA-256, size and encoding. IngestError `file_not_found`, `empty_file`, `file_too_large`, `file_changed`. */
export async function inspectFile(
  path: string,
  fileName: string,
  limits: IngestLimits,
  onProgress: (bytesDone: number, bytesTotal: number) => void,
  signal?: AbortSignal,
): Promise<FileInspection> {
  const before = await statFile(path, fileName)
  if (before.bytes === 0) {
    throw new IngestError('empty_file', `${fileName} is empty (0 bytes): export it again with its rows`, { fileName })
  }
  if (before.bytes > limits.bytes) {
    const text = `${fileName} has ${megabytes(before.bytes)} MB, at most ${megabytes(limits.bytes)} MB fit: split it and append the parts`
    throw new IngestError('file_too_large', text, { fileName })
  }
  const hash = createHash('sha256')
  const text = textEvidence()
  let head: Buffer = Buffer.alloc(0)
  let done = 0
  const file = await open(path)
  const piece = Buffer.allocUnsafe(pieceBytes)
  try {
    for (;;) {
      throwIfCancelled(signal)
      const { bytesRead } = await file.read(piece, 0, pieceBytes, done)
      if (bytesRead === 0) break
      const bytes = piece.subarray(0, bytesRead)
      if (done === 0) head = Buffer.from(bytes.subarray(0, headBytes))
      hash.update(bytes)
      text.add(bytes)
      done += bytesRead
      // Somebody writes to it faster than it can be read: there is no end to wait for.
      if (done > before.bytes) throw changedError(fileName)
      onProgress(done, before.bytes)
    }
  } finally {
    await file.close()
  }
  const { markBytes, encoding } = encodingOf(head, text)
  const inspection = { path, fileName, bytes: before.bytes, modified: before.modified, head, markBytes, encoding }
  if (done !== before.bytes) throw changedError(fileName)
  return { ...inspection, contentHash: hash.digest('hex') }
}

/** Throws `file_changed` when somebody wrote to the file since it was inspected. */
export async function requireUnchanged(file: FileInspection): Promise<void> {
  const now = await statFile(file.path, file.fileName)
  if (now.bytes !== file.bytes || now.modified !== file.modified) throw changedError(file.fileName)
}

function changedError(fileName: string): IngestError {
  const text = `${fileName} changed while it was read: wait until it is written completely and upload it again`
  return new IngestError('file_changed', text, { fileName })
}

async function statFile(path: string, fileName: string): Promise<{ bytes: number; modified: number }> {
  try {
    const found = await stat(path)
    if (!found.isFile()) {
      throw new IngestError('file_not_found', `${fileName} is a folder or a device: name one file`, { fileName })
    }
    return { bytes: found.size, modified: found.mtimeMs }
  } catch (error) {
    if (error instanceof IngestError) throw error
    const text = `${fileName} cannot be opened: check the path and that you may read it`
    throw new IngestError('file_not_found', text, { fileName }, { cause: error })
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0)
}

interface TextEvidence {
  add(bytes: Buffer): void
  readonly utf8: () => boolean
  /** Control characters no text holds, apart from NUL, in pieces that are no UTF-8. */
  readonly controls: () => number
  readonly nuls: () => number
}

const controlCodes = [1, 2, 3, 4, 5, 6, 14, 15, 16, 17, 18]

/** Collects over all pieces whether the bytes are UTF-8, and how many bytes never occur in a text. */
function textEvidence(): TextEvidence {
  let valid = true
  let rest: Buffer = Buffer.alloc(0)
  let controls = 0
  let nuls = 0
  const countControls = (bytes: Buffer) => {
    for (const code of controlCodes) if (bytes.includes(code)) controls += 1
  }
  return {
    add(bytes) {
      if (bytes.includes(0)) for (const byte of bytes) nuls += byte === 0 ? 1 : 0
      if (!valid) {
        countControls(bytes)
        return
      }
      const whole = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
      const cut = completeLength(whole)
      valid = isUtf8(whole.subarray(0, cut))
      if (!valid) countControls(bytes)
      rest = Buffer.from(whole.subarray(cut))
    },
    utf8: () => valid && rest.length === 0,
    controls: () => controls,
    nuls: () => nuls,
  }
}

/** Length without a character cut in half at the end. */
function completeLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

function encodingOf(head: Buffer, text: TextEvidence): { markBytes: number; encoding: Encoding | null } {
  if (head[0] === 0xff && head[1] === 0xfe) return { markBytes: 2, encoding: 'utf-16le' }
  if (head[0] === 0xfe && head[1] === 0xff) return { markBytes: 2, encoding: 'utf-16be' }
  const markBytes = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
  if (text.nuls() === 0 && text.utf8()) return { markBytes, encoding: 'utf-8' }
  if (text.nuls() > 0) return { markBytes, encoding: wideEncodingOf(head) ?? (isStrayNul(text) ? 'utf-8' : null) }
  // Every byte means something in Windows-1252, so only control characters tell a text from an image or an archive.
  return { markBytes, encoding: text.controls() > 0 ? null : 'windows-1252' }
}

/** A few NULs in otherwise valid UTF-8 are dirt in a text, not a sign of a binary file. */
function isStrayNul(text: TextEvidence): boolean {
  return text.utf8() && text.nuls() <= 10 && text.controls() === 0
}

/** UTF-16 without a mark: in Latin text nearly every second byte is zero, on one side only. */
function wideEncodingOf(head: Buffer): Encoding | null {
  let even = 0
  let odd = 0
  for (let i = 0; i < head.length; i += 1) {
    if (head[i] !== 0) continue
    if (i % 2 === 0) even += 1
    else odd += 1
  }
  const half = head.length / 2
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le'
  if (even > half * 0.4 && odd < half * 0.05) return 'utf-16be'
  return null
}

import { open } from 'node:fs/promises'
import { IngestError } from '../errors.ts'
import type { IngestLimits } from '../limits.ts'
import type { FileInspection } from './inspect-file.ts'

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
/** The end record and the longest comment behind it. */
const tailBytes = 22 + 65_535
const directoryLimit = 64 * 1024 * 1024
/** Stands for a size that needs more than 32 bits, in an extra field. */
const wide = 0xffffffff

/**
 * Refuses a workbook that a few megabytes on disk unpack to more than any table needs, before anything is unpacked: sizes as its own
 * directory declares them. A workbook without a readable directory is left to the reader. IngestError `file_too_large`.
 */
export async function requireUnpackedSize(file: FileInspection, limits: IngestLimits): Promise<void> {
  const sizes = await declaredSizes(file)
  let total = 0
  let texts = 0
  for (const { name, bytes } of sizes) {
    total += bytes
    if (name.endsWith('sharedStrings.xml') || name.endsWith('styles.xml')) texts += bytes
  }
  const [what, found, most] =
    texts > limits.workbookTextBytes
      ? ['texts and styles', texts, limits.workbookTextBytes]
      : ['contents', total, limits.workbookBytes]
  if (found <= most) return
  const text = `The ${what} of ${file.fileName} unpack to ${megabytes(found)} MB, at most ${megabytes(most)} MB fit: save the sheet as CSV and upload that`
  throw new IngestError('file_too_large', text, { fileName: file.fileName })
}

interface DeclaredSize {
  readonly name: string
  readonly bytes: number
}

async function declaredSizes(file: FileInspection): Promise<DeclaredSize[]> {
  const handle = await open(file.path)
  try {
    const tail = await read(Math.max(0, file.bytes - tailBytes), Math.min(file.bytes, tailBytes))
    const end = lastIndexOf(tail, endSignature)
    if (end === -1 || end + 22 > tail.length) return []
    const [length, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
    if (length > directoryLimit || start + length > file.bytes) return []
    return entriesOf(await read(start, length))
  } finally {
    await handle.close()
  }

  async function read(position: number, length: number): Promise<Buffer> {
    const buffer = Buffer.alloc(length)
    const { bytesRead } = await handle.read(buffer, 0, length, position)
    return buffer.subarray(0, bytesRead)
  }
}

function lastIndexOf(bytes: Buffer, signature: number): number {
  const wanted = Buffer.alloc(4)
  wanted.writeUInt32LE(signature)
  return bytes.lastIndexOf(wanted)
}

function entriesOf(directory: Buffer): DeclaredSize[] {
  const entries: DeclaredSize[] = []
  let at = 0
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === entrySignature) {
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28)
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30)
    const size = directory.readUInt32LE(at + 24)
    const bytes = size === wide ? wideSize(directory.subarray(nameEnd, extraEnd)) : size
    entries.push({ name: directory.toString('utf8', at + 46, nameEnd), bytes })
    at = extraEnd + directory.readUInt16LE(at + 32)
  }
  return entries
}

/** The unpacked size stands first in the extra field with the number 1. */
function wideSize(extra: Buffer): number {
  let at = 0
  while (at + 4 <= extra.length) {
    const length = extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === 1 && length >= 8 && at + 12 <= extra.length)
      return Number(extra.readBigUInt64LE(at + 4))
    at += 4 + length
  }
  return wide
}

function megabytes(bytes: number): string {
  return Math.ceil(bytes / 1024 / 1024).toLocaleString('en-US')
}

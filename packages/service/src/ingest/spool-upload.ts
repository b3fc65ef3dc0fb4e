import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { cancelledError, IngestError, knownTrouble } from './errors.ts'
import { defaultLimits, type IngestLimits } from './limits.ts'
import { workFolderFor } from './work-folders.ts'

export interface SpoolOptions {
  readonly workFolder: string
  readonly uploadId: string
  /** From Content-Length; an upload that ends before is refused. Null when it was not sent. */
  readonly expectedBytes: number | null
  readonly limits?: IngestLimits
  readonly onBytes?: (bytes: number) => void
  readonly signal?: AbortSignal
}

export interface SpooledUpload {
  readonly path: string
  readonly bytes: number
  /** Removes the file; call it when it is taken in, whatever came of it. */
  remove(): Promise<void>
}

/** Writes an upload to the disk as it comes. IngestError `file_too_large`, `upload_incomplete`, `disk_full`, `cancelled`; then no file stays. */
export async function spoolUpload(stream: AsyncIterable<Uint8Array>, options: SpoolOptions): Promise<SpooledUpload> {
  const limits = options.limits ?? defaultLimits
  const { expectedBytes, signal } = options
  const folder = workFolderFor(options.workFolder, `upload-${options.uploadId}`)
  const target = path.join(folder, 'upload')
  const remove = () => rm(folder, { recursive: true, force: true })
  let bytes = 0
  const count = new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length
      options.onBytes?.(bytes)
      done(bytes > limits.bytes ? tooLarge(limits) : null, piece)
    },
  })
  try {
    if (expectedBytes !== null && expectedBytes > limits.bytes) throw tooLarge(limits)
    await mkdir(folder, { recursive: true })
    await pipeline(Readable.from(stream, { objectMode: true }), count, createWriteStream(target), { signal })
  } catch (error) {
    await remove()
    throw uploadError(error, signal)
  }
  if (expectedBytes === null || bytes === expectedBytes) return { path: target, bytes, remove }
  await remove()
  const text = `The upload broke off after ${bytes} of ${expectedBytes} bytes: upload the file again`
  throw new IngestError('upload_incomplete', text)
}

function uploadError(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return cancelledError()
  const known = knownTrouble(error, signal)
  if (known instanceof IngestError) return known
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const isCut =
    /ECONNRESET|ERR_STREAM_PREMATURE_CLOSE|ABORT/i.test(code) || /aborted|premature|reset/i.test(String(error))
  if (!isCut) return error
  return new IngestError('upload_incomplete', 'The upload broke off: upload the file again', {}, { cause: error })
}

function tooLarge(limits: IngestLimits): IngestError {
  const megabytes = Math.floor(limits.bytes / 1024 / 1024)
  const text = `The file is larger than the ${megabytes} MB that fit: split it and append the parts`
  return new IngestError('file_too_large', text)
}

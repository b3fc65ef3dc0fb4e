import { createReadStream, createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Encoding } from './inspect-file.ts'

/** Writes the text as UTF-8 without a byte order mark, so that everything after it knows one encoding only. */
export async function transcodeToUtf8(
  from: string,
  to: string,
  encoding: Encoding,
  signal?: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder(encoding)
  const decode = new Transform({
    transform(piece: Buffer, _encoding, done) {
      done(null, decoder.decode(piece, { stream: true }))
    },
    flush(done) {
      done(null, decoder.decode())
    },
  })
  await pipeline(createReadStream(from, { highWaterMark: 1 << 20 }), decode, createWriteStream(to), { signal })
}

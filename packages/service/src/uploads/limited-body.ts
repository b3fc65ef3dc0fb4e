import type { UploadLimits } from './context.ts'
import { UploadError } from './errors.ts'
import type { ReceivedFile } from './ports.ts'

/** The body, as far as one may be sent to the service itself. UploadError use_presigned_upload, at once where the length is known. */
export function limitedBody({ body, expectedBytes }: ReceivedFile, { directUploadBytesMax }: UploadLimits) {
  if (directUploadBytesMax === null) return body
  if (expectedBytes !== null && expectedBytes > directUploadBytesMax) throw tooLarge(directUploadBytesMax)
  return atMost(body, directUploadBytesMax)
}

async function* atMost(body: AsyncIterable<Uint8Array>, bytesMax: number): AsyncIterable<Uint8Array> {
  let bytes = 0
  for await (const piece of body) {
    bytes += piece.length
    if (bytes > bytesMax) throw tooLarge(bytesMax)
    yield piece
  }
}

function tooLarge(bytesMax: number): UploadError {
  const text = `A file of more than ${Math.floor(bytesMax / 1024 / 1024)} MB cannot be sent here: ask for a place to send it to with POST /v1/uploads/presigned`
  return new UploadError('use_presigned_upload', text)
}

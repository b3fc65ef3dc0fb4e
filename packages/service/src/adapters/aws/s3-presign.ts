import { PutObjectCommand } from '@aws-sdk/client-s3'
import type { PresignedUploadRequest } from '@salestalk/engine'
import { encryption, type WritePlace } from './s3-writes.ts'

interface UploadToSign {
  readonly bytes: number
  readonly contentType: string
  readonly expiresInSeconds: number
}

/**
 * Lets whoever has the URL store one object. Length and type are signed, so S3 refuses a body of another size or type; so is the
 * encryption. A browser sets the length by itself, from the body it sends.
 */
export async function presignedPut(
  place: WritePlace,
  key: string,
  { bytes, contentType, expiresInSeconds }: UploadToSign,
): Promise<PresignedUploadRequest> {
  const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner')
  const headers = { 'content-type': contentType, ...encryptionHeaders(place.kmsKeyArn) }
  const command = new PutObjectCommand({
    Bucket: place.bucket,
    Key: place.prefix + key,
    ContentLength: bytes,
    ContentType: contentType,
    ...encryption(place.kmsKeyArn),
  })
  withoutChecksum(command)
  const signed = new Set(['host', 'content-length', ...Object.keys(headers)])
  const url = await getSignedUrl(place.client, command, {
    expiresIn: expiresInSeconds,
    signableHeaders: signed,
    unhoistableHeaders: signed,
  })
  return { url, method: 'PUT', headers }
}

/** The SDK adds the checksum of the body it has now, which is empty: S3 would refuse every other one. */
function withoutChecksum(command: PutObjectCommand): void {
  command.middlewareStack.add(
    (next) => async (args) => {
      const headers = headersOf(args.request)
      for (const name of Object.keys(headers)) {
        if (/^x-amz-(sdk-)?checksum-/.test(name)) Reflect.deleteProperty(headers, name)
      }
      return await next(args)
    },
    // Low priority runs after the checksum was added.
    { step: 'build', priority: 'low', name: 'withoutChecksum' },
  )
}

function headersOf(request: unknown): object {
  const headers: unknown = typeof request === 'object' && request !== null ? Reflect.get(request, 'headers') : null
  return typeof headers === 'object' && headers !== null ? headers : {}
}

function encryptionHeaders(kmsKeyArn: string | null): Record<string, string> {
  if (kmsKeyArn === null) return {}
  return {
    'x-amz-server-side-encryption': 'aws:kms',
    'x-amz-server-side-encryption-aws-kms-key-id': kmsKeyArn,
    'x-amz-server-side-encryption-bucket-key-enabled': 'true',
  }
}

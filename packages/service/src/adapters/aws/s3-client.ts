import { S3Client } from '@aws-sdk/client-s3'
import { type AwsClientOptions, clientSettings } from './clients.ts'

// Until the answer begins and between two pieces of it: a whole segment may take longer.
const OBJECT_REQUEST_MILLISECONDS = 30_000

/** A client of S3. In a module of its own: what asks only tables does not load it. */
export function s3Client(options: AwsClientOptions): S3Client {
  return new S3Client({
    ...clientSettings(options, OBJECT_REQUEST_MILLISECONDS),
    // Emulators have no host name per bucket.
    forcePathStyle: options.endpoint !== undefined && options.endpoint !== null,
  })
}

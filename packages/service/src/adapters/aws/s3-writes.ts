import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { HeadObjectCommand, PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3'
import type { ArtifactBody, ArtifactInfo } from '@salestalk/engine'
import { isConflict, isPreconditionFailure, translatedArtifactError, translatedPutError } from './s3-errors.ts'
import type { ObjectPlace } from './s3-reads.ts'

/** A place to write to. */
export interface WritePlace extends ObjectPlace {
  readonly kmsKeyArn: string | null
  /** A token no other write has. */
  readonly nextToken: () => string
}

const AT_ONCE_BYTES = 16 * 1024 * 1024
const PART_BYTES = 8 * 1024 * 1024
const CONFLICTS = 5
const TOKEN = 'write-token'

/** Whole or not at all; a large body goes in parts, which become an object when the last one has arrived. */
export async function putObject(
  place: WritePlace,
  key: string,
  body: ArtifactBody,
  ifNotExists: boolean,
): Promise<ArtifactInfo> {
  const parameters = putParameters(place, key, ifNotExists)
  try {
    if (body instanceof Uint8Array && body.length <= AT_ONCE_BYTES) {
      return { key, bytes: await putAtOnce(place, parameters, body) }
    }
    return { key, bytes: await putInParts(place, parameters, body instanceof Uint8Array ? [body] : body) }
  } catch (error) {
    // The answer to a first attempt may have been lost: then what is there is ours.
    const own = ifNotExists && isPreconditionFailure(error) ? await ownBytes(place, parameters) : null
    if (own !== null) return { key, bytes: own }
    throw translatedPutError(error, key)
  }
}

export async function putLocalFile(place: WritePlace, key: string, path: string): Promise<ArtifactInfo> {
  const { size } = await stat(path)
  const body = size <= AT_ONCE_BYTES ? await readFile(path) : createReadStream(path, { highWaterMark: 1024 * 1024 })
  return await putObject(place, key, body, false)
}

function putParameters(place: WritePlace, key: string, ifNotExists: boolean) {
  return {
    Bucket: place.bucket,
    Key: place.prefix + key,
    Metadata: { [TOKEN]: place.nextToken() },
    ...encryption(place.kmsKeyArn),
    ...(ifNotExists ? { IfNoneMatch: '*' } : {}),
  } satisfies PutObjectCommandInput
}

/** A bucket key lets S3 ask the key service once for many objects. */
export function encryption(kmsKeyArn: string | null) {
  if (kmsKeyArn === null) return {}
  return { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyArn, BucketKeyEnabled: true } as const
}

type Parameters = ReturnType<typeof putParameters>

async function putAtOnce(place: WritePlace, parameters: Parameters, body: Uint8Array): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await place.client.send(new PutObjectCommand({ ...parameters, Body: body }))
      return body.length
    } catch (error) {
      if (!isConflict(error) || attempt === CONFLICTS) throw error
    }
  }
}

async function putInParts(
  place: WritePlace,
  parameters: Parameters,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  // Loaded only where something large or endless is stored.
  const { Upload } = await import('@aws-sdk/lib-storage')
  let bytes = 0
  async function* counted() {
    for await (const piece of body) {
      bytes += piece.length
      yield piece
    }
  }
  // Not in object mode: pieces of any size are gathered into parts.
  const stream = Readable.from(counted(), { objectMode: false })
  const upload = new Upload({ client: place.client, params: { ...parameters, Body: stream }, partSize: PART_BYTES })
  await upload.done()
  return bytes
}

async function ownBytes(place: WritePlace, { Bucket, Key, Metadata }: Parameters): Promise<number | null> {
  try {
    const found = await place.client.send(new HeadObjectCommand({ Bucket, Key }))
    return found.Metadata?.[TOKEN] === Metadata[TOKEN] ? (found.ContentLength ?? 0) : null
  } catch (error) {
    throw translatedArtifactError(error, Key)
  }
}

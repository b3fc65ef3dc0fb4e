import { Readable } from 'node:stream'
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'
import {
  type ArtifactDetails,
  ArtifactError,
  type ArtifactInfo,
  ArtifactNotFoundError,
  ArtifactStoreUnavailableError,
  type ReadCondition,
} from '@salestalk/engine'
import { isAnswered, isMistake } from './dynamodb-errors.ts'
import { isBeyondEnd, isRefused, translatedArtifactError } from './s3-errors.ts'

/** Where the artifacts of one tenant lie. */
export interface ObjectPlace {
  readonly client: S3Client
  readonly bucket: string
  /** `tenant-{id}/` */
  readonly prefix: string
}

const BODIES = 4

/** An object whose answer has begun. */
export interface OpenObject {
  readonly bytes: number
  readonly revision: string
  readonly body: AsyncIterable<Uint8Array>
}

export async function objectInfo(place: ObjectPlace, key: string): Promise<ArtifactDetails | null> {
  try {
    const { ContentLength, ETag } = await place.client.send(
      new HeadObjectCommand({ Bucket: place.bucket, Key: place.prefix + key }),
    )
    return { key, bytes: ContentLength ?? 0, revision: plainTag(ETag) }
  } catch (error) {
    const translated = await readError(place, key, error)
    if (translated instanceof ArtifactNotFoundError) return null
    throw translated
  }
}

/**
 * Why an object cannot be read. S3 tells only those who may list the whole bucket that something is missing; a tenant, who may list its
 * own prefix, is refused instead. A list of this one name says which it was.
 */
async function readError(place: ObjectPlace, key: string, error: unknown): Promise<unknown> {
  const translated = translatedArtifactError(error, key)
  if (!isRefused(error)) return translated
  const Prefix = place.prefix + key
  try {
    const command = new ListObjectsV2Command({ Bucket: place.bucket, Prefix, MaxKeys: 1 })
    const { Contents = [] } = await place.client.send(command)
    return Contents[0]?.Key === Prefix ? translated : new ArtifactNotFoundError(key, error)
  } catch {
    // Not even that is allowed or answered: what was said first stands.
    return translated
  }
}

/** Begins to read. A body that breaks off is gone on with where it broke, of the same revision. */
export async function openObject(place: ObjectPlace, key: string, { ifRevision }: ReadCondition): Promise<OpenObject> {
  const first = await request(place, key, 0, ifRevision)
  const bytes = first.ContentLength ?? 0
  const revision = plainTag(first.ETag)
  return { bytes, revision, body: wholeBody(place, key, { first, bytes, revision }) }
}

interface Reading {
  readonly first: Awaited<ReturnType<typeof request>>
  readonly bytes: number
  readonly revision: string
}

async function* wholeBody(place: ObjectPlace, key: string, reading: Reading): AsyncIterable<Uint8Array> {
  let read = 0
  for (let body = 1; ; body += 1) {
    try {
      const answer = body === 1 ? reading.first : await request(place, key, read, reading.revision)
      for await (const piece of piecesOf(answer.Body)) {
        read += piece.length
        yield piece
      }
      if (read === reading.bytes) return
      throw new Error(`The body ended after ${read} of ${reading.bytes} bytes`)
    } catch (error) {
      const translated = translatedArtifactError(error, key)
      if (isAnswered(error) || body === BODIES || read >= reading.bytes) throw asUnavailable(translated, key)
    }
  }
}

// Whatever breaks a body off, a checksum that is wrong included, is trouble of the store.
function asUnavailable(error: unknown, key: string): unknown {
  if (error instanceof ArtifactError || isMistake(error)) return error
  return new ArtifactStoreUnavailableError('busy', `${key} was not read to its end: try again in a moment`, error)
}

async function request(place: ObjectPlace, key: string, from: number, revision: string | undefined) {
  const command = new GetObjectCommand({
    Bucket: place.bucket,
    Key: place.prefix + key,
    ...(revision === undefined ? {} : { IfMatch: `"${revision}"` }),
    ...(from === 0 ? {} : { Range: `bytes=${from}-` }),
  })
  try {
    return await place.client.send(command)
  } catch (error) {
    throw await readError(place, key, error)
  }
}

/** The bytes from `start` to before `end`; none when the object ends before. */
export async function readRange(place: ObjectPlace, key: string, start: number, end: number): Promise<Uint8Array> {
  const Range = `bytes=${start}-${end - 1}`
  try {
    const { Body } = await place.client.send(
      new GetObjectCommand({ Bucket: place.bucket, Key: place.prefix + key, Range }),
    )
    return await collected(piecesOf(Body))
  } catch (error) {
    if (isBeyondEnd(error)) return new Uint8Array()
    throw await readError(place, key, error)
  }
}

export async function* listObjects(place: ObjectPlace, keyPrefix: string): AsyncIterable<ArtifactInfo> {
  let after: string | undefined
  do {
    const command = new ListObjectsV2Command({
      Bucket: place.bucket,
      Prefix: place.prefix + keyPrefix,
      ContinuationToken: after,
    })
    const page = await place.client
      .send(command)
      .catch((error: unknown) => Promise.reject(translatedArtifactError(error, `${place.prefix}${keyPrefix}`)))
    for (const { Key, Size } of page.Contents ?? []) {
      if (Key !== undefined) yield { key: Key.slice(place.prefix.length), bytes: Size ?? 0 }
    }
    after = page.IsTruncated ? page.NextContinuationToken : undefined
  } while (after !== undefined)
}

export async function collected(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces)
}

function piecesOf(body: unknown): AsyncIterable<Uint8Array> {
  if (body instanceof Readable) return body
  throw new TypeError('S3 answers with a stream of Node')
}

// The tag comes in quotes.
function plainTag(tag: string | undefined): string {
  return (tag ?? '').replaceAll('"', '')
}

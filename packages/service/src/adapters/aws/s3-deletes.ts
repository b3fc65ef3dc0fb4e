import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  type ObjectIdentifier,
} from '@aws-sdk/client-s3'
import { ArtifactStoreUnavailableError } from '@salestalk/engine'
import { translatedArtifactError } from './s3-errors.ts'
import { listObjects, type ObjectPlace } from './s3-reads.ts'

const AT_ONCE = 1000
const ATTEMPTS = 4

export async function deleteObject(place: ObjectPlace, key: string): Promise<void> {
  const command = new DeleteObjectCommand({ Bucket: place.bucket, Key: place.prefix + key })
  await translating(key, () => place.client.send(command))
}

/** Everything below the prefix: objects, in a versioned bucket also their old versions, and parts of uploads that never ended. */
export async function deleteEverything(place: ObjectPlace): Promise<void> {
  await translating(place.prefix, async () => {
    await inBatches(place, currentObjects(place))
    await inBatches(place, everyVersion(place))
    await abortUploads(place)
  })
}

async function* currentObjects(place: ObjectPlace): AsyncIterable<ObjectIdentifier> {
  for await (const { key } of listObjects(place, '')) yield { Key: place.prefix + key }
}

/** What a bucket with versions keeps after an object was deleted, its marks of deletion included. */
async function* everyVersion(place: ObjectPlace): AsyncIterable<ObjectIdentifier> {
  let marker: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } | null = {}
  while (marker !== null) {
    const command: ListObjectVersionsCommand = new ListObjectVersionsCommand({
      Bucket: place.bucket,
      Prefix: place.prefix,
      ...marker,
    })
    const page = await place.client.send(command)
    for (const { Key, VersionId } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]) yield { Key, VersionId }
    marker = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : null
  }
}

async function inBatches(place: ObjectPlace, objects: AsyncIterable<ObjectIdentifier>): Promise<void> {
  let batch: ObjectIdentifier[] = []
  for await (const object of objects) {
    batch.push(object)
    if (batch.length === AT_ONCE) {
      await deleteBatch(place, batch)
      batch = []
    }
  }
  if (batch.length > 0) await deleteBatch(place, batch)
}

/** S3 may delete some of a batch and name the others. */
async function deleteBatch(place: ObjectPlace, batch: readonly ObjectIdentifier[]): Promise<void> {
  let left = [...batch]
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const command = new DeleteObjectsCommand({ Bucket: place.bucket, Delete: { Objects: left, Quiet: true } })
    const { Errors } = await place.client.send(command)
    left = (Errors ?? []).map(({ Key, VersionId }) => ({ Key, VersionId }))
    if (left.length === 0) return
  }
  const message = `${left.length} files of ${place.prefix} were not deleted: try again in a moment`
  throw new ArtifactStoreUnavailableError('busy', message)
}

/** Parts without an object are stored, and paid for, until their upload is given up. */
async function abortUploads(place: ObjectPlace): Promise<void> {
  const { client, bucket, prefix } = place
  let marker: { readonly KeyMarker?: string; readonly UploadIdMarker?: string } | null = {}
  while (marker !== null) {
    const command: ListMultipartUploadsCommand = new ListMultipartUploadsCommand({
      Bucket: bucket,
      Prefix: prefix,
      ...marker,
    })
    const page = await client.send(command)
    for (const { Key, UploadId } of page.Uploads ?? []) {
      await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }))
    }
    marker = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker } : null
  }
}

async function translating<T>(key: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw translatedArtifactError(error, key)
  }
}

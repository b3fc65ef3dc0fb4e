import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { S3Client } from '@aws-sdk/client-s3'
import {
  ArtifactChangedError,
  ArtifactNotFoundError,
  type ArtifactStore,
  checkArtifactKey,
  checkArtifactPrefix,
  checkArtifactRange,
  type TenantArtifacts,
} from '@salestalk/engine'
import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import { deleteEverything, deleteObject } from './s3-deletes.ts'
import { presignedPut } from './s3-presign.ts'
import { collected, listObjects, objectInfo, openObject, readRange } from './s3-reads.ts'
import { putLocalFile, putObject, type WritePlace } from './s3-writes.ts'
import type { SegmentCache } from './segment-cache.ts'

export interface S3ArtifactsOptions {
  readonly bucket: string
  /** The client whose credentials reach this tenant's prefix and no other's. */
  readonly clientFor: (tenantId: TenantId) => S3Client
  readonly cache: SegmentCache
  /** The customer's key objects are encrypted with; null leaves it to the bucket's default. */
  readonly kmsKeyArn: string | null
  /** Keys that never get another content: their local copies are used without asking S3 whether they are current. */
  readonly isImmutable?: (key: string) => boolean
  /** A token no other write has; 12 random characters. */
  readonly nextToken?: () => string
}

const LOOKS = 3

/** Artifacts in one bucket, a prefix per tenant. Opening sends nothing. */
export function s3Artifacts(options: S3ArtifactsOptions): ArtifactStore {
  return { open: (tenantId) => openPrefix(tenantIdSchema.parse(tenantId), options) }
}

function openPrefix(tenantId: TenantId, options: S3ArtifactsOptions): TenantArtifacts {
  const { bucket, cache, kmsKeyArn, isImmutable = () => false, nextToken = randomToken } = options
  const client = options.clientFor(tenantId)
  const place: WritePlace = { client, bucket, prefix: `tenant-${tenantId}/`, kmsKeyArn, nextToken }

  async function localFolder(): Promise<string> {
    const folder = cache.folderOf(tenantId)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return folder
  }

  async function currentRevision(key: string): Promise<string | null> {
    if (isImmutable(key)) return null
    const found = await objectInfo(place, key)
    if (found === null) throw new ArtifactNotFoundError(key)
    return found.revision
  }

  /** A local copy of the revision, or of any for null. */
  async function copy(key: string, revision: string | null): Promise<string> {
    const condition = revision === null ? {} : { ifRevision: revision }
    return await cache.file(tenantId, key, revision, () => openObject(place, key, condition))
  }

  return {
    prefix: place.prefix,
    async put(key, body, condition) {
      checkArtifactKey(key)
      return await putObject(place, key, body, condition?.ifNotExists === true)
    },
    async putFile(key, write) {
      checkArtifactKey(key)
      const path = join(await localFolder(), `.${randomUUID()}`)
      try {
        await write(path)
        return await putLocalFile(place, key, path)
      } finally {
        await rm(path, { force: true })
      }
    },
    async info(key) {
      checkArtifactKey(key)
      return await objectInfo(place, key)
    },
    async get(key, condition = {}) {
      checkArtifactKey(key)
      return await collected((await openObject(place, key, condition)).body)
    },
    async getRange(key, start, end) {
      checkArtifactKey(key)
      checkArtifactRange(start, end)
      return await readRange(place, key, start, end)
    },
    async *stream(key, condition = {}) {
      checkArtifactKey(key)
      yield* (await openObject(place, key, condition)).body
    },
    async *list(keyPrefix) {
      checkArtifactPrefix(keyPrefix)
      yield* listObjects(place, keyPrefix)
    },
    async delete(key) {
      checkArtifactKey(key)
      await deleteObject(place, key)
      await cache.forget(tenantId, key)
    },
    async deleteAll() {
      await deleteEverything(place)
      await cache.forget(tenantId, null)
    },
    async localPath(key, { ifRevision } = {}) {
      checkArtifactKey(key)
      if (ifRevision !== undefined) return await copy(key, ifRevision)
      for (let look = 1; ; look += 1) {
        try {
          return await copy(key, await currentRevision(key))
        } catch (error) {
          // Replaced between looking and reading; the caller asked for whatever is there.
          if (!(error instanceof ArtifactChangedError) || look === LOOKS) throw error
        }
      }
    },
    localFolder,
    async presignUpload(key, upload) {
      checkArtifactKey(key)
      return await presignedPut(place, key, upload)
    },
  }
}

function randomToken(): string {
  return randomBytes(9).toString('base64url')
}

import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { artifactStoreConformance } from '@salestalk/engine/conformance'
import { fixedClock } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { s3Artifacts } from './s3-artifacts.ts'
import { s3Client } from './s3-client.ts'
import { segmentCache } from './segment-cache.ts'
import { awsEndpoint, ownArtifacts } from './tests/aws-endpoint.ts'
import { emulatorOptions } from './tests/emulators.ts'

interface World {
  readonly client: S3Client
  readonly bucket: string
  readonly folder: string
  close(): Promise<void>
}

async function openWorld(): Promise<World> {
  const bucket = `artifacts-${randomUUID()}`
  const folder = await mkdtemp(join(tmpdir(), 'salestalk-s3-'))
  const client = s3Client(emulatorOptions(awsEndpoint()))
  await client.send(new CreateBucketCommand({ Bucket: bucket }))
  return {
    client,
    bucket,
    folder,
    async close() {
      client.destroy()
      await rm(folder, { recursive: true })
    },
  }
}

function storeOf({ client, bucket, folder }: World) {
  const cache = segmentCache({ folder, clock: fixedClock() })
  return s3Artifacts({ bucket, clientFor: () => client, cache, kmsKeyArn: null })
}

artifactStoreConformance('S3 of the endpoint', async () => {
  const world = await openWorld()
  return {
    store: ownArtifacts(storeOf(world)),
    files: { read: (path) => readFile(path), write: (path, body) => writeFile(path, body) },
    close: world.close,
  }
})

describe('a tenant that is deleted from S3', () => {
  const acme = tenantIdSchema.parse('acme')
  let world: World
  beforeEach(async () => {
    world = await openWorld()
  })
  afterEach(() => world.close())

  it('leaves no old version, no mark of deletion and no part of an upload', async () => {
    const { client, bucket } = world
    const Bucket = bucket
    await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }))
    const artifacts = storeOf(world).open(acme)
    const other = storeOf(world).open(tenantIdSchema.parse('acme-eu'))
    const body = new TextEncoder().encode('content')
    await artifacts.put('a.txt', body)
    await artifacts.put('a.txt', new TextEncoder().encode('other'))
    await artifacts.put('b.txt', body)
    await artifacts.delete('b.txt')
    await other.put('a.txt', body)
    await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'tenant-acme/uploads/1/content.upload' }))

    await artifacts.deleteAll()

    const versions = await client.send(new ListObjectVersionsCommand({ Bucket }))
    expect((versions.Versions ?? []).map(({ Key }) => Key)).toEqual(['tenant-acme-eu/a.txt'])
    expect(versions.DeleteMarkers ?? []).toEqual([])
    expect((await client.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads ?? []).toEqual([])
    await other.deleteAll()
    await client.send(new DeleteBucketCommand({ Bucket }))
  })
  it('takes a file through a presigned target, and only as it was announced', async () => {
    const artifacts = storeOf(world).open(acme)
    const upload = { bytes: 7, contentType: 'text/csv', expiresInSeconds: 60 }
    const target = await artifacts.presignUpload('uploads/1/content.upload', upload)
    const signed = new URL(target?.url ?? '').searchParams.get('X-Amz-SignedHeaders')
    expect(signed).toBe('content-length;content-type;host')
    const { method, headers } = target ?? {}
    const answer = await fetch(target?.url ?? '', { method, headers, body: 'a,b\n1,2' })
    expect(answer.status).toBe(200)
    expect(new TextDecoder().decode(await artifacts.get('uploads/1/content.upload'))).toBe('a,b\n1,2')
  })
})

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateBucketCommand } from '@aws-sdk/client-s3'
import { ArtifactChangedError, ArtifactExistsError, type TenantArtifacts } from '@salestalk/engine'
import { fixedClock } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { s3Artifacts } from './s3-artifacts.ts'
import { s3Client } from './s3-client.ts'
import { segmentCache } from './segment-cache.ts'
import { emulatorOptions, startFauxS3 } from './tests/emulators.ts'
import { type FaultyClient, faulty, impatientRetries } from './tests/faults.ts'

const acme = tenantIdSchema.parse('acme')

describe('S3 that loses answers', () => {
  let artifacts: TenantArtifacts
  let plain: TenantArtifacts
  let faults: FaultyClient
  beforeEach(async () => {
    const emulator = await startFauxS3()
    const folder = await mkdtemp(join(tmpdir(), 'salestalk-s3-'))
    const cache = segmentCache({ folder, clock: fixedClock() })
    const calm = s3Client(emulatorOptions(emulator.endpoint))
    const shaken = s3Client({ ...emulatorOptions(emulator.endpoint), retryStrategy: impatientRetries(4) })
    await calm.send(new CreateBucketCommand({ Bucket: 'artifacts' }))
    faults = faulty(shaken)
    const options = { bucket: 'artifacts', cache, kmsKeyArn: null }
    artifacts = s3Artifacts({ ...options, clientFor: () => shaken }).open(acme)
    plain = s3Artifacts({ ...options, clientFor: () => calm }).open(acme)
    return async () => {
      shaken.destroy()
      calm.destroy()
      await emulator.close()
      await rm(folder, { recursive: true })
    }
  })

  it('recognizes what it stored itself, and still sees that somebody else was first', async () => {
    faults.plan([{ kind: 'timeout', when: 'after' }])
    const stored = await artifacts.put('a.txt', bytes('mine'), { ifNotExists: true })
    expect(stored).toEqual({ key: 'a.txt', bytes: 4 })
    await plain.put('b.txt', bytes('theirs'))
    faults.plan([{ kind: 'timeout', when: 'before' }])
    await expect(artifacts.put('b.txt', bytes('mine'), { ifNotExists: true })).rejects.toThrow(ArtifactExistsError)
  })
  it('stores and reads a large body in parts through timeouts, resets and failures', async () => {
    const large = Uint8Array.from({ length: 20 * 1024 * 1024 }, (_, n) => n % 251)
    faults.plan([
      null,
      { kind: 'timeout', when: 'before' },
      null,
      { kind: 'reset', when: 'after' },
      { kind: 'failure', when: 'before' },
    ])
    await artifacts.put('large.parquet', large)
    const path = await artifacts.localPath('large.parquet')
    expect(Buffer.compare(await readFile(path), large)).toBe(0)
  })
  it('says that the store is busy when it never answers', async () => {
    faults.plan(Array.from({ length: 4 }, () => ({ kind: 'timeout', when: 'before' }) as const))
    const failure = await artifacts.get('a.txt').catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'ArtifactStoreUnavailableError', reason: 'busy' })
  })
})

describe('S3 whose bodies break off', () => {
  const content = 'The quick brown fox jumps over the lazy dog.'
  /** How many bytes each answer carries before the connection is cut; when they run out, answers are whole. */
  let cuts: number[]
  let tag: string
  let ranges: (string | undefined)[]
  let artifacts: TenantArtifacts
  let close: () => Promise<void>

  beforeEach(async () => {
    cuts = []
    ranges = []
    tag = '"1"'
    const server = createServer((request, response) => {
      ranges.push(request.headers.range)
      const ifMatch = request.headers['if-match']
      if (ifMatch !== undefined && ifMatch !== tag) {
        response.writeHead(412).end()
        return
      }
      const start = Number(/\d+/.exec(request.headers.range ?? '0')?.[0] ?? 0)
      const body = content.slice(start)
      const length = { 'content-length': String(body.length), etag: tag }
      response.writeHead(start === 0 ? 200 : 206, length)
      const cut = cuts.shift()
      if (cut === undefined) response.end(body)
      else response.write(body.slice(0, cut), () => setImmediate(() => response.destroy()))
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as AddressInfo
    const folder = await mkdtemp(join(tmpdir(), 'salestalk-s3-'))
    const cache = segmentCache({ folder, clock: fixedClock() })
    const options = { ...emulatorOptions(`http://127.0.0.1:${port}`), retryStrategy: impatientRetries(4) }
    const client = s3Client(options)
    artifacts = s3Artifacts({ bucket: 'b', clientFor: () => client, cache, kmsKeyArn: null }).open(acme)
    close = async () => {
      client.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true })
    }
  })
  afterEach(() => close())

  it('goes on where a body broke off', async () => {
    cuts = [10, 5]
    expect(new TextDecoder().decode(await artifacts.get('a.txt'))).toBe(content)
    expect(ranges).toEqual([undefined, 'bytes=10-', 'bytes=15-'])
  })
  it('mixes no two revisions', async () => {
    cuts = [10]
    const reading = artifacts.stream('a.txt')[Symbol.asyncIterator]()
    expect((await reading.next()).value).toHaveLength(10)
    tag = '"2"'
    await expect(reading.next()).rejects.toThrow(ArtifactChangedError)
  })
  it('gives up after some attempts, and leaves no half of a local copy', async () => {
    cuts = [1, 1, 1, 1]
    const failure = await artifacts.localPath('a.txt', { ifRevision: '1' }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'ArtifactStoreUnavailableError', reason: 'busy' })
    expect(await readFile(await artifacts.localPath('a.txt', { ifRevision: '1' }), 'utf8')).toBe(content)
  })
})

function bytes(content: string): Uint8Array {
  return new TextEncoder().encode(content)
}

import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateBucketCommand } from '@aws-sdk/client-s3'
import {
  type ArtifactStore,
  ConditionFailedError,
  type TableAdmin,
  type TableStore,
  type TenantArtifacts,
  type TenantTable,
} from '@salestalk/engine'
import { fixedClock, inMemoryArtifacts, inMemoryTables } from '@salestalk/engine/fakes'
import { type TenantId, tenantIdSchema, type VocabularyContent, vocabularyContentSchema } from '@salestalk/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dynamoClient, dynamoDocumentClient } from '../adapters/aws/clients.ts'
import { dynamoTableAdmin } from '../adapters/aws/dynamodb-admin.ts'
import { dynamoTables } from '../adapters/aws/dynamodb-tables.ts'
import { s3Artifacts } from '../adapters/aws/s3-artifacts.ts'
import { s3Client } from '../adapters/aws/s3-client.ts'
import { segmentCache } from '../adapters/aws/segment-cache.ts'
import {
  emulatorOptions,
  impatientTimer,
  plainTables,
  startDynalite,
  startFauxS3,
} from '../adapters/aws/tests/emulators.ts'
import { metricsTable, tenantTables } from '../storage/tables.ts'
import { vocabularyRepository } from '../storage/vocabulary-repository.ts'
import { DamagedVocabularyError, VocabularyChangedError } from './errors.ts'
import { type OverlayStore, overlayStore } from './overlay-store.ts'

const [acme, other] = ['acme', 'other'].map((id) => tenantIdSchema.parse(id)) as [TenantId, TenantId]
const changedAt = '2025-11-12T09:00:00.000Z'

interface World {
  readonly tables: TableStore & TableAdmin
  readonly artifacts: ArtifactStore
  close(): Promise<void>
}

async function inMemory(): Promise<World> {
  return { tables: inMemoryTables(fixedClock()), artifacts: inMemoryArtifacts(), close: async () => undefined }
}

/** The adapters of AWS over emulators of DynamoDB and S3. */
async function onAws(): Promise<World> {
  const [dynalite, faux] = await Promise.all([startDynalite(), startFauxS3()])
  const client = dynamoClient(emulatorOptions(dynalite.endpoint))
  const documents = dynamoDocumentClient(client)
  const s3 = s3Client(emulatorOptions(faux.endpoint))
  await s3.send(new CreateBucketCommand({ Bucket: 'words' }))
  const options = { clock: fixedClock(), timer: impatientTimer }
  const cache = segmentCache({ folder: join(tmpdir(), 'salestalk-words'), clock: fixedClock() })
  return {
    tables: {
      ...dynamoTables({ ...options, clientFor: () => documents }),
      ...dynamoTableAdmin({ ...options, client, properties: plainTables }),
    },
    artifacts: s3Artifacts({ bucket: 'words', clientFor: () => s3, cache, kmsKeyArn: null }),
    async close() {
      client.destroy()
      s3.destroy()
      await Promise.all([dynalite.close(), faux.close()])
    },
  }
}

let world: World
let tables: Map<TenantId, TenantTable>
const artifacts = (tenantId: TenantId): TenantArtifacts => world.artifacts.open(tenantId)

async function enter(open: () => Promise<World>): Promise<void> {
  world = await open()
  tables = new Map()
  for (const tenantId of [acme, other]) {
    for (const address of tenantTables(tenantId)) await world.tables.createTable(address)
    tables.set(tenantId, world.tables.open({ tenantId, definition: metricsTable }))
  }
}

function tableOf(tenantId: TenantId): TenantTable {
  const table = tables.get(tenantId)
  if (table === undefined) throw new Error(`no table of ${tenantId}`)
  return table
}

const open = (tenantId: TenantId = acme, table = tableOf(tenantId), files = artifacts(tenantId)): OverlayStore =>
  overlayStore(vocabularyRepository(table), files)

const meaning = (text: string): VocabularyContent =>
  vocabularyContentSchema.parse({ synonyms: { metrics: { revenue: [{ text, weight: 1 }] } } })

const change = (text: string, base: number) => ({
  content: meaning(text),
  base,
  changedBy: 'ann@acme.example',
  changedAt,
  reason: `we say ${text}`,
  restores: null,
})

async function keysOf(tenantId: TenantId): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of artifacts(tenantId).list('')) keys.push(key)
  return keys
}

describe.each([
  ['in memory', inMemory],
  ['on DynamoDB and S3', onAws],
])('%s', (_where, openWorld) => {
  beforeEach(() => enter(openWorld))
  afterEach(() => world.close())

  describe("the versions of a company's vocabulary", () => {
    it('are none at first', async () => {
      expect(await open().latest()).toBeNull()
      expect(await open().contentOf(null)).toBeNull()
    })

    it('keep who changed what, when and why, and are read as they were accepted', async () => {
      const store = open()
      const first = await store.accept(change('fees', 0))
      const second = await store.accept(change('takings', 1))
      expect(second).toMatchObject({ version: 2, changedBy: 'ann@acme.example', changedAt, reason: 'we say takings' })
      expect(await store.latest()).toEqual(second)
      expect(await store.contentOf(first)).toEqual(meaning('fees'))
      expect(await store.contentOf(second)).toEqual(meaning('takings'))
    })

    it('follow the file of the operator, which is as good as none from then on', async () => {
      const file = { hide: { metrics: ['nps'] } }
      await artifacts(acme).put('taxonomy/overlay.json', new TextEncoder().encode(JSON.stringify(file)))
      expect(await open().contentOf(null)).toEqual(file)
      await open().accept(change('fees', 0))
      expect(await open().contentOf(await open().latest())).toEqual(meaning('fees'))
    })

    it('are kept apart for each company', async () => {
      await open(acme).accept(change('fees', 0))
      expect(await open(other).latest()).toBeNull()
      expect(await keysOf(other)).toEqual([])
      await open(other).accept(change('fees', 0))
      expect((await open(acme).latest())?.version).toBe(1)
    })

    it('of the same content share one file', async () => {
      await open().accept(change('fees', 0))
      await open().accept(change('takings', 1))
      await open().accept(change('fees', 2))
      expect(await keysOf(acme)).toHaveLength(2)
    })
  })

  describe('two who accept at once', () => {
    it('do not overwrite each other: the second is told that there is a newer version', async () => {
      await open().accept(change('fees', 0))
      await expect(open().accept(change('takings', 0))).rejects.toThrow(VocabularyChangedError)
      expect(await open().contentOf(await open().latest())).toEqual(meaning('fees'))
    })

    it('get one number only once, also in the same moment', async () => {
      const results = await Promise.allSettled(
        ['fees', 'takings', 'income'].map((text) => open().accept(change(text, 0))),
      )
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
      const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
      expect(failures.every((error) => error instanceof VocabularyChangedError)).toBe(true)
      expect((await open().latest())?.version).toBe(1)
    })

    it('cannot begin from a version that does not exist yet', async () => {
      await expect(open().accept(change('fees', 3))).rejects.toThrow(VocabularyChangedError)
    })
  })

  describe('a crash while a version is accepted', () => {
    it('before the record is written leaves the version before in use, and the next try succeeds', async () => {
      await open().accept(change('fees', 0))
      const dying: TenantTable = { ...tableOf(acme), put: () => Promise.reject(new Error('the process was killed')) }
      await expect(open(acme, dying).accept(change('takings', 1))).rejects.toThrow('killed')
      expect(await keysOf(acme)).toHaveLength(2)
      expect(await open().contentOf(await open().latest())).toEqual(meaning('fees'))
      expect((await open().accept(change('takings', 1))).version).toBe(2)
      expect(await keysOf(acme)).toHaveLength(2)
    })

    it('before the content is written changes nothing', async () => {
      const dying: TenantArtifacts = {
        ...artifacts(acme),
        put: () => Promise.reject(new Error('the process was killed')),
      }
      await expect(open(acme, tableOf(acme), dying).accept(change('fees', 0))).rejects.toThrow('killed')
      expect(await open().latest()).toBeNull()
    })

    it('after the record is written, before anybody was told, shows as a conflict to whoever tries again', async () => {
      const { put } = tableOf(acme)
      const silent: TenantTable = {
        ...tableOf(acme),
        async put(item, condition) {
          await put(item, condition)
          throw new Error('the answer was lost')
        },
      }
      await expect(open(acme, silent).accept(change('fees', 0))).rejects.toThrow('lost')
      await expect(open().accept(change('fees', 0))).rejects.toThrow(VocabularyChangedError)
      expect((await open().latest())?.version).toBe(1)
    })
  })

  describe('a file that is not what was accepted', () => {
    async function damage(bytes: Uint8Array | null): Promise<void> {
      const [key = ''] = await keysOf(acme)
      if (bytes === null) await artifacts(acme).delete(key)
      else await artifacts(acme).put(key, bytes)
    }

    it.each([
      ['missing', null],
      ['cut off', new TextEncoder().encode('{"synonyms":')],
      ['changed', new TextEncoder().encode('{}')],
    ])('is noticed: %s', async (_how, bytes) => {
      const record = await open().accept(change('fees', 0))
      await damage(bytes)
      await expect(open().contentOf(record)).rejects.toThrow(DamagedVocabularyError)
    })

    it('is made good when the same content is accepted again', async () => {
      await open().accept(change('fees', 0))
      await damage(new TextEncoder().encode('{}'))
      const record = await open().accept(change('fees', 1))
      expect(await open().contentOf(record)).toEqual(meaning('fees'))
    })
  })

  describe('a record', () => {
    it('is never written twice under one number', async () => {
      const versions = vocabularyRepository(tableOf(acme))
      const record = { version: 1, changedBy: 'ann', changedAt, reason: null, restores: null, sha256: 'a'.repeat(64) }
      await versions.append(record)
      await expect(versions.append(record)).rejects.toThrow(ConditionFailedError)
    })

    it('is listed with the latest first, page by page', async () => {
      const store = open()
      for (let base = 0; base < 12; base += 1) await store.accept(change(`word ${base}`, base))
      const versions = vocabularyRepository(tableOf(acme))
      const first = await versions.list({ limit: 5 })
      expect(first.entries.map(({ version }) => version)).toEqual([12, 11, 10, 9, 8])
      const second = await versions.list({ limit: 5, cursor: first.cursor })
      expect(second.entries.map(({ version }) => version)).toEqual([7, 6, 5, 4, 3])
    })
  })
})

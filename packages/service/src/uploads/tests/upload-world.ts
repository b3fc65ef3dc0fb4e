import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ArtifactChangedError, type ArtifactStore, type TableStore, type TenantTable } from '@salestalk/engine'
import { type FixedClock, fixedClock, inMemoryTables, sequentialIds } from '@salestalk/engine/fakes'
import { type DatasetModel, type DatasetProfile, tenantIdSchema, type Upload } from '@salestalk/protocol'
import { folderArtifacts } from '../../adapters/embedded/folder-artifacts.ts'
import { problemOf } from '../../http/error-table.ts'
import { ingestFile, spoolUpload } from '../../ingest/index.ts'
import { pendingItems } from '../../storage/outbox.ts'
import { openTenantStorage, type TenantStorage } from '../../storage/storage.ts'
import { tenantTables } from '../../storage/tables.ts'
import type { UploadLimits } from '../context.ts'
import { openUploads, type Uploads } from '../open-uploads.ts'
import type { CreatedObject, JobQueue, UploadJob, UploadOwner } from '../ports.ts'

export const acme = tenantIdSchema.parse('acme')
export const other = tenantIdSchema.parse('other')
export const ann: UploadOwner = { tenantId: acme, userId: 'ann' }
export const salesCsv = 'Day,Shop,Amount\n2025-01-05,Oslo,20\n2025-01-06,Bergen,7.5\n2025-01-07,Oslo,2\n'

/** Called before each write to the stores, and before a file is read; may throw, or never resolve. */
export type Fault = (operation: string) => Promise<void>

/** A process of the service on the stores of the world. */
export interface UploadProcess {
  readonly uploads: Uploads
  readonly queue: UploadJob[]
  /** Does what is queued, one job after another; time passes for those that were put off. */
  work(): Promise<void>
  send(csv?: string, fileName?: string): Promise<Upload>
}

/** Two companies on stores that outlive the processes working on them. */
export interface UploadWorld {
  readonly clock: FixedClock
  readonly storage: TenantStorage
  readonly warnings: unknown[]
  readonly suspended: Set<string>
  start(options?: { readonly fault?: Fault; readonly limits?: Partial<UploadLimits> }): UploadProcess
  /** What a browser does with a presigned target; gives what the store says of it. */
  put(url: string, body: string): Promise<CreatedObject>
  rows(dataset: string): Promise<number>
  /** Ids of the events that say data was taken in. */
  events(): Promise<string[]>
  /** Files of uploads in the store, with their keys, and files in work. */
  files(): Promise<string[]>
  close(): Promise<void>
}

export interface UploadWorldOptions {
  /** Instead of a folder that behaves as S3 does. */
  readonly artifacts?: ArtifactStore
  /** Instead of a list in memory. */
  readonly jobs?: JobQueue
}

export async function uploadWorld(options: UploadWorldOptions = {}): Promise<UploadWorld> {
  const folder = await mkdtemp(path.join(tmpdir(), 'upload-test-'))
  const clock = fixedClock()
  const ids = sequentialIds()
  const tables = inMemoryTables(clock)
  for (const tenantId of [acme, other]) for (const address of tenantTables(tenantId)) await tables.createTable(address)
  const artifacts = options.artifacts ?? presigningArtifacts(folderArtifacts(path.join(folder, 'data'), clock))
  const storage = openTenantStorage(tables, acme, clock)
  const warnings: unknown[] = []
  const suspended = new Set<string>()
  const note = (content: unknown) => {
    warnings.push(content)
  }

  function start({ fault = async () => undefined, limits = {} }: Parameters<UploadWorld['start']>[0] = {}) {
    const queue: UploadJob[] = []
    const delays = new Map<UploadJob, number>()
    const own = { tables: faultyTables(tables, fault), artifacts: faultyArtifacts(artifacts, fault) }
    const workFolder = path.join(folder, 'work')
    const uploads = openUploads({
      storage: (tenantId) => openTenantStorage(own.tables, tenantId, clock),
      artifacts: own.artifacts,
      ingest: (request) => ingestFile(request, { ...own, clock, ids, workFolder, proposeModel: plainModel }),
      spool: (body, options) => spoolUpload(body, { ...options, workFolder }),
      jobs: options.jobs ?? {
        async enqueue(job, delay = 0) {
          queue.push(job)
          delays.set(job, delay)
        },
      },
      isActive: async (tenantId) => !suspended.has(tenantId),
      describeProblem: problemOf,
      clock,
      ids,
      // Nothing beats by itself: whoever wants time to pass lets it.
      timer: () => () => undefined,
      logger: { info: () => undefined, warn: note, error: note },
      limits,
    })
    const process: UploadProcess = {
      uploads,
      queue,
      async work() {
        for (;;) {
          const job = queue.shift()
          if (job === undefined) return
          clock.advance(delays.get(job) ?? 0)
          await uploads.runJob(job)
        }
      },
      send: (csv = salesCsv, fileName = 'sales.csv') => uploads.receive(ann, fileOf(csv, fileName)),
    }
    return process
  }

  return {
    clock,
    storage,
    warnings,
    suspended,
    start,
    async put(url, body) {
      const key = new URL(url).pathname.slice(1)
      const [, tenantId = '', rest = ''] = /^tenant-([a-z]+)\/(.*)$/.exec(key) ?? []
      const { bytes } = await artifacts.open(tenantIdSchema.parse(tenantId)).put(rest, Buffer.from(body))
      return { key, bytes, revision: `"${revisionOf(Buffer.from(body))}"` }
    },
    async rows(dataset) {
      const segments = (await storage.datasets.get(dataset))?.segments ?? []
      for (const { key } of segments) await artifacts.open(acme).get(key)
      return segments.reduce((sum, { rows }) => sum + rows, 0)
    },
    async events() {
      const found: string[] = []
      for await (const { outbox } of pendingItems(storage.metricsTable)) {
        if (Array.isArray(outbox)) found.push(...outbox.map(({ eventId }: { eventId: string }) => eventId))
      }
      return found
    },
    async files() {
      const found: string[] = []
      for await (const { key } of artifacts.open(acme).list('uploads/')) found.push(key)
      const work = await readdir(path.join(folder, 'work'), { recursive: true, withFileTypes: true }).catch(() => [])
      return [...found, ...work.filter((entry) => entry.isFile()).map(({ name }) => name)]
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

export function fileOf(csv: string, fileName = 'sales.csv', expectedBytes: number | null = Buffer.byteLength(csv)) {
  async function* body() {
    yield Buffer.from(csv)
  }
  return { fileName, dataset: null, body: body(), expectedBytes }
}

/** A store as S3 is: with revisions, and targets that a browser can put a file to. */
function presigningArtifacts(store: ArtifactStore): ArtifactStore {
  return {
    open(tenantId) {
      const own = store.open(tenantId)
      const info = async (key: string) => {
        const body = await own.get(key).catch(() => null)
        return body === null ? null : { key, bytes: body.length, revision: revisionOf(body) }
      }
      return {
        ...own,
        info,
        async presignUpload(key, { contentType }) {
          const headers = { 'content-type': contentType }
          return { url: `https://store.example/${own.prefix}${key}`, method: 'PUT' as const, headers }
        },
        async *stream(key, condition) {
          if (condition?.ifRevision !== undefined && (await info(key))?.revision !== condition.ifRevision) {
            throw new ArtifactChangedError(key)
          }
          yield* own.stream(key)
        },
      }
    },
  }
}

function revisionOf(body: Uint8Array): string {
  return createHash('md5').update(body).digest('hex')
}

function faultyTables(store: TableStore, fault: Fault): TableStore {
  return {
    open(address) {
      const table = store.open(address)
      const checked = <K extends 'put' | 'update' | 'delete'>(name: K) =>
        (async (...parameters: Parameters<TenantTable[K]>) => {
          await fault(`${address.definition.name} ${name} ${parameters[0].pk}`)
          return await (table[name] as (...all: typeof parameters) => Promise<unknown>)(...parameters)
        }) as TenantTable[K]
      return { ...table, put: checked('put'), update: checked('update'), delete: checked('delete') }
    },
  }
}

function faultyArtifacts(store: ArtifactStore, fault: Fault): ArtifactStore {
  return {
    open(tenantId) {
      const own = store.open(tenantId)
      return {
        ...own,
        async put(key, body) {
          await fault(`put ${key}`)
          return await own.put(key, body)
        },
        async putFile(key, write) {
          await fault(`putFile ${key}`)
          return await own.putFile(key, write)
        },
        async *stream(key, condition) {
          await fault(`stream ${key}`)
          yield* own.stream(key, condition)
        },
        async delete(key) {
          await fault(`delete ${key}`)
          await own.delete(key)
        },
      }
    },
  }
}

function plainModel(profile: DatasetProfile, dataset: string): DatasetModel {
  const columns = profile.columns.map(({ key, name, type }) => ({ key, name, type, role: 'ignored' as const }))
  const record = { singular: 'row', plural: 'rows' }
  const empty = { timeColumn: null, dimensions: [], metrics: [], assumptions: [] }
  return { dataset, label: dataset, version: 1, layout: 'wide', record, columns, ...empty }
}

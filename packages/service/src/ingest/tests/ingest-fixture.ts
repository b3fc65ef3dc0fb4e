import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fixedClock, inMemoryTables, sequentialIds } from '@salestalk/engine/fakes'
import { type DatasetModel, type DatasetProfile, type IngestReport, tenantIdSchema } from '@salestalk/protocol'
import { folderArtifacts } from '../../adapters/embedded/folder-artifacts.ts'
import { openTenantStorage, type TenantStorage } from '../../storage/storage.ts'
import { tenantTables } from '../../storage/tables.ts'
import { IngestError } from '../errors.ts'
import { ingestFile } from '../ingest-file.ts'
import type { IngestDependencies, IngestRequest } from '../ingestion.ts'
import { defaultLimits } from '../limits.ts'
import { literal, openWorkbench, type Value } from '../workbench.ts'

export const acme = tenantIdSchema.parse('acme')

/** A tenant on in-memory tables and a temporary folder, for tests: takes in files made of text and reads back what was stored. */
export interface IngestFixture {
  readonly folder: string
  readonly dependencies: IngestDependencies
  readonly storage: TenantStorage
  file(name: string, content: string | Uint8Array): Promise<string>
  ingest(name: string, content: string | Uint8Array, request?: Partial<IngestRequest>): Promise<IngestReport>
  /** The error of an ingest that must fail. */
  failure(name: string, content: string | Uint8Array, request?: Partial<IngestRequest>): Promise<IngestError>
  /** Rows of SQL over `facts`, the live segments of a dataset. */
  query(dataset: string, sql: string): Promise<readonly (readonly Value[])[]>
  /** Files below the tenant's folder and the work folder. */
  files(): Promise<string[]>
  close(): Promise<void>
}

export async function ingestFixture(changes: Partial<IngestDependencies> = {}): Promise<IngestFixture> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ingest-test-'))
  const clock = fixedClock()
  const tables = inMemoryTables(clock)
  for (const address of tenantTables(acme)) await tables.createTable(address)
  const dependencies: IngestDependencies = {
    tables,
    artifacts: folderArtifacts(path.join(folder, 'data'), clock),
    clock,
    ids: sequentialIds(),
    workFolder: path.join(folder, 'work'),
    proposeModel: plainModel,
    ...changes,
  }
  const storage = openTenantStorage(tables, acme, clock)
  const file = async (name: string, content: string | Uint8Array) => {
    const target = path.join(folder, name)
    await writeFile(target, content)
    return target
  }
  const ingest: IngestFixture['ingest'] = async (name, content, request = {}) =>
    await ingestFile({ tenantId: acme, path: await file(name, content), ...request }, dependencies)
  return {
    folder,
    dependencies,
    storage,
    file,
    ingest,
    async failure(name, content, request) {
      const outcome: unknown = await ingest(name, content, request).catch((error: unknown) => error)
      if (outcome instanceof IngestError) return outcome
      throw new Error(
        `Expected an IngestError, got ${outcome instanceof Error ? outcome.stack : JSON.stringify(outcome)}`,
      )
    },
    async query(dataset, sql) {
      const manifest = await storage.datasets.get(dataset)
      const artifacts = dependencies.artifacts.open(acme)
      const paths = await Promise.all((manifest?.segments ?? []).map(({ key }) => artifacts.localPath(key)))
      const workbench = await openWorkbench(path.join(folder, 'query'), defaultLimits)
      try {
        const source = `read_parquet([${paths.map(literal).join(', ')}], union_by_name = true)`
        return await workbench.rows(sql.replaceAll('facts', source))
      } finally {
        await workbench.close()
      }
    },
    async files() {
      const found: string[] = []
      for (const part of ['data', 'work']) {
        const entries = await readdir(path.join(folder, part), { recursive: true, withFileTypes: true }).catch(() => [])
        found.push(...entries.filter((entry) => entry.isFile()).map(({ name }) => name))
      }
      return found
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

/** A model that only repeats the columns: what they mean is none of the reading's business. */
function plainModel(profile: DatasetProfile, dataset: string): DatasetModel {
  const time = profile.columns.find(({ type }) => type === 'date' || type === 'timestamp')?.key ?? null
  const columns = profile.columns.map(({ key, name, type }) => ({
    key,
    name,
    type,
    role: key === time ? ('time' as const) : type === 'text' ? ('dimension' as const) : ('ignored' as const),
  }))
  return {
    dataset,
    label: dataset,
    version: 1,
    layout: 'wide',
    record: { singular: 'row', plural: 'rows' },
    columns,
    timeColumn: time,
    dimensions: [],
    metrics: [],
    assumptions: [],
  }
}

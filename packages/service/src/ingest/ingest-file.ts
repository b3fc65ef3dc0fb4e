import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { ArtifactStore, Clock, Ids, TableStore, Taxonomy } from '@salestalk/engine'
import type {
  Batch,
  DatasetModel,
  DatasetProfile,
  IngestMode,
  IngestPreview,
  IngestProgress,
  IngestReport,
  TenantId,
} from '@salestalk/protocol'
import type { StoredManifest } from '../storage/dataset-repository.ts'
import { openTenantStorage } from '../storage/storage.ts'
import { adaptToDataset, extendedModel } from './adapt-to-dataset.ts'
import { checkModel, withUniqueMetrics } from './check-model.ts'
import { commitBatch } from './commit-batch.ts'
import { datasetNameOf, requireDatasetName } from './dataset-name.ts'
import { IngestError, knownTrouble, throwIfCancelled } from './errors.ts'
import { type FileInspection, inspectFile } from './formats/inspect-file.ts'
import { defaultLimits, type IngestLimits } from './limits.ts'
import { type ReadingOptions, readingOptionsSchema } from './options.ts'
import { sampleRows } from './profile-segment.ts'
import { type FileContent, readFile } from './read-file.ts'
import { collectRejectedRows, type RejectedRows } from './rejected-rows.ts'
import { workFolderFor } from './work-folders.ts'
import { openWorkbench, type Workbench } from './workbench.ts'

export interface IngestDependencies {
  readonly tables: TableStore
  readonly artifacts: ArtifactStore
  readonly clock: Clock
  readonly ids: Ids
  /** Where files are worked on; emptied by `cleanLeftovers` after a crash. */
  readonly workFolder: string
  /** What the columns of a file mean, from names, types and contents. */
  readonly proposeModel: (profile: DatasetProfile, dataset: string) => DatasetModel
  /** Tells files of (metric, period, value) rows; without it no file is taken for one. */
  readonly taxonomy?: Taxonomy
  readonly limits?: IngestLimits
}

export interface IngestRequest {
  readonly tenantId: TenantId
  /** A file on the local disk; the name people know it by may differ. */
  readonly path: string
  readonly fileName?: string
  /** Default: from the file's name. */
  readonly dataset?: string
  readonly mode?: IngestMode
  readonly dryRun?: boolean
  readonly model?: DatasetModel
  readonly readingOptions?: ReadingOptions
  readonly source?: 'csv_upload' | 'api' | 'integration'
  readonly uploadId?: string
  readonly userId?: string
  readonly correlationId?: string
  readonly onProgress?: (progress: IngestProgress) => void
  readonly signal?: AbortSignal
}

/** All that is needed while one file is taken in. */
export interface Ingestion {
  readonly request: IngestRequest
  readonly dependencies: IngestDependencies
  readonly limits: IngestLimits
  readonly batchId: string
  readonly dataset: string
  readonly fileName: string
  readonly mode: IngestMode
  readonly startedAt: Date
  readonly workbench: Workbench
  readonly rejected: RejectedRows
  readonly report: (stage: IngestProgress['stage'], bytesDone: number, rowsDone: number) => void
}

/**
 * Takes a file into a dataset: reads all of it, decides what its columns hold and mean, and makes its rows visible by one write, or
 * shows all that and writes nothing (`dryRun`). The same content again changes nothing (`unchanged`). Throws IngestError; whatever
 * happens, nothing half done stays.
 */
export async function ingestFile(request: IngestRequest, dependencies: IngestDependencies): Promise<IngestReport> {
  const limits = dependencies.limits ?? defaultLimits
  const { signal } = request
  const fileName = request.fileName ?? path.basename(request.path)
  const dataset = request.dataset === undefined ? datasetNameOf(fileName) : requireDatasetName(request.dataset)
  const batchId = dependencies.ids.next()
  const startedAt = dependencies.clock.now()
  const report = progressReporter(request, batchId, await sizeOf(request.path))
  const begun = performance.now()
  let workbench: Workbench | null = null
  let rejected: RejectedRows | null = null
  try {
    throwIfCancelled(signal)
    checkOptions(request.readingOptions)
    const file = await inspectFile(request.path, fileName, limits, (done) => report('reading', done, 0), signal)
    workbench = await openWorkbench(workFolderFor(dependencies.workFolder, batchId), limits, signal)
    rejected = collectRejectedRows(workbench.path('rejected.ndjson'), limits)
    const shared = { request, dependencies, limits, batchId, dataset, fileName, startedAt, workbench, rejected, report }
    const done = await takeIn({ ...shared, mode: request.mode ?? 'append' }, file)
    report('done', file.bytes, done.preview.profile.rows)
    return { ...done, milliseconds: performance.now() - begun }
  } catch (error) {
    const known = knownTrouble(error, signal)
    report(known instanceof IngestError && known.code === 'cancelled' ? 'cancelled' : 'failed', 0, 0)
    throw known
  } finally {
    rejected?.close()
    await workbench?.close()
  }
}

async function takeIn(ingestion: Ingestion, file: FileInspection): Promise<Omit<IngestReport, 'milliseconds'>> {
  const { request, dependencies, dataset, limits, workbench, rejected, report } = ingestion
  const { datasets } = openTenantStorage(dependencies.tables, request.tenantId, dependencies.clock)
  const existing = await datasets.get(dataset)
  const grown = ingestion.mode === 'append' && existing !== null && existing.segments.length > 0 ? existing : null
  const content = await readFile({
    file,
    workbench,
    rejected,
    limits,
    options: request.readingOptions ?? {},
    signal: request.signal,
    onRows: (rows) => report('reading', file.bytes, rows),
    onStage: (stage, rows) => report(stage, file.bytes, rows),
    existing: grown?.model ?? null,
    taxonomy: dependencies.taxonomy ?? null,
    adapt: (plans) => (grown === null ? plans : adaptToDataset(plans, grown.model, file.fileName)),
  })
  const model = await modelFor(ingestion, content, grown ?? existing)
  const preview = await previewOf(ingestion, content, model)
  if (request.dryRun) return { kind: 'dry_run', batch: null, preview }
  const batch = batchOf(ingestion, file, content)
  const saved = await commitBatch(ingestion, { batch, content, model, existing, preview })
  return saved === null ? { kind: 'ingested', batch, preview } : { kind: 'unchanged', batch: saved, preview }
}

/** The model given by a person, or the dataset's own where its columns go on, or one proposed from the contents. */
async function modelFor(
  ingestion: Ingestion,
  content: FileContent,
  existing: StoredManifest | null,
): Promise<DatasetModel> {
  const { request, dependencies, dataset } = ingestion
  const { datasets } = openTenantStorage(dependencies.tables, request.tenantId, dependencies.clock)
  const others = (await datasets.list()).filter((one) => one.dataset !== dataset).map(({ model }) => model)
  const version = existing === null ? 1 : existing.model.version + 1
  if (request.model) {
    const checked = withUniqueMetrics(checkModel(request.model, content.profile, dataset), others)
    return { ...checked, version }
  }
  const proposed = withUniqueMetrics(dependencies.proposeModel(content.profile, dataset), others)
  if (existing === null) return { ...proposed, version }
  return goesOn(existing.model, content.profile)
    ? extendedModel(existing.model, content.profile, proposed)
    : { ...proposed, version }
}

/** Whether every column a model speaks of is there again, in a type it can be read as. */
function goesOn(model: DatasetModel, profile: DatasetProfile): boolean {
  const types = new Map(profile.columns.map(({ key, type }) => [key, type]))
  const family = { text: 't', boolean: 'b', integer: 'n', decimal: 'n', date: 'd', timestamp: 'd' } as const
  return model.columns.every(({ key, type }) => {
    const found = types.get(key)
    return found !== undefined && family[found] === family[type]
  })
}

async function previewOf(ingestion: Ingestion, content: FileContent, model: DatasetModel): Promise<IngestPreview> {
  const { dataset, fileName, limits, workbench, rejected } = ingestion
  const { staged, plans, segment, profile, rowsRead } = content
  const noTime = model.timeColumn === null && timeless(profile)
  return {
    dataset,
    fileName,
    reading: staged.reading,
    profile,
    model,
    questions: noTime ? [...content.questions, noTimeQuestion] : [...content.questions],
    rowsRead,
    rowsRejected: rejected.count(),
    rejected: [...rejected.first()],
    warnings: [...content.warnings],
    sample: await sampleRows(segment, plans, limits.sampleRows, workbench),
  }
}

function timeless(profile: DatasetProfile): boolean {
  return profile.columns.every(({ type }) => type !== 'date' && type !== 'timestamp')
}

const noTimeQuestion: IngestPreview['questions'][number] = {
  code: 'no_time_column',
  column: null,
  question: 'No column holds dates. Is there a date the rows belong to?',
  assumption: 'Questions about time cannot be answered from this dataset',
  options: [],
}

function batchOf(ingestion: Ingestion, file: FileInspection, { timeSpans, segment }: FileContent): Batch {
  const spans = Object.values(timeSpans)
  const starts = spans.map(({ start }) => start).sort()
  const ends = spans.map(({ end }) => end).sort()
  return {
    batchId: ingestion.batchId,
    dataset: ingestion.dataset,
    fileName: ingestion.fileName,
    contentHash: file.contentHash,
    mode: ingestion.mode,
    status: 'live',
    rows: segment.rows,
    rejected: ingestion.rejected.count(),
    bytes: file.bytes,
    start: starts[0] ?? null,
    end: ends.at(-1) ?? null,
    createdAt: ingestion.startedAt.toISOString(),
  }
}

function checkOptions(options: ReadingOptions | undefined): void {
  const parsed = readingOptionsSchema.safeParse(options ?? {})
  if (parsed.success) return
  const issue = parsed.error.issues[0]
  const text = `The reading option ${issue?.path.join('.') || ''} is not valid: ${issue?.message ?? ''}`
  throw new IngestError('invalid_option', text, {}, { cause: parsed.error })
}

async function sizeOf(file: string): Promise<number | null> {
  return await stat(file).then(
    ({ size }) => size,
    () => null,
  )
}

function progressReporter(request: IngestRequest, batchId: string, bytesTotal: number | null): Ingestion['report'] {
  const uploadId = request.uploadId ?? batchId
  return (stage, bytesDone, rowsDone) =>
    request.onProgress?.({ uploadId, stage, bytesDone, bytesTotal, rowsDone, message: null })
}

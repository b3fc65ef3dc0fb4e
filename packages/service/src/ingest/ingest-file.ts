import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { Batch, IngestReport } from '@salestalk/protocol'
import { openTenantStorage } from '../storage/storage.ts'
import { adaptToDataset } from './adapt-to-dataset.ts'
import { commitBatch } from './commit-batch.ts'
import { datasetNameOf, requireDatasetName } from './dataset-name.ts'
import { IngestError, knownTrouble, throwIfCancelled } from './errors.ts'
import { type FileInspection, inspectFile } from './formats/inspect-file.ts'
import type { IngestDependencies, Ingestion, IngestRequest } from './ingestion.ts'
import { defaultLimits } from './limits.ts'
import { modelFor } from './model-for-file.ts'
import { type ReadingOptions, readingOptionsSchema } from './options.ts'
import { previewOf } from './preview.ts'
import { type FileContent, readFile } from './read-file.ts'
import { collectRejectedRows, type RejectedRows } from './rejected-rows.ts'
import { overlapWarning } from './warn-overlap.ts'
import { workFolderFor } from './work-folders.ts'
import { openWorkbench, type Workbench } from './workbench.ts'

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
  const batchId = request.batchId ?? dependencies.ids.next()
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
  const overlap = await overlapWarning(ingestion, content, file.contentHash, datasets)
  const model = await modelFor(ingestion, content, grown ?? existing)
  const preview = await previewOf(ingestion, content, model, overlap === null ? [] : [overlap])
  if (request.dryRun) return { kind: 'dry_run', batch: null, preview }
  const batch = batchOf(ingestion, file, content)
  const saved = await commitBatch(ingestion, { batch, content, model, existing, preview })
  return saved === null ? { kind: 'ingested', batch, preview } : { kind: 'unchanged', batch: saved, preview }
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
    firstDay: starts[0] ?? null,
    lastDay: ends.at(-1) ?? null,
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

import { ConditionFailedError, type TenantArtifacts } from '@salestalk/engine'
import { type Batch, createEvent, type DatasetModel, type DomainEvent, type IngestPreview } from '@salestalk/protocol'
import type { DatasetManifest, DatasetRepository, Segment, StoredManifest } from '../storage/dataset-repository.ts'
import { openTenantStorage } from '../storage/storage.ts'
import { adaptToDataset } from './adapt-to-dataset.ts'
import { rejectedKey, segmentKey } from './batch-keys.ts'
import { IngestError, throwIfCancelled } from './errors.ts'
import type { Ingestion } from './ingestion.ts'
import { moveFile } from './move-file.ts'
import type { FileContent } from './read-file.ts'
import { sampleMetrics } from './sample-metrics.ts'

interface Commit {
  readonly batch: Batch
  readonly content: FileContent
  readonly model: DatasetModel
  /** The manifest the file was read against, null when there was none. */
  readonly existing: StoredManifest | null
  readonly preview: IngestPreview
}

const attempts = 20

/**
 * Stores the files of a batch, then makes it visible by one conditional write of the manifest that carries its event. Until then no
 * question sees it; when it is refused the files are removed. A power cut before that write, or a write whose answer never came, leaves a
 * segment and a note of a batch that perhaps no manifest names: neither is then listed, counted or undone, and the same file can be taken
 * in again. Returns the live batch with the same content, if there is one, instead.
 */
export async function commitBatch(ingestion: Ingestion, commit: Commit): Promise<Batch | null> {
  const { dependencies, request, dataset, batchId } = ingestion
  const { datasets } = openTenantStorage(dependencies.tables, request.tenantId, dependencies.clock)
  const artifacts = dependencies.artifacts.open(request.tenantId)
  const same = await sameContent(datasets, ingestion, commit)
  if (same !== null) return same
  ingestion.report('committing', commit.batch.bytes, commit.batch.rows)
  const keys = [segmentKey(dataset, batchId), rejectedKey(dataset, batchId)]
  const removeFiles = async (): Promise<void> => {
    for (const key of keys) await artifacts.delete(key)
  }
  const { segment, event } = await store(ingestion, commit, datasets, artifacts).catch(async (error: unknown) => {
    await removeFiles()
    throw error
  })
  const outcome = await makeVisible(datasets, ingestion, commit, segment, event).catch(async (error: unknown) => {
    // Any other error leaves open whether the write took effect, and a manifest must never name a file that is gone.
    if (error instanceof IngestError) await removeFiles()
    throw error
  })
  if (outcome.same !== null) {
    await removeFiles()
    return await datasets.getBatch(dataset, outcome.same.batchId)
  }
  if (ingestion.mode === 'replace' && outcome.before !== null) {
    await markReplaced(datasets, outcome.before)
    await removeRetired(outcome.before, artifacts)
  }
  return null
}

async function store(
  ingestion: Ingestion,
  commit: Commit,
  datasets: DatasetRepository,
  artifacts: TenantArtifacts,
): Promise<{ segment: Segment; event: DomainEvent }> {
  // Storing moves the segment out of the work folder, so what is computed from it comes first.
  const event = await eventOf(ingestion, commit)
  const bytes = await storeFiles(ingestion, commit, artifacts)
  throwIfCancelled(ingestion.request.signal)
  await datasets.putBatch(commit.batch)
  return { segment: segmentOf(ingestion, commit, bytes), event }
}

async function sameContent(
  datasets: DatasetRepository,
  ingestion: Ingestion,
  { batch, model }: Commit,
): Promise<Batch | null> {
  const manifest = await datasets.get(ingestion.dataset)
  const live = manifest?.segments.find(({ contentHash }) => contentHash === batch.contentHash)
  if (!manifest || !live || (ingestion.mode === 'replace' && manifest.segments.length > 1)) return null
  if (ingestion.request.model) {
    // The same rows with an edited model: only the model changes.
    await datasets.save({ ...manifest, model, updatedAt: ingestion.startedAt.toISOString() }, manifest.version, [])
  }
  return (await datasets.getBatch(ingestion.dataset, live.batchId)) ?? { ...batch, batchId: live.batchId }
}

async function storeFiles(ingestion: Ingestion, { content }: Commit, artifacts: TenantArtifacts): Promise<number> {
  const { dataset, batchId, rejected } = ingestion
  const stored = await artifacts.putFile(segmentKey(dataset, batchId), (to) => moveFile(content.segment.path, to))
  rejected.close()
  if (rejected.count() > 0) await artifacts.putFile(rejectedKey(dataset, batchId), (to) => moveFile(rejected.path, to))
  return stored.bytes
}

function segmentOf({ dataset, batchId }: Ingestion, { batch, content }: Commit, bytes: number): Segment {
  const { rows, contentHash } = batch
  return {
    batchId,
    key: segmentKey(dataset, batchId),
    contentHash,
    rows,
    bytes,
    timeSpans: content.timeSpans,
  }
}

/** `before`: the manifest as it was. `same`: the segment with the same content that somebody else made visible first. */
interface Outcome {
  readonly before: StoredManifest | null
  readonly same: Segment | null
}

/**
 * The one write. Appending tries again when somebody else was faster, replacing does not. A write that is refused for having taken effect
 * already, because its first answer was lost, is found by its own batch.
 */
async function makeVisible(
  datasets: DatasetRepository,
  ingestion: Ingestion,
  commit: Commit,
  segment: Segment,
  event: DomainEvent,
): Promise<Outcome> {
  let replaced: StoredManifest | null = null
  for (let attempt = 1; ; attempt += 1) {
    const before = await datasets.get(ingestion.dataset)
    if (before?.segments.some(({ batchId }) => batchId === segment.batchId)) return { before: replaced, same: null }
    if (attempt > attempts) throw busy(ingestion)
    const same = before?.segments.find(({ contentHash }) => contentHash === segment.contentHash) ?? null
    if (same !== null && ingestion.mode === 'append') return { before, same }
    requireSameBasis(before, ingestion, commit)
    try {
      await datasets.save(nextManifest(before, ingestion, commit, segment), before?.version ?? null, [event])
      return { before, same: null }
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error
      replaced = before
    }
  }
}

/** Others may have changed the dataset since the file was read: rows can still be appended if its columns are as they were. */
function requireSameBasis(current: StoredManifest | null, ingestion: Ingestion, { existing, content }: Commit): void {
  const basis = (manifest: StoredManifest | null) =>
    JSON.stringify([manifest?.model.version, manifest?.segments.map(({ batchId }) => batchId)])
  if (basis(current) === basis(existing) || current === null || current.segments.length === 0) return
  if (ingestion.mode === 'replace') throw busy(ingestion)
  const types = new Map(content.profile.columns.map(({ key, type }) => [key, type]))
  const adapted = adaptToDataset(content.plans, current.model, ingestion.fileName)
  const differs = adapted.some(({ wanted, column }) => wanted !== null && !isReadableAs(types.get(column.key), wanted))
  if (differs) throw busy(ingestion)
}

function isReadableAs(type: string | undefined, wanted: string): boolean {
  return type === wanted || (type === 'integer' && wanted === 'decimal') || (type === 'date' && wanted === 'timestamp')
}

function busy({ dataset, fileName }: Ingestion, cause?: unknown): IngestError {
  const text = `Somebody else changed the dataset "${dataset}" while ${fileName} was read: look at it and upload the file again`
  return new IngestError('dataset_busy', text, { fileName }, { cause })
}

function nextManifest(
  current: StoredManifest | null,
  ingestion: Ingestion,
  { model, existing }: Commit,
  segment: Segment,
): DatasetManifest {
  const now = ingestion.startedAt.toISOString()
  const { dataset } = ingestion
  if (current === null) return { dataset, model, segments: [segment], retired: null, createdAt: now, updatedAt: now }
  // A model edited or widened by others meanwhile is newer than the one made from the file.
  const isOurs = current.model.version === (existing?.model.version ?? 0)
  const next = { ...current, model: isOurs ? model : merged(current.model, model), updatedAt: now }
  if (ingestion.mode === 'append') return { ...next, segments: [...current.segments, segment] }
  const retired = { replacedBy: ingestion.batchId, model: current.model, segments: current.segments }
  return {
    ...next,
    model,
    segments: [segment],
    retired: current.segments.length > 0 ? retired : (current.retired ?? null),
  }
}

function merged(current: DatasetModel, ours: DatasetModel): DatasetModel {
  const known = new Set(current.columns.map(({ key }) => key))
  const added = ours.columns.filter(({ key }) => !known.has(key))
  return added.length === 0
    ? current
    : { ...current, version: current.version + 1, columns: [...current.columns, ...added] }
}

async function markReplaced(datasets: DatasetRepository, { dataset, segments }: StoredManifest): Promise<void> {
  for (const { batchId } of segments) {
    const batch = await datasets.getBatch(dataset, batchId)
    if (batch !== null) await datasets.putBatch({ ...batch, status: 'replaced' })
  }
}

/** Segments replaced twice cannot come back: their files go. */
async function removeRetired(replaced: StoredManifest, artifacts: TenantArtifacts): Promise<void> {
  const live = new Set(replaced.segments.map(({ key }) => key))
  const gone = replaced.retired?.segments.filter(({ key }) => !live.has(key)) ?? []
  for (const { key } of gone) await artifacts.delete(key)
}

async function eventOf(ingestion: Ingestion, { batch, model, content, preview }: Commit) {
  const { request, dependencies, fileName, startedAt } = ingestion
  const now = dependencies.clock.now()
  return createEvent(
    'metrics.ingested.v1',
    {
      source: 'metrics-handler',
      tenantId: request.tenantId,
      ...(request.userId === undefined ? {} : { userId: request.userId }),
      metadata: { correlationId: request.correlationId ?? dependencies.ids.next() },
      data: {
        batchId: batch.batchId,
        source: request.source ?? 'csv_upload',
        fileName,
        recordCount: batch.rows,
        metricsIngested: await sampleMetrics(model, content, ingestion.workbench),
        validationResults: { valid: batch.rows, invalid: batch.rejected, warnings: preview.warnings.length },
        processingTimeMs: Math.max(0, now.getTime() - startedAt.getTime()),
      },
    },
    { eventId: dependencies.ids.next(), timestamp: now },
  )
}

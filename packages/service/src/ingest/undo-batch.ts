import { ConditionFailedError } from '@salestalk/engine'
import type { Batch, TenantId } from '@salestalk/protocol'
import type { DatasetManifest, StoredManifest } from '../storage/dataset-repository.ts'
import { openTenantStorage } from '../storage/storage.ts'
import { IngestError } from './errors.ts'
import type { IngestDependencies } from './ingestion.ts'
import { noRowsEvent } from './no-rows-event.ts'

export interface UndoRequest {
  readonly tenantId: TenantId
  readonly dataset: string
  readonly batchId: string
  readonly userId?: string
  readonly correlationId?: string
}

const attempts = 20

/**
 * Takes a batch out again by one conditional write; undoing a replacement brings back what it replaced, as long as nothing was
 * replaced after it. Its file stays, so that answers given from it can be explained. IngestError `unknown_batch`,
 * `batch_not_undoable`, `dataset_busy`.
 */
export async function undoBatch(
  request: UndoRequest,
  dependencies: Pick<IngestDependencies, 'tables' | 'clock' | 'ids'>,
): Promise<Batch> {
  const { dataset, batchId } = request
  const { datasets } = openTenantStorage(dependencies.tables, request.tenantId, dependencies.clock)
  const batch = await datasets.getBatch(dataset, batchId)
  if (batch === null)
    throw new IngestError('unknown_batch', `The dataset "${dataset}" has no batch ${batchId}: list its batches`)
  for (let attempt = 1; ; attempt += 1) {
    const manifest = await datasets.get(dataset)
    const next = withoutBatch(manifest, batchId)
    if (manifest === null || next === null) {
      const text = `The batch ${batchId} of "${dataset}" is not live: it was undone or replaced before`
      throw new IngestError('batch_not_undoable', text)
    }
    try {
      const now = dependencies.clock.now()
      await datasets.save({ ...next, updatedAt: now.toISOString() }, manifest.version, [
        undoneEvent(request, batch, dependencies, now),
      ])
      break
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error
      if (attempt < attempts) continue
      throw new IngestError(
        'dataset_busy',
        `The dataset "${dataset}" keeps changing: try again in a moment`,
        {},
        { cause: error },
      )
    }
  }
  const undone: Batch = { ...batch, status: 'undone' }
  await datasets.putBatch(undone)
  return undone
}

function withoutBatch(manifest: StoredManifest | null, batchId: string): DatasetManifest | null {
  if (!manifest?.segments.some((segment) => segment.batchId === batchId)) return null
  const rest = manifest.segments.filter((segment) => segment.batchId !== batchId)
  const { retired } = manifest
  if (retired?.replacedBy !== batchId) return { ...manifest, segments: rest }
  // Batches appended after the replacement stay; the model must go on serving them.
  const model = rest.length === 0 ? { ...retired.model, version: manifest.model.version + 1 } : manifest.model
  return { ...manifest, model, segments: [...retired.segments, ...rest], retired: null }
}

function undoneEvent(request: UndoRequest, batch: Batch, { ids }: Pick<IngestDependencies, 'ids'>, now: Date) {
  const { tenantId, userId, correlationId = ids.next() } = request
  const content = { tenantId, userId, correlationId, batchId: batch.batchId, fileName: batch.fileName }
  return noRowsEvent(content, { eventId: ids.next(), timestamp: now })
}

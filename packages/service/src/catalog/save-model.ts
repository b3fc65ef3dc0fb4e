import { type Clock, type Ids, qualifyModel, validateModel } from '@salestalk/engine'
import type { DatasetModel } from '@salestalk/protocol'
import { noRowsEvent } from '../ingest/no-rows-event.ts'
import type { TenantStorage } from '../storage/storage.ts'
import { DatasetNotFoundError, UnusableModelError } from './errors.ts'

export interface ModelChange {
  readonly dataset: string
  readonly model: DatasetModel
  readonly userId: string
  readonly correlationId: string
}

/**
 * Gives a dataset another model, without touching its rows: from then on questions are answered by it. Throws DatasetNotFoundError,
 * UnusableModelError, and ConditionFailedError when the dataset changed meanwhile.
 */
export async function saveModel(
  { tenantId, datasets }: TenantStorage,
  { dataset, model, userId, correlationId }: ModelChange,
  { clock, ids }: { readonly clock: Clock; readonly ids: Ids },
): Promise<DatasetModel> {
  const manifest = await datasets.get(dataset)
  if (manifest === null) throw new DatasetNotFoundError(dataset)
  requireSameColumns(model, manifest.model)
  const others = (await datasets.list()).filter((one) => one.dataset !== dataset).map((one) => one.model)
  const changed = qualifyModel({ ...model, dataset, version: manifest.model.version + 1 }, others)
  const [problem] = validateModel(changed)
  if (problem) {
    const advice = problem.suggestion === null ? '' : ` (did you mean ${problem.suggestion}?)`
    throw new UnusableModelError(`The model cannot be used, at ${problem.path}: ${problem.message}${advice}`)
  }
  const now = clock.now()
  const batchId = manifest.segments.at(-1)?.batchId ?? dataset
  const event = noRowsEvent({ tenantId, userId, correlationId, batchId }, { eventId: ids.next(), timestamp: now })
  await datasets.save({ ...manifest, model: changed, updatedAt: now.toISOString() }, manifest.version, [event])
  return changed
}

/** The rows are stored under these keys and types; only what they mean can change. */
function requireSameColumns(model: DatasetModel, existing: DatasetModel): void {
  const types = new Map(existing.columns.map(({ key, type }) => [key, type]))
  for (const { key, type } of model.columns) {
    if (types.get(key) !== type) throw new UnusableModelError(`The dataset has no column "${key}" of type ${type}`)
    types.delete(key)
  }
  const [missing] = types.keys()
  if (missing !== undefined) {
    throw new UnusableModelError(`Column "${missing}" is missing from the model: keep it, with the role ignored`)
  }
}

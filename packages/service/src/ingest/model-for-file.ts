import { qualifyModel } from '@salestalk/engine'
import type { DatasetModel, DatasetProfile } from '@salestalk/protocol'
import type { StoredManifest } from '../storage/dataset-repository.ts'
import { openTenantStorage } from '../storage/storage.ts'
import { extendedModel } from './adapt-to-dataset.ts'
import { checkModel } from './check-model.ts'
import type { Ingestion } from './ingestion.ts'
import type { FileContent } from './read-file.ts'

/** The model given by a person, or the dataset's own where its columns go on, or one proposed from the contents. */
export async function modelFor(
  ingestion: Ingestion,
  content: FileContent,
  existing: StoredManifest | null,
): Promise<DatasetModel> {
  const { request, dependencies, dataset } = ingestion
  const { datasets } = openTenantStorage(dependencies.tables, request.tenantId, dependencies.clock)
  const others = (await datasets.list()).map(({ model }) => model)
  const version = existing === null ? 1 : existing.model.version + 1
  if (request.model) return { ...qualifyModel(checkModel(request.model, content.profile, dataset), others), version }
  const proposed = qualifyModel(dependencies.proposeModel(content.profile, dataset), others)
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

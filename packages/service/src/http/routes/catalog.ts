import type { Clock, Ids } from '@salestalk/engine'
import { type Catalog, datasetModelSchema, type TenantId } from '@salestalk/protocol'
import { saveModel as save } from '../../catalog/save-model.ts'
import type { TenantStorage } from '../../storage/storage.ts'
import { type Handler, memberOf } from '../context.ts'
import { modelBytesMax, readJson, readParameter } from '../request.ts'

export interface CatalogRoutesOptions {
  readonly catalogOf: (tenantId: TenantId) => Promise<Catalog>
  readonly storage: (tenantId: TenantId) => TenantStorage
  readonly clock: Clock
  readonly ids: Ids
}

export function catalogRoutes({ catalogOf, storage, clock, ids }: CatalogRoutesOptions) {
  const catalog: Handler = async (context) => context.json(await catalogOf(memberOf(context).tenantId))
  const saveModel: Handler = async (context) => {
    const { tenantId, userId } = memberOf(context)
    const model = await readJson(context, datasetModelSchema, modelBytesMax)
    const change = {
      dataset: readParameter(context, 'dataset'),
      model,
      userId,
      correlationId: context.get('requestId'),
    }
    return context.json(await save(storage(tenantId), change, { clock, ids }))
  }
  return { catalog, saveModel }
}

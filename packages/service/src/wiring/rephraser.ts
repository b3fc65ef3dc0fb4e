import { type Narrative, type Rephrasing, rephrase, rephrasingWordingSchema, type Taxonomy } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import { openModel } from '../adapters/models/index.ts'
import { lazy } from '../lazy.ts'
import type { Logger } from '../logger.ts'
import type { ModelConfig } from '../model-config.ts'
import type { TenantRecord } from '../storage/tenant-repository.ts'

export interface RephraserOptions {
  readonly config: ModelConfig
  readonly taxonomy: () => Promise<Taxonomy>
  readonly tenantOf: (tenantId: TenantId) => Promise<TenantRecord | null>
  readonly logger: Logger
}

/** Has narratives of those companies reworded that agreed to it; null for the others. No trouble with it ever costs an answer. */
export function openRephraser({ config, taxonomy, tenantOf, logger }: RephraserOptions) {
  const tools = lazy(async () => ({
    model: await openModel(config),
    wording: rephrasingWordingSchema.parse((await taxonomy()).phrases.rephrasing),
  }))
  return async (tenantId: TenantId, narrative: Narrative): Promise<Rephrasing | null> => {
    try {
      const tenant = await tenantOf(tenantId)
      if (tenant?.settings.rephrase !== true) return null
      const signal = AbortSignal.timeout(config.milliseconds)
      const rephrasing = await rephrase(narrative, { ...(await tools.get()), signal })
      if (rephrasing?.note) logger.warn({ tenantId, reason: rephrasing.note }, 'an answer keeps its own wording')
      return rephrasing
    } catch (error) {
      logger.error({ tenantId, err: error }, 'an answer cannot be reworded')
      return null
    }
  }
}

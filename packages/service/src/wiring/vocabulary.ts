import { loadTaxonomy, type MetricStore, narrativePhrasesSchema, type Taxonomy } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import type { Wording } from '../chat/chat-service.ts'
import { type KnowledgeBase, knowledgeBase } from '../chat/knowledge.ts'
import { lazy } from '../lazy.ts'
import { readTaxonomyFiles } from '../taxonomy-files.ts'
import { type OverlayStore, overlayStore } from '../vocabulary/overlay-store.ts'
import type { Foundation } from './foundation.ts'

/** The words of questions and answers; read when they are first needed. */
export interface Vocabulary {
  taxonomy(): Promise<Taxonomy>
  wording(): Promise<Wording>
  readonly knowledge: KnowledgeBase
  /** The versions of a company's own vocabulary. */
  readonly overlays: (tenantId: TenantId) => OverlayStore
}

export function openVocabulary(
  { config, deployment, storage, logger }: Foundation,
  metricStore: MetricStore,
): Vocabulary {
  const taxonomy = lazy(async () => loadTaxonomy(await readTaxonomyFiles(config.taxonomy)))
  const wording = lazy(async () => {
    const { phrases, version } = await taxonomy.get()
    return { phrases: narrativePhrasesSchema.parse(phrases.narrative), taxonomyVersion: version }
  })
  const overlays = (tenantId: TenantId) =>
    overlayStore(storage(tenantId).vocabulary, deployment.artifacts.open(tenantId))
  return {
    taxonomy: taxonomy.get,
    overlays,
    wording: wording.get,
    knowledge: knowledgeBase({
      taxonomy: taxonomy.get,
      metricStore,
      datasets: (tenantId) => storage(tenantId).datasets,
      async vocabularyOf(tenantId) {
        const versions = overlays(tenantId)
        const latest = await versions.latest()
        return {
          version: latest === null ? 'none' : String(latest.version),
          accepted: latest !== null,
          read: () => versions.contentOf(latest),
        }
      },
      onVocabularyProblem: (tenantId, error) =>
        logger.warn({ tenantId, err: error }, "a company's own vocabulary cannot be used"),
    }),
  }
}

import {
  ArtifactNotFoundError,
  loadTaxonomy,
  type MetricStore,
  narrativePhrasesSchema,
  type Taxonomy,
  type TenantArtifacts,
} from '@salestalk/engine'
import type { Wording } from '../chat/chat-service.ts'
import { type KnowledgeBase, knowledgeBase } from '../chat/knowledge.ts'
import { lazy } from '../lazy.ts'
import { readTaxonomyFiles } from '../taxonomy-files.ts'
import type { Foundation } from './foundation.ts'

/** The words of questions and answers; read when they are first needed. */
export interface Vocabulary {
  taxonomy(): Promise<Taxonomy>
  wording(): Promise<Wording>
  readonly knowledge: KnowledgeBase
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
  return {
    taxonomy: taxonomy.get,
    wording: wording.get,
    knowledge: knowledgeBase({
      taxonomy: taxonomy.get,
      metricStore,
      datasets: (tenantId) => storage(tenantId).datasets,
      overlayOf: (tenantId) => readOverlay(deployment.artifacts.open(tenantId)),
      onVocabularyProblem: (tenantId, error) =>
        logger.warn({ tenantId, err: error }, "a company's own vocabulary cannot be used"),
    }),
  }
}

const OVERLAY_KEY = 'taxonomy/overlay.json'

async function readOverlay(artifacts: TenantArtifacts): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(await artifacts.get(OVERLAY_KEY)))
  } catch (error) {
    if (error instanceof ArtifactNotFoundError) return null
    throw error
  }
}

import {
  applyOverlay,
  compileLexicon,
  describeProblem,
  type Lexicon,
  type MemberList,
  type MetricStore,
  type Taxonomy,
  TaxonomyError,
  type TenantData,
} from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import type { DatasetRepository } from '../storage/dataset-repository.ts'
import { listedMembersMax } from './listed-members.ts'
import { tenantDataOf } from './tenant-data.ts'

/** A company's data at one moment and the words its questions can use. */
export interface Knowledge {
  readonly data: TenantData
  readonly lexicon: Lexicon
  /** Why the company's own vocabulary is left out, one sentence for people; null when it is in use or there is none. */
  readonly vocabularyProblem: string | null
}

/** Knows every company's data and words; words are compiled once per version of the data. */
export interface KnowledgeBase {
  of(tenantId: TenantId): Promise<Knowledge>
  /** Forgets a company, for when it is deleted. */
  forget(tenantId: TenantId): void
}

export interface KnowledgeBaseOptions {
  readonly taxonomy: () => Promise<Taxonomy>
  readonly metricStore: MetricStore
  readonly datasets: (tenantId: TenantId) => DatasetRepository
  /** A company's own vocabulary as parsed JSON, read whenever its words are compiled; null when it has none. */
  readonly overlayOf: (tenantId: TenantId) => Promise<unknown>
  /** Told when a company's own vocabulary cannot be used, once each time its words are compiled; for the log. */
  readonly onVocabularyProblem?: (tenantId: TenantId, error: Error) => void
  /** Companies kept in memory, the least recently asked one goes first; default 32. */
  readonly mostCompanies?: number
}

interface Entry {
  readonly version: string
  readonly knowledge: Promise<Knowledge>
}

export function knowledgeBase(options: KnowledgeBaseOptions): KnowledgeBase {
  const { taxonomy, metricStore, datasets, overlayOf, onVocabularyProblem, mostCompanies = 32 } = options
  const entries = new Map<TenantId, Entry>()

  /** A mistake in a company's own words costs these words, not every answer: the common ones serve meanwhile. */
  async function vocabularyOf(tenantId: TenantId): Promise<{ taxonomy: Taxonomy; problem: string | null }> {
    const common = await taxonomy()
    try {
      const overlay = await overlayOf(tenantId)
      return { taxonomy: overlay === null ? common : applyOverlay(common, overlay), problem: null }
    } catch (error) {
      if (!(error instanceof TaxonomyError || error instanceof SyntaxError)) throw error
      onVocabularyProblem?.(tenantId, error)
      return { taxonomy: common, problem: describeVocabularyProblem(error) }
    }
  }

  async function compile(tenantId: TenantId, data: TenantData): Promise<Knowledge> {
    const lists = data.datasets.flatMap(({ model }) =>
      model.dimensions.map(async (dimension): Promise<MemberList> => {
        const members = await metricStore.members(data, model.dataset, dimension.id, listedMembersMax)
        return { dataset: model.dataset, dimension: dimension.id, values: members.map((member) => member.value) }
      }),
    )
    const [vocabulary, members] = await Promise.all([vocabularyOf(tenantId), Promise.all(lists)])
    return {
      data,
      lexicon: compileLexicon({ taxonomy: vocabulary.taxonomy, data, members }),
      vocabularyProblem: vocabulary.problem,
    }
  }

  function remember(tenantId: TenantId, entry: Entry): void {
    entries.delete(tenantId)
    entries.set(tenantId, entry)
    for (const oldest of entries.keys()) {
      if (entries.size <= mostCompanies) break
      entries.delete(oldest)
    }
  }

  return {
    async of(tenantId) {
      const data = tenantDataOf(tenantId, await datasets(tenantId).list())
      const known = entries.get(tenantId)
      const entry =
        known?.version === data.version ? known : { version: data.version, knowledge: compile(tenantId, data) }
      remember(tenantId, entry)
      try {
        return await entry.knowledge
      } catch (error) {
        // A failure must not be remembered.
        if (entries.get(tenantId) === entry) entries.delete(tenantId)
        throw error
      }
    },
    forget(tenantId) {
      entries.delete(tenantId)
    },
  }
}

function describeVocabularyProblem(error: TaxonomyError | SyntaxError): string {
  const [first] = error instanceof TaxonomyError ? error.problems : []
  const detail = first === undefined ? 'it is not valid JSON' : describeProblem(first)
  return `Your own vocabulary is not in use because of a mistake in it (${detail}): the common one is, until it is corrected.`
}

import {
  applyOverlay,
  compileLexicon,
  type Lexicon,
  type MemberList,
  type MetricStore,
  type Taxonomy,
  type TenantData,
} from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import type { DatasetRepository } from '../storage/dataset-repository.ts'
import { tenantDataOf } from './tenant-data.ts'

/** A company's data at one moment and the words its questions can use. */
export interface Knowledge {
  readonly data: TenantData
  readonly lexicon: Lexicon
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
  /** Companies kept in memory, the least recently asked one goes first; default 32. */
  readonly mostCompanies?: number
}

// Far above what people ask for by name; keeps one column of free text from filling the memory.
const MOST_MEMBERS = 200_000

interface Entry {
  readonly version: string
  readonly knowledge: Promise<Knowledge>
}

export function knowledgeBase(options: KnowledgeBaseOptions): KnowledgeBase {
  const { taxonomy, metricStore, datasets, overlayOf, mostCompanies = 32 } = options
  const entries = new Map<TenantId, Entry>()

  async function vocabularyOf(tenantId: TenantId): Promise<Taxonomy> {
    const overlay = await overlayOf(tenantId)
    return overlay === null ? await taxonomy() : applyOverlay(await taxonomy(), overlay)
  }

  async function compile(tenantId: TenantId, data: TenantData): Promise<Knowledge> {
    const lists = data.datasets.flatMap(({ model }) =>
      model.dimensions.map(async (dimension): Promise<MemberList> => {
        const members = await metricStore.members(data, model.dataset, dimension.id, MOST_MEMBERS)
        return { dataset: model.dataset, dimension: dimension.id, values: members.map((member) => member.value) }
      }),
    )
    return {
      data,
      lexicon: compileLexicon({ taxonomy: await vocabularyOf(tenantId), data, members: await Promise.all(lists) }),
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

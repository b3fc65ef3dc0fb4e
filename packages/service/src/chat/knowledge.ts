import {
  applyOverlay,
  type Calendar,
  compileLexicon,
  defaultCalendar,
  describeProblem,
  type KnownIds,
  type Lexicon,
  type MemberList,
  type MetricStore,
  parseOverlay,
  type Taxonomy,
  TaxonomyError,
  type TaxonomyProblem,
  type TenantData,
  withoutUnknownIds,
} from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import type { DatasetRepository } from '../storage/dataset-repository.ts'
import { DamagedVocabularyError } from '../vocabulary/errors.ts'
import { listedMembersMax } from './listed-members.ts'
import { tenantDataOf } from './tenant-data.ts'

/** A company's data at one moment and the words its questions can use. */
export interface Knowledge {
  readonly data: TenantData
  readonly lexicon: Lexicon
  /** How the company counts time. */
  readonly calendar: Calendar
  /** What its own vocabulary says about metrics and dimensions that are gone; left out until they are back. */
  readonly unused: readonly TaxonomyProblem[]
  /** Why the company's own vocabulary is left out, one sentence for people; null when it is in use or there is none. */
  readonly vocabularyProblem: string | null
}

/** A company's own vocabulary as it is in use. */
export interface CompanyVocabulary {
  /** Another text for another version, so that a new one is noticed with the next question, whoever accepted it. */
  readonly version: string
  /** It was looked through when it was accepted: what it says about data that is gone since is left out, not held against it. */
  readonly accepted: boolean
  /** Parsed JSON, null when there is none. Throws SyntaxError and DamagedVocabularyError. */
  read(): Promise<unknown>
}

/** Knows every company's data and words; words are compiled once per version of the data and of the company's own vocabulary. */
export interface KnowledgeBase {
  of(tenantId: TenantId): Promise<Knowledge>
  /** What would be known with another vocabulary; nothing of it is remembered. Throws TaxonomyError. */
  trial(tenantId: TenantId, content: unknown): Promise<Knowledge>
  /** Forgets a company, for when it is deleted. */
  forget(tenantId: TenantId): void
}

export interface KnowledgeBaseOptions {
  readonly taxonomy: () => Promise<Taxonomy>
  readonly metricStore: MetricStore
  readonly datasets: (tenantId: TenantId) => DatasetRepository
  /** Asked with every question; it is read whenever the words are compiled. */
  readonly vocabularyOf: (tenantId: TenantId) => Promise<CompanyVocabulary>
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
  const { taxonomy, metricStore, datasets, vocabularyOf, onVocabularyProblem, mostCompanies = 32 } = options
  const entries = new Map<TenantId, Entry>()

  /** A mistake in a company's own words costs these words, not every answer: the common ones serve meanwhile. */
  async function wordsOf(tenantId: TenantId, data: TenantData, own: CompanyVocabulary): Promise<Words> {
    const common = await taxonomy()
    try {
      const content = await own.read()
      if (content === null) return { taxonomy: common, unused: [], vocabularyProblem: null }
      return { ...merged(common, content, data, own.accepted), vocabularyProblem: null }
    } catch (error) {
      if (!isMistake(error)) throw error
      onVocabularyProblem?.(tenantId, error)
      return { taxonomy: common, unused: [], vocabularyProblem: describeVocabularyProblem(error) }
    }
  }

  async function compile(data: TenantData, reading: Promise<Words>): Promise<Knowledge> {
    const lists = data.datasets.flatMap(({ model }) =>
      model.dimensions.map(async (dimension): Promise<MemberList> => {
        const members = await metricStore.members(data, model.dataset, dimension.id, listedMembersMax)
        return { dataset: model.dataset, dimension: dimension.id, values: members.map((member) => member.value) }
      }),
    )
    const [words, members] = await Promise.all([reading, Promise.all(lists)])
    const { taxonomy: own, unused, vocabularyProblem } = words
    return {
      data,
      lexicon: compileLexicon({ taxonomy: own, data, members }),
      calendar: { ...defaultCalendar, ...own.company?.settings.calendar },
      unused,
      vocabularyProblem,
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
      const [manifests, own] = await Promise.all([datasets(tenantId).list(), vocabularyOf(tenantId)])
      const data = tenantDataOf(tenantId, manifests)
      const version = `${data.version}/${own.version}`
      const known = entries.get(tenantId)
      const entry =
        known?.version === version ? known : { version, knowledge: compile(data, wordsOf(tenantId, data, own)) }
      remember(tenantId, entry)
      try {
        return await entry.knowledge
      } catch (error) {
        // A failure must not be remembered.
        if (entries.get(tenantId) === entry) entries.delete(tenantId)
        throw error
      }
    },
    async trial(tenantId, content) {
      const data = tenantDataOf(tenantId, await datasets(tenantId).list())
      const words = { ...merged(await taxonomy(), content, data, true), vocabularyProblem: null }
      return await compile(data, Promise.resolve(words))
    },
    forget(tenantId) {
      entries.delete(tenantId)
    },
  }
}

type Words = Pick<Knowledge, 'unused' | 'vocabularyProblem'> & { readonly taxonomy: Taxonomy }

function merged(
  common: Taxonomy,
  content: unknown,
  data: TenantData,
  accepted: boolean,
): Omit<Words, 'vocabularyProblem'> {
  const known = idsOf(data)
  if (!accepted) return { taxonomy: applyOverlay(common, content, known), unused: [] }
  const { overlay, dropped } = withoutUnknownIds(common, parseOverlay(content), known)
  return { taxonomy: applyOverlay(common, overlay, known), unused: dropped }
}

/** The metrics and dimensions that a company's data has. */
export function idsOf({ datasets }: TenantData): KnownIds {
  const models = datasets.map(({ model }) => model)
  return {
    metrics: new Set(models.flatMap(({ metrics }) => metrics.map(({ id }) => id))),
    dimensions: new Set(models.flatMap(({ dimensions }) => dimensions.map(({ id }) => id))),
  }
}

type Mistake = TaxonomyError | SyntaxError | DamagedVocabularyError

function isMistake(error: unknown): error is Mistake {
  return error instanceof TaxonomyError || error instanceof SyntaxError || error instanceof DamagedVocabularyError
}

function describeVocabularyProblem(error: Mistake): string {
  return `Your own vocabulary is not in use because of a mistake in it (${reasonOf(error)}): the common one is, until it is corrected.`
}

function reasonOf(error: Mistake): string {
  if (error instanceof DamagedVocabularyError) return error.message
  const [first] = error instanceof TaxonomyError ? error.problems : []
  return first === undefined ? 'it is not valid JSON' : describeProblem(first)
}

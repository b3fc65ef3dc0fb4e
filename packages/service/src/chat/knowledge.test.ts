import { loadTaxonomy, type MetricStore } from '@salestalk/engine'
import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import { beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { lazyMetricStore } from '../lazy-metric-store.ts'
import { readTaxonomyFiles } from '../taxonomy-files.ts'
import { type CompanyVocabulary, knowledgeBase } from './knowledge.ts'

const noStore: MetricStore = lazyMetricStore(() => Promise.reject(new Error('no data is read here')))
let taxonomy: ReturnType<typeof loadTaxonomy>

beforeAll(async () => {
  taxonomy = loadTaxonomy(await readTaxonomyFiles(readConfig().taxonomy))
})

const ids = ['aaa', 'bbb', 'ccc'].map((id) => tenantIdSchema.parse(id))

function vocabulary(content: unknown, version = 'file'): CompanyVocabulary {
  return { version, accepted: version !== 'file', read: async () => content }
}

describe('what is known about companies', () => {
  it('is compiled once, and again for whoever was asked least lately', async () => {
    let compiled = 0
    const base = knowledgeBase({
      taxonomy: async () => {
        compiled += 1
        return taxonomy
      },
      metricStore: noStore,
      vocabularyOf: async () => vocabulary(null),
      datasets: (_id: TenantId) => ({ ...noDatasets, list: async () => [] }),
      mostCompanies: 2,
    })
    const [a, b, c] = ids as [TenantId, TenantId, TenantId]
    await base.of(a)
    await base.of(a)
    expect(compiled).toBe(1)
    await base.of(b)
    await base.of(a)
    await base.of(c)
    await base.of(a)
    expect(compiled).toBe(3)
    await base.of(b)
    expect(compiled).toBe(4)
  })

  it('includes the vocabulary of a company of its own, and only for that company', async () => {
    const read: string[] = []
    const base = knowledgeBase({
      taxonomy: async () => taxonomy,
      metricStore: noStore,
      vocabularyOf: async (id) => {
        read.push(id)
        return vocabulary(id === 'aaa' ? { unknownKey: true } : null)
      },
      datasets: (_id: TenantId) => ({ ...noDatasets, list: async () => [] }),
    })
    const [a, b] = ids as [TenantId, TenantId, TenantId]
    expect((await base.of(a)).vocabularyProblem).toContain('unknownKey')
    expect((await base.of(b)).vocabularyProblem).toBeNull()
    expect(read).toEqual(['aaa', 'bbb'])
  })

  it('leaves out a vocabulary with a mistake in it, says so, and tells the operator', async () => {
    const told: string[] = []
    const base = knowledgeBase({
      taxonomy: async () => taxonomy,
      metricStore: noStore,
      vocabularyOf: async (id) => ({
        ...vocabulary(null),
        read: async () => JSON.parse(id === 'aaa' ? '{ "synonyms": ' : '{ "hide": { "metrics": ["revenu"] } }'),
      }),
      onVocabularyProblem: (id, error) => told.push(`${id} ${error.name}`),
      datasets: () => ({ ...noDatasets, list: async () => [] }),
    })
    const [a, b] = ids as [TenantId, TenantId, TenantId]
    expect((await base.of(a)).vocabularyProblem).toBe(
      'Your own vocabulary is not in use because of a mistake in it (it is not valid JSON): the common one is, until it is corrected.',
    )
    expect((await base.of(b)).vocabularyProblem).toContain('did you mean "revenue"?')
    expect(told).toEqual(['aaa SyntaxError', 'bbb TaxonomyError'])
  })

  it('is compiled again when a version of the vocabulary is accepted, by this process or another', async () => {
    let own = vocabulary({ preferences: [{ term: 'takings', metric: 'nps' }] }, 'v1')
    let reads = 0
    const base = knowledgeBase({
      taxonomy: async () => taxonomy,
      metricStore: noStore,
      vocabularyOf: async () => ({
        ...own,
        read: () => {
          reads += 1
          return own.read()
        },
      }),
      datasets: () => ({ ...noDatasets, list: async () => [] }),
    })
    const [a] = ids as [TenantId]
    await base.of(a)
    await base.of(a)
    expect(reads).toBe(1)
    own = vocabulary({ settings: { calendar: { fiscalYearStartMonth: 4, weekStart: 'sunday' } } }, 'v2')
    expect((await base.of(a)).calendar).toMatchObject({ fiscalYearStartMonth: 4, weekStart: 'sunday', dateOrder: null })
    expect(reads).toBe(2)
  })

  it('leaves out of an accepted vocabulary what is about data that is gone, and says what', async () => {
    const content = {
      synonyms: { metrics: { tolls: [{ text: 'fees', weight: 1 }], nps: [{ text: 'joy', weight: 1 }] } },
    }
    const base = knowledgeBase({
      taxonomy: async () => taxonomy,
      metricStore: noStore,
      vocabularyOf: async () => vocabulary(content, 'v1'),
      datasets: () => ({ ...noDatasets, list: async () => [] }),
    })
    const [a] = ids as [TenantId]
    const known = await base.of(a)
    expect(known.vocabularyProblem).toBeNull()
    expect(known.unused.map(({ path }) => path)).toEqual(['synonyms.metrics.tolls'])
    expect(known.lexicon.taxonomy.company?.synonyms.metrics).toEqual({ nps: [{ text: 'joy', weight: 1 }] })
  })

  it('fails when its own vocabulary cannot be read, rather than forget that there is one', async () => {
    const base = knowledgeBase({
      taxonomy: async () => taxonomy,
      metricStore: noStore,
      vocabularyOf: async () => ({ ...vocabulary(null), read: () => Promise.reject(new Error('disk')) }),
      datasets: () => ({ ...noDatasets, list: async () => [] }),
    })
    const [a] = ids as [TenantId]
    await expect(base.of(a)).rejects.toThrow('disk')
  })

  it('is not remembered when it failed', async () => {
    let attempts = 0
    const base = knowledgeBase({
      taxonomy: async () => {
        attempts += 1
        if (attempts === 1) throw new Error('disk')
        return taxonomy
      },
      metricStore: noStore,
      vocabularyOf: async () => vocabulary(null),
      datasets: () => ({ ...noDatasets, list: async () => [] }),
    })
    const [a] = ids as [TenantId]
    await expect(base.of(a)).rejects.toThrow('disk')
    expect((await base.of(a)).data.tenantId).toBe('aaa')
  })
})

const unused = () => Promise.reject(new Error('not used here'))
const noDatasets = {
  get: unused,
  save: unused,
  delete: unused,
  putBatch: unused,
  getBatch: unused,
  listBatches: unused,
}

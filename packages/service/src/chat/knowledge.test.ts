import { loadTaxonomy, type MetricStore } from '@salestalk/engine'
import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import { beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { lazyMetricStore } from '../lazy-metric-store.ts'
import { readTaxonomyFiles } from '../taxonomy-files.ts'
import { knowledgeBase } from './knowledge.ts'

const noStore: MetricStore = lazyMetricStore(() => Promise.reject(new Error('no data is read here')))
let taxonomy: ReturnType<typeof loadTaxonomy>

beforeAll(async () => {
  taxonomy = loadTaxonomy(await readTaxonomyFiles(readConfig().taxonomy))
})

const ids = ['aaa', 'bbb', 'ccc'].map((id) => tenantIdSchema.parse(id))

describe('what is known about companies', () => {
  it('is compiled once, and again for whoever was asked least lately', async () => {
    let compiled = 0
    const base = knowledgeBase({
      taxonomy: async () => {
        compiled += 1
        return taxonomy
      },
      metricStore: noStore,
      overlayOf: async () => null,
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
      overlayOf: async (id) => {
        read.push(id)
        return id === 'aaa' ? { unknownKey: true } : null
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
      overlayOf: async (id) => JSON.parse(id === 'aaa' ? '{ "synonyms": ' : '{ "hide": { "metrics": ["revenu"] } }'),
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

  it('fails when its own vocabulary cannot be read, rather than forget that there is one', async () => {
    const base = knowledgeBase({
      taxonomy: async () => taxonomy,
      metricStore: noStore,
      overlayOf: () => Promise.reject(new Error('disk')),
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
      overlayOf: async () => null,
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

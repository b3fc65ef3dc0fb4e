import type { Catalog } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { searchCatalog } from './catalog-search.ts'

const catalog: Catalog = {
  tenantId: 'acme',
  metrics: [
    {
      id: 'revenue',
      label: 'Revenue',
      subject: 'revenue',
      description: 'What was paid.',
      formula: 'sum(amount)',
      synonyms: ['turnover'],
      unit: { kind: 'currency', currency: 'USD' },
      direction: 'up_is_good',
      grain: 'day',
      dataset: 'orders',
      dimensions: ['city'],
    },
  ],
  dimensions: [
    {
      id: 'city',
      label: 'City',
      synonyms: ['town'],
      datasets: ['orders'],
      memberCount: 3,
      members: ['Málaga', 'Oslo', 'Bergen'],
    },
  ],
  datasets: [],
  timeSpan: null,
  targets: [],
  exampleQuestions: [],
}

describe('searchCatalog', () => {
  it('finds metrics by the words people use for them', () => {
    expect(searchCatalog(catalog, ' TURN').metrics.map(({ id }) => id)).toEqual(['revenue'])
    expect(searchCatalog(catalog, 'oslo').metrics).toEqual([])
  })

  it('finds members whatever their accents, and shows those alone', () => {
    expect(searchCatalog(catalog, 'malaga').dimensions[0]?.members).toEqual(['Málaga'])
    expect(searchCatalog(catalog, 'town').dimensions[0]?.members).toHaveLength(3)
  })

  it('shows everything while nothing is typed', () => {
    const all = searchCatalog(catalog, '')
    expect([all.metrics.length, all.dimensions.length]).toEqual([1, 1])
  })
})

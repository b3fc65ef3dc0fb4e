import type { MetricQuery } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { ask } from './fixture.ts'
import type { MetricStoreProbe } from './subject.ts'

export function describeRefusals(probe: MetricStoreProbe): void {
  describe('refusals', () => {
    const filter = (dimension: string, operator: 'gt' | 'between' | 'in', values: (string | number | null)[]) =>
      ask({ metrics: ['revenue'], filters: [{ dimension, operator, values }] })
    const cases: [string, MetricQuery, string][] = [
      ['a metric there is not', ask({ metrics: ['happiness'] }), 'unknown_metric'],
      [
        'an order by a metric there is not',
        ask({ metrics: ['revenue'], orderBy: { metric: 'x', direction: 'asc' } }),
        'unknown_metric',
      ],
      ['metrics of two datasets', ask({ metrics: ['revenue', 'mrr'] }), 'mixed_datasets'],
      ['a dimension there is not', ask({ metrics: ['revenue'], groupBy: ['planet'] }), 'unknown_dimension'],
      ['a group by a measure', ask({ metrics: ['revenue'], groupBy: ['amount'] }), 'unknown_dimension'],
      ['a filter on what there is not', filter('planet', 'in', ['Mars']), 'unknown_dimension'],
      ['a filter on an ignored column', filter('secret', 'in', ['x']), 'unknown_dimension'],
      ['a name that is SQL', filter('region" = 1 OR "region', 'in', ['x']), 'unknown_dimension'],
      ['a group the file does not state', ask({ metrics: ['sales'], groupBy: ['metric'] }), 'unknown_dimension'],
      ['a range for a metric without dates', ask({ metrics: ['undated'], start: '2025-01-01' }), 'invalid_query'],
      ['a grain for a metric without dates', ask({ metrics: ['undated'], grain: 'month' }), 'invalid_query'],
      ['a ratio of itself', ask({ metrics: ['circle'] }), 'invalid_query'],
      ['an order where there is none', filter('region', 'gt', [5]), 'invalid_query'],
      ['a comparison with nothing', filter('amount', 'gt', [null]), 'invalid_query'],
      ['a comparison with a word', filter('amount', 'gt', ['many']), 'invalid_query'],
      ['a day that is none', filter('close_date', 'gt', ['2025-02-30']), 'invalid_query'],
      ['one bound of two', filter('amount', 'between', [1]), 'invalid_query'],
    ]
    it.each(cases)('refuses %s', async (_, query, code) => {
      expect(await probe.refusal(query)).toBe(code)
    })
  })
}

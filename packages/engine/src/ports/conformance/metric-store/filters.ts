import type { QueryFilter } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { ask } from './fixture.ts'
import type { MetricStoreProbe } from './subject.ts'

export function describeFilters(probe: MetricStoreProbe): void {
  describe('filters', () => {
    const cases: [string, QueryFilter['dimension'], QueryFilter['operator'], QueryFilter['values'], number][] = [
      ['keeps a member', 'region', 'in', ['EMEA'], 3],
      ['keeps several members', 'region', 'in', ['EMEA', 'APAC', 'Mars'], 5],
      ['compares text exactly', 'region', 'in', ['emea'], 0],
      ['keeps the blank member when it is named', 'region', 'in', [null], 1],
      ['keeps the blank member beside others', 'region', 'in', ['APAC', null], 3],
      ['keeps nothing of an empty list', 'region', 'in', [], 0],
      ['leaves a member out, the blank one stays', 'region', 'not_in', ['EMEA'], 3],
      ['leaves the blank member out when it is named', 'region', 'not_in', ['EMEA', null], 2],
      ['leaves out only the blank member', 'region', 'not_in', [null], 5],
      ['leaves nothing out for an empty list', 'region', 'not_in', [], 6],
      ['finds a dimension whose column has another name', 'item', 'in', ['Pro'], 3],
      ['compares a measure of the rows', 'amount', 'gt', [100.1], 2],
      ['includes the bound', 'amount', 'gte', [100.1], 3],
      ['compares below', 'amount', 'lt', [50.2], 2],
      ['compares below or at', 'amount', 'lte', [50.2], 3],
      ['includes both ends', 'amount', 'between', [50.2, 200.3], 3],
      ['reads numbers given as text', 'quantity', 'in', ['1', 'many'], 3],
      ['compares decimals by value', 'amount', 'in', [0.1, 300], 2],
      ['compares dates', 'close_date', 'gte', ['2025-03-01'], 2],
      ['compares timestamps with days', 'created_at', 'lt', ['2025-01-31'], 2],
      ['compares timestamps with hours', 'created_at', 'lte', ['2025-01-31T00:00:00'], 3],
      ['finds a day among dates', 'close_date', 'in', ['2025-03-20', 'not a date'], 1],
      ['compares yes and no', 'express', 'in', ['TRUE'], 2],
      ['finds weekdays', 'weekday', 'in', ['7', '6'], 3],
      ['finds an identifier', 'order_id', 'in', ['o3'], 1],
      ['takes quotes as text', 'region', 'in', ["EMEA' OR '1'='1", '"; DROP TABLE orders; --'], 0],
    ]
    it.each(cases)('%s', async (_, dimension, operator, values, count) => {
      expect(await probe.ask(ask({ metrics: ['order_count'], filters: [{ dimension, operator, values }] }))).toEqual([
        [count],
      ])
    })

    it('applies all of them together with the range', async () => {
      const filters: QueryFilter[] = [
        { dimension: 'region', operator: 'not_in', values: ['APAC'] },
        { dimension: 'item', operator: 'in', values: ['Pro'] },
      ]
      expect(await probe.ask(ask({ metrics: ['revenue'], filters, start: '2025-01-01', end: '2025-03-01' }))).toEqual([
        [100.1],
      ])
    })
  })
}

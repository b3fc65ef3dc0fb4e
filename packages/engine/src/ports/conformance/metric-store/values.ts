import { describe, expect, it } from 'vitest'
import { ask } from './fixture.ts'
import type { MetricStoreProbe } from './subject.ts'

export function describeValues(probe: MetricStoreProbe): void {
  describe('values', () => {
    it('computes every aggregation over all rows, undated ones included', async () => {
      // 100.1 + 50.2 + 200.3 + 300 + 0.1 + 40 = 690.7, to the cent and without a trailing error
      const metrics = ['revenue', 'order_count', 'customer_count', 'average_amount', 'smallest', 'largest']
      expect(await probe.ask(ask({ metrics }))).toEqual([[690.7, 6, 4, expect.closeTo(690.7 / 6, 9), 0.1, 300]])
    })

    it('counts only the rows that meet a condition of the metric', async () => {
      // won: o1, o3, o5 by acme, acme, bolt
      const metrics = ['won_revenue', 'won_customers', 'blank_regions', 'order_count']
      expect(await probe.ask(ask({ metrics }))).toEqual([[300.5, 2, 1, 6]])
    })

    it('computes a ratio from the aggregates, not from rows', async () => {
      // profit 40.1 + 30.2 + 100.3 + 150 + 0.05 + 30 = 350.65
      const [row] = await probe.ask(ask({ metrics: ['margin_pct', 'profit_per_customer'] }))
      expect(row).toEqual([expect.closeTo(350.65 / 690.7, 12), expect.closeTo(350.65 / 4, 12)])
    })

    it('computes a ratio of ratios', async () => {
      const [row] = await probe.ask(ask({ metrics: ['margin_to_share'] }))
      expect(row).toEqual([expect.closeTo(350.65 / 690.7 / (300.5 / 690.7), 12)])
    })

    it('has no ratio over nothing', async () => {
      const start = '2025-03-01'
      const filters = [{ dimension: 'region', operator: 'in' as const, values: ['APAC'] }]
      expect(await probe.ask(ask({ metrics: ['margin_pct', 'revenue'], start, filters }))).toEqual([[null, 0]])
    })

    it('has 0 for sums and counts of nothing and no value for the rest, in one group', async () => {
      const metrics = ['revenue', 'order_count', 'customer_count', 'average_amount', 'smallest', 'largest']
      expect(await probe.ask(ask({ metrics, start: '2030-01-01' }))).toEqual([[0, 0, 0, null, null, null]])
    })

    it('measures the days between two dates', async () => {
      // o1 36, o3 29, o5 5
      expect(await probe.ask(ask({ metrics: ['cycle_time'] }))).toEqual([[expect.closeTo(70 / 3, 9)]])
    })

    it('dates each metric by its own column', async () => {
      // created in March: o4, o5; won and closed in March: o3, o5
      const march = { start: '2025-03-01', end: '2025-04-01' }
      expect(await probe.ask(ask({ metrics: ['order_count', 'wins', 'closings', 'win_rate'], ...march }))).toEqual([
        [2, 2, 2, 1],
      ])
    })
  })
}

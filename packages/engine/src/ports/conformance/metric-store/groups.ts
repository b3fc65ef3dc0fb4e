import { describe, expect, it } from 'vitest'
import { ask } from './fixture.ts'
import type { MetricStoreProbe } from './subject.ts'

export function describeGroups(probe: MetricStoreProbe): void {
  describe('groups', () => {
    it('has a group for each member, in order, the blank one last', async () => {
      expect(await probe.ask(ask({ metrics: ['revenue'], groupBy: ['region'] }))).toEqual([
        ['APAC', 240.3],
        ['EMEA', 450.3],
        [null, 0.1],
      ])
    })

    it('counts distinct values over the whole group, so that groups need not add up', async () => {
      const rows = await probe.ask(ask({ metrics: ['customer_count'], groupBy: ['item'] }))
      expect(rows).toEqual([
        ['Lite', 2],
        ['Pro', 2],
      ])
      expect(await probe.ask(ask({ metrics: ['customer_count'], groupBy: ['region'] }))).toEqual([
        ['APAC', 2],
        ['EMEA', 3],
        [null, 1],
      ])
    })

    it('groups by two dimensions, whatever the types of their columns', async () => {
      expect(
        await probe.ask(ask({ metrics: ['order_count'], groupBy: ['express', 'quantity'], start: '2025-01-01' })),
      ).toEqual([
        ['false', '1', 2],
        ['false', '2', 1],
        ['true', '3', 1],
        ['true', '4', 1],
      ])
    })

    it('groups by the weekday of the metric, Monday first', async () => {
      // o1 Sunday, o2 Monday, o3 Friday, o4 Sunday, o5 Saturday, o6 no day
      expect(await probe.ask(ask({ metrics: ['order_count'], groupBy: ['weekday'] }))).toEqual([
        ['1', 1],
        ['5', 1],
        ['6', 1],
        ['7', 2],
        [null, 1],
      ])
    })

    it('orders by a metric, takes the first few, and puts missing values last either way', async () => {
      const query = ask({
        metrics: ['margin_pct'],
        groupBy: ['customer'],
        start: '2025-03-01',
        orderBy: { metric: 'won_share', direction: 'desc' },
      })
      // bolt 1, core 0
      expect((await probe.ask(query)).map(([customer]) => customer)).toEqual(['bolt', 'core'])
      const largest = ask({
        metrics: ['revenue'],
        groupBy: ['customer'],
        orderBy: { metric: 'revenue', direction: 'desc' },
        limit: 2,
      })
      expect(await probe.ask(largest)).toEqual([
        ['acme', 300.4],
        ['core', 300],
      ])
      for (const direction of ['asc', 'desc'] as const) {
        const cycle = ask({ metrics: ['cycle_time'], groupBy: ['stage'], orderBy: { metric: 'cycle_time', direction } })
        expect((await probe.ask(cycle)).map(([stage]) => stage)).toEqual(['Won', 'Lost', 'Open'])
      }
    })

    it('groups once by what is named twice', async () => {
      expect(await probe.ask(ask({ metrics: ['order_count'], groupBy: ['item', 'item'] }))).toEqual([
        ['Lite', 'Lite', 3],
        ['Pro', 'Pro', 3],
      ])
    })

    it('breaks ties by the group', async () => {
      const query = ask({
        metrics: ['order_count'],
        groupBy: ['stage'],
        orderBy: { metric: 'won_customers', direction: 'asc' },
      })
      expect((await probe.ask(query)).map(([stage]) => stage)).toEqual(['Lost', 'Open', 'Won'])
    })

    it('keeps the groups that meet a condition on a metric, also on one not asked for', async () => {
      const over = (metric: string, value: number) => [{ metric, operator: 'gt' as const, value, upper: null }]
      expect(
        await probe.ask(ask({ metrics: ['revenue'], groupBy: ['region'], having: over('order_count', 1) })),
      ).toEqual([
        ['APAC', 240.3],
        ['EMEA', 450.3],
      ])
      expect(
        await probe.ask(ask({ metrics: ['revenue'], groupBy: ['region'], having: over('cycle_time', 30) })),
      ).toEqual([['EMEA', 450.3]])
      const between = [{ metric: 'revenue', operator: 'between' as const, value: 240.3, upper: 450.3 }]
      expect(await probe.ask(ask({ metrics: ['order_count'], groupBy: ['region'], having: between }))).toEqual([
        ['APAC', 2],
        ['EMEA', 3],
      ])
    })

    it('brings together metrics of different dates by group, the blank one too', async () => {
      // created in March: EMEA o4, blank o5; won in March: APAC o3, blank o5
      const query = ask({
        metrics: ['order_count', 'wins'],
        groupBy: ['region'],
        start: '2025-03-01',
        end: '2025-04-01',
      })
      expect(await probe.ask(query)).toEqual([
        ['APAC', 0, 1],
        ['EMEA', 1, 0],
        [null, 1, 1],
      ])
    })

    it('lists members by frequency without the blank one', async () => {
      const { store, data } = probe.subject()
      expect(await store.members(data('acme'), 'orders', 'region', 10)).toEqual([
        { value: 'EMEA', rows: 3 },
        { value: 'APAC', rows: 2 },
      ])
      expect(await store.members(data('acme'), 'orders', 'customer', 2)).toEqual([
        { value: 'acme', rows: 2 },
        { value: 'bolt', rows: 2 },
      ])
      expect(await store.members(data('acme'), 'orders', 'quantity', 1)).toEqual([{ value: '1', rows: 3 }])
      expect(await store.members(data('initech'), 'orders', 'region', 10)).toEqual([])
    })
  })
}

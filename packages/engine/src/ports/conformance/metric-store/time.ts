import type { BucketCalendar, TimeGrain } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { ask } from './fixture.ts'
import type { MetricStoreProbe } from './subject.ts'

type RetailPattern = NonNullable<NonNullable<BucketCalendar['fiscal']>['pattern']>

export function describeTime(probe: MetricStoreProbe): void {
  describe('ranges', () => {
    it('takes the first day and leaves the last out', async () => {
      const count = (start: string | null, end: string | null) =>
        probe.ask(ask({ metrics: ['order_count', 'created'], start, end }))
      expect(await count('2025-01-05', '2025-01-31')).toEqual([[2, 2]])
      expect(await count('2025-01-06', '2025-02-01')).toEqual([[2, 2]])
      expect(await count('2025-03-15', null)).toEqual([[1, 1]])
      expect(await count(null, '2025-01-21')).toEqual([[2, 2]])
    })
  })

  describe('time axes', () => {
    it('has every month between the first and last, 0 or empty where nothing happened', async () => {
      const metrics = ['revenue', 'order_count', 'average_amount', 'margin_pct', 'largest']
      expect(await probe.ask(ask({ metrics, grain: 'month' }))).toEqual([
        ['2025-01-01', 350.6, 3, expect.closeTo(350.6 / 3, 9), expect.closeTo(170.6 / 350.6, 9), 200.3],
        ['2025-02-01', 0, 0, null, null, null],
        ['2025-03-01', 300.1, 2, 150.05, expect.closeTo(150.05 / 300.1, 9), 300],
      ])
    })

    it('has every bucket for each group', async () => {
      expect(await probe.ask(ask({ metrics: ['order_count'], groupBy: ['region'], grain: 'month' }))).toEqual([
        ['APAC', '2025-01-01', 1],
        ['EMEA', '2025-01-01', 2],
        [null, '2025-01-01', 0],
        ['APAC', '2025-02-01', 0],
        ['EMEA', '2025-02-01', 0],
        [null, '2025-02-01', 0],
        ['APAC', '2025-03-01', 0],
        ['EMEA', '2025-03-01', 1],
        [null, '2025-03-01', 1],
      ])
    })

    it('begins and ends with the range, but invents nothing before the data or after it', async () => {
      const months = async (start: string, end: string) =>
        (await probe.ask(ask({ metrics: ['order_count'], grain: 'month', start, end }))).map(([month]) => month)
      expect(await months('2024-06-01', '2026-01-01')).toEqual(['2025-01-01', '2025-02-01', '2025-03-01'])
      expect(await months('2025-02-01', '2025-03-01')).toEqual(['2025-02-01'])
      expect(await months('2025-03-20', '2025-06-01')).toEqual([])
      expect(await months('2027-01-01', '2028-01-01')).toEqual([])
    })

    it('has the axis even where a filter leaves nothing', async () => {
      const filters = [{ dimension: 'region', operator: 'in' as const, values: ['Mars'] }]
      expect(await probe.ask(ask({ metrics: ['order_count'], grain: 'quarter', filters }))).toEqual([['2025-01-01', 0]])
      expect(
        await probe.ask(ask({ metrics: ['order_count'], grain: 'quarter', filters, groupBy: ['region'] })),
      ).toEqual([])
    })

    it('has days, ISO weeks, quarters and years', async () => {
      const range = { start: '2025-01-18', end: '2025-02-01' }
      expect(await probe.ask(ask({ metrics: ['order_count'], grain: 'week', ...range }))).toEqual([
        ['2025-01-13', 0],
        ['2025-01-20', 1],
        ['2025-01-27', 1],
      ])
      expect(
        await probe.ask(ask({ metrics: ['created'], grain: 'day', start: '2025-01-30', end: '2025-02-02' })),
      ).toEqual([
        ['2025-01-30', 0],
        ['2025-01-31', 1],
        ['2025-02-01', 0],
      ])
      expect(await probe.ask(ask({ metrics: ['order_count'], grain: 'year' }))).toEqual([['2025-01-01', 5]])
    })

    it('has weeks from Sunday where the calendar says so', async () => {
      const calendar = { weekStart: 'sunday' as const, fiscal: null }
      const range = { start: '2025-03-01', end: '2025-03-16' }
      expect(await probe.ask(ask({ metrics: ['order_count'], grain: 'week', calendar, ...range }))).toEqual([
        ['2025-02-23', 0],
        ['2025-03-02', 1],
        ['2025-03-09', 1],
      ])
    })

    it.each<[TimeGrain, number, unknown[][]]>([
      [
        'quarter',
        2,
        [
          ['2024-11-01', 3],
          ['2025-02-01', 2],
        ],
      ],
      ['year', 4, [['2024-04-01', 5]]],
      [
        'month',
        4,
        [
          ['2025-01-01', 3],
          ['2025-02-01', 0],
          ['2025-03-01', 2],
        ],
      ],
    ])('has the fiscal %s of a year from month %i', async (grain, startMonth, rows) => {
      const calendar = { weekStart: 'monday' as const, fiscal: { startMonth, pattern: null } }
      expect(await probe.ask(ask({ metrics: ['order_count'], grain, calendar }))).toEqual(rows)
    })

    // Weeks from Sunday, a year near 1 February: fiscal 2025 is 4 February 2024 to 1 February 2025, its last quarter from 3 November.
    it.each<[TimeGrain, RetailPattern, unknown[][]]>([
      [
        'month',
        '4-4-5',
        [
          ['2024-12-29', 3],
          ['2025-02-02', 0],
          ['2025-03-02', 2],
        ],
      ],
      [
        'month',
        '4-5-4',
        [
          ['2025-01-05', 3],
          ['2025-02-02', 0],
          ['2025-03-02', 2],
        ],
      ],
      [
        'month',
        '5-4-4',
        [
          ['2025-01-05', 3],
          ['2025-02-02', 1],
          ['2025-03-09', 1],
        ],
      ],
      [
        'quarter',
        '4-4-5',
        [
          ['2024-11-03', 3],
          ['2025-02-02', 2],
        ],
      ],
      [
        'year',
        '4-4-5',
        [
          ['2024-02-04', 3],
          ['2025-02-02', 2],
        ],
      ],
    ])('has the %s of a retail calendar of %s', async (grain, pattern, rows) => {
      const calendar = { weekStart: 'sunday' as const, fiscal: { startMonth: 2, pattern } }
      expect(await probe.ask(ask({ metrics: ['order_count'], grain, calendar }))).toEqual(rows)
      expect(await probe.ask(ask({ metrics: ['order_count'], groupBy: ['stage'], grain, calendar }))).toHaveLength(
        3 * rows.length,
      )
    })

    it('takes the latest snapshot of each bucket of the calendar', async () => {
      const calendar = { weekStart: 'sunday' as const, fiscal: { startMonth: 2, pattern: '4-4-5' as const } }
      // 30 and 31 January belong to the month from 29 December, February's to the one from 2 February
      expect(await probe.ask(ask({ metrics: ['mrr'], grain: 'month', calendar }))).toEqual([
        ['2024-12-29', 120],
        ['2025-02-02', 135],
        ['2025-03-02', null],
        ['2025-03-30', 120],
      ])
    })

    it('orders buckets by a metric, empty ones among them', async () => {
      const query = ask({
        metrics: ['revenue'],
        grain: 'month',
        orderBy: { metric: 'revenue', direction: 'asc' },
        limit: 1,
      })
      expect(await probe.ask(query)).toEqual([['2025-02-01', 0]])
    })

    it('gives each metric its own dates, and no value where its own data does not reach', async () => {
      // orders are dated 5 January to 15 March, closings 25 January to 20 March
      expect(await probe.ask(ask({ metrics: ['order_count', 'closings', 'win_rate'], grain: 'month' }))).toEqual([
        ['2025-01-01', 3, 1, 0],
        ['2025-02-01', 0, 1, 1],
        ['2025-03-01', 2, 2, 1],
      ])
      expect(
        await probe.ask(ask({ metrics: ['order_count', 'closings'], grain: 'week', start: '2025-03-10' })),
      ).toEqual([
        ['2025-03-10', 1, 0],
        ['2025-03-17', null, 1],
      ])
    })
  })

  describe('snapshots', () => {
    it('are taken at the last period of the range', async () => {
      expect(await probe.ask(ask({ metrics: ['mrr', 'mrr_by_day'] }))).toEqual([[120, 120]])
      expect(await probe.ask(ask({ metrics: ['mrr', 'mrr_by_day'], end: '2025-03-01' }))).toEqual([[135, 110]])
    })

    it('are not moved by filters', async () => {
      const filters = [{ dimension: 'customer', operator: 'in' as const, values: ['bolt'] }]
      expect(await probe.ask(ask({ metrics: ['mrr'], filters }))).toEqual([[null]])
      expect(await probe.ask(ask({ metrics: ['mrr'], filters, grain: 'month' }))).toEqual([
        ['2025-01-01', 20],
        ['2025-02-01', 25],
        ['2025-03-01', null],
      ])
    })

    it('have one value a bucket, never the sum of its periods', async () => {
      expect(await probe.ask(ask({ metrics: ['mrr'], grain: 'month' }))).toEqual([
        ['2025-01-01', 120],
        ['2025-02-01', 135],
        ['2025-03-01', 120],
      ])
      expect(await probe.ask(ask({ metrics: ['mrr'], grain: 'quarter' }))).toEqual([['2025-01-01', 120]])
    })

    it('have a group for each member there is at that time', async () => {
      expect(await probe.ask(ask({ metrics: ['mrr'], groupBy: ['plan'] }))).toEqual([['Pro', 120]])
      expect(await probe.ask(ask({ metrics: ['mrr'], groupBy: ['plan'], end: '2025-03-01' }))).toEqual([
        ['Lite', 25],
        ['Pro', 110],
      ])
    })
  })

  describe('long files', () => {
    it('take totals from the rows that state them, and parts from theirs', async () => {
      expect(await probe.ask(ask({ metrics: ['sales'] }))).toEqual([[63]])
      expect(await probe.ask(ask({ metrics: ['sales'], groupBy: ['region'] }))).toEqual([
        ['APAC', 20],
        ['EMEA', 43],
      ])
      const filters = [{ dimension: 'region', operator: 'not_in' as const, values: ['APAC'] }]
      expect(await probe.ask(ask({ metrics: ['sales'], filters }))).toEqual([[43]])
    })

    it('have the dates and groups of each metric apart', async () => {
      expect(await probe.ask(ask({ metrics: ['refunds'], groupBy: ['region'] }))).toEqual([
        ['EMEA', 1],
        ['LATAM', 2],
      ])
      expect(await probe.ask(ask({ metrics: ['sales', 'refunds'], grain: 'month' }))).toEqual([
        ['2025-01-01', 30, 1],
        ['2025-02-01', 0, 2],
        ['2025-03-01', 33, null],
      ])
      expect((await probe.ask(ask({ metrics: ['refunds'], grain: 'month', end: '2026-01-01' }))).length).toBe(2)
    })
  })
}

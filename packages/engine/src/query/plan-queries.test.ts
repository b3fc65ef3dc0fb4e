import { describe, expect, it } from 'vitest'
import { metricSlot, reading, timeSlot } from '../testing/readings.ts'
import { shopRows } from '../testing/shop.ts'
import { shopWithReturns } from '../testing/two-datasets.ts'
import { defaultCalendar } from '../understanding/time/index.ts'
import { groupsReadMax, planQueries } from './plan-queries.ts'

const q1 = timeSlot('Q1 2025', '2025-01-01', '2025-04-01')
const q2 = timeSlot('Q2 2025', '2025-04-01', '2025-07-01')
const data = shopWithReturns(shopRows, [{ return_date: '2025-05-20', region: 'East', refund: 70 }])
const plan = (overrides: Parameters<typeof reading>[0]) =>
  planQueries(reading(overrides), data, '2025-07-10', defaultCalendar)
const condition = { operator: 'gt', value: 1, upper: null, status: 'stated', text: '', span: null, rule: null } as const

describe('planQueries', () => {
  it('reads a plain value, the period before, and the months within', () => {
    expect(plan({ time: q2 }).queries.map(({ purpose, period, query }) => [purpose, period, query.grain])).toEqual([
      ['main', 0, null],
      ['main', 1, null],
      ['series', 0, 'month'],
    ])
  })

  it('reads groups with their total, largest first', () => {
    const [main, total] = plan({ intent: 'breakdown', breakdown: ['region'], time: q2 }).queries
    expect(main?.query).toMatchObject({
      groupBy: ['region'],
      orderBy: { metric: 'revenue', direction: 'desc' },
      limit: groupsReadMax + 1,
    })
    expect(total).toMatchObject({ purpose: 'total', query: { groupBy: [], limit: null } })
  })

  it('brings the parts of a ratio along', () => {
    expect(plan({ metrics: [metricSlot('gm_pct')], time: q2 }).queries[0]?.query.metrics).toEqual([
      'gm_pct',
      'gross_profit',
      'revenue',
    ])
  })

  it('asks each dataset for its own metrics, and cuts neither', () => {
    const both = { metrics: [metricSlot('revenue'), metricSlot('refunds')], breakdown: ['region'], time: q2 }
    const main = plan({ intent: 'breakdown', ...both }).queries.filter(({ purpose }) => purpose === 'main')
    expect(main.map(({ query }) => [query.metrics, query.limit])).toEqual([
      [['revenue'], null],
      [['refunds'], null],
    ])
  })

  it('holds groups to a condition on a metric nobody asked to see', () => {
    const having = [{ metric: 'order_count', ...condition }]
    expect(plan({ intent: 'list', breakdown: ['region'], having }).queries[0]?.query.having).toEqual([
      { metric: 'order_count', operator: 'gt', value: 1, upper: null },
    ])
  })

  it('holds only the asked period to the condition', () => {
    const comparison = { kind: 'periods', start: null, end: null, label: null, status: 'stated' } as const
    const { queries } = plan({
      intent: 'compare',
      breakdown: ['region'],
      periods: [q1, q2],
      comparison,
      having: [{ metric: 'revenue', ...condition }],
    })
    const main = queries.filter(({ purpose }) => purpose === 'main')
    expect(main.map(({ query }) => query.having.length)).toEqual([1, 0])
  })

  it('takes the finer of two time buckets', () => {
    expect(plan({ intent: 'breakdown', breakdown: ['year', 'month'] })).toMatchObject({
      dimensions: [],
      grain: 'month',
    })
  })
})

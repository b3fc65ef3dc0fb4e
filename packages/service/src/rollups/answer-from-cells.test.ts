import type { TenantData } from '@salestalk/engine'
import type { MetricQuery } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { answerFromCells, type Figures } from './answer-from-cells.ts'
import { planRollups, readRollupQuestion } from './cover-query.ts'
import { autumn, orderSegments, ordersModel, snapshotOf, winter } from './tests/fixture.ts'

const dataset = snapshotOf(ordersModel, orderSegments, [autumn, winter])
const data: TenantData = { tenantId: 'acme', version: '1', datasets: [dataset] }
const scales = { revenue: 2, orders: 0 }

type Stored = Readonly<Record<string, Readonly<Record<string, readonly (readonly [string | null, number | null])[]>>>>

/** The answer as "member period: values", from figures by metric, period and member. */
function answer(query: Partial<MetricQuery>, stored: Stored): string[] | null {
  const whole: MetricQuery = {
    metrics: ['revenue'],
    filters: [],
    having: [],
    groupBy: [],
    grain: null,
    start: null,
    end: null,
    orderBy: null,
    limit: null,
    ...query,
  }
  const question = readRollupQuestion(data, whole)
  const plan = question && planRollups(question, { spans: {}, scales })
  if (plan === null) throw new Error('the question of the test is not covered')
  const figures: Figures = new Map(
    Object.entries(stored).map(([metric, periods]) => [
      metric,
      new Map(Object.entries(periods).map(([period, members]) => [period, new Map(members)])),
    ]),
  )
  return (
    answerFromCells(plan, figures)?.map(({ group, period, values }) => {
      return [...Object.values(group), period ?? '', ...Object.values(values)].join(' ')
    }) ?? null
  )
}

const byRegion: Stored = {
  revenue: {
    all: [
      ['East', 10],
      ['West', 30],
      [null, 30],
      ['', 5],
      ['North', null],
    ],
  },
}

describe('an answer from figures', () => {
  it('is ordered: unknown values last, then by group, blank last', () => {
    const query = { groupBy: ['region'], orderBy: { metric: 'orders', direction: 'desc' as const } }
    expect(answer({ ...query, metrics: ['orders'] }, { orders: byRegion.revenue ?? {} })).toEqual([
      'West  30',
      '  30',
      'East  10',
      '  5',
      'North  ',
    ])
    expect(answer({ ...query, metrics: ['orders'], limit: 1 }, { orders: byRegion.revenue ?? {} })).toEqual([
      'West  30',
    ])
  })

  it('is left to the facts when its order hangs on digits that are not kept', () => {
    const orderBy = { metric: 'revenue', direction: 'desc' as const }
    expect(answer({ groupBy: ['region'], orderBy }, byRegion)).toBeNull()
    const having = [{ metric: 'revenue', operator: 'gt' as const, value: 10, upper: null }]
    expect(answer({ groupBy: ['region'], having }, byRegion)).toBeNull()
    expect(answer({ groupBy: ['region'], having: having.map((one) => ({ ...one, value: 11 })) }, byRegion)).toEqual([
      'West  30',
      '  30',
    ])
  })

  it('adds decimals up to the last digit', () => {
    const filters = [{ dimension: 'region', operator: 'in' as const, values: ['East', 'West'] }]
    const stored = { revenue: { all: [['East', 0.1] as const, ['West', 0.2] as const, ['North', 9] as const] } }
    expect(answer({ filters }, stored)).toEqual([' 0.3'])
    const large = { revenue: { all: [['East', 12_000_000_000_000.01] as const] } }
    expect(answer({ filters }, large)).toBeNull()
  })

  it('divides sums, by nothing into nothing known', () => {
    const query = { metrics: ['average_order'], start: '2024-12-01', end: '2025-02-01' }
    const months = (december: number, january: number) => ({
      '2024-12': [[null, december] as const],
      '2025-01': [[null, january] as const],
    })
    expect(answer(query, { revenue: months(5, 7.25), orders: months(1, 1) })).toEqual([' 6.125'])
    expect(answer(query, { revenue: months(0, 0), orders: months(0, 0) })).toEqual([' '])
  })

  it('is 0 or unknown where no row fell', () => {
    const metrics = ['revenue', 'latest', 'customers']
    const filters = [{ dimension: 'region', operator: 'in' as const, values: ['South'] }]
    expect(answer({ metrics, filters }, {})).toEqual([' 0  0'])
    expect(answer({ metrics, groupBy: ['region'] }, {})).toEqual([])
  })
})

import type { TenantData } from '@salestalk/engine'
import type { MetricQuery } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { planRollups, readingsOf, readRollupQuestion } from './cover-query.ts'
import type { Span } from './periods.ts'
import { autumn, orderSegments, ordersModel, snapshotOf, spring, winter } from './tests/fixture.ts'

// Orders from 2024-11-05 to 2025-03-20, shipped from 2024-11-07 to 2025-04-01.
const dataset = snapshotOf(ordersModel, orderSegments, [autumn, winter, spring])
const data: TenantData = { tenantId: 'acme', version: '1', datasets: [dataset] }

/** What is read, as "revenue: 2025-Q1", one entry a metric; null when the facts must be asked. */
function read(
  query: Partial<MetricQuery>,
  of: TenantData = data,
  spans: Record<string, Span> = {},
  scales: Record<string, number> = {},
): string[] | null {
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
  const question = readRollupQuestion(of, whole)
  const plan = question && planRollups(question, { spans, scales })
  return plan?.cells.flatMap(readingsOf).map(({ metric, periods }) => `${metric}: ${periods.join(' ')}`) ?? null
}

const inRegions = (...values: (string | null)[]) => ({ dimension: 'region', operator: 'in' as const, values })

describe('a range', () => {
  it.each([
    ['none at all', null, null, 'all'],
    ['a month', '2025-01-01', '2025-02-01', '2025-01'],
    ['a quarter', '2025-01-01', '2025-04-01', '2025-Q1'],
    ['a year', '2024-01-01', '2025-01-01', '2024'],
    ['a week', '2025-03-03', '2025-03-10', '2025-W10'],
    ['a day', '2025-03-02', '2025-03-03', '2025-03-02'],
    ['the year so far, as the data end before today', '2025-01-01', '2025-03-25', '2025-Q1'],
    ['from a day on, with data for one month more', '2025-03-01', null, '2025-03'],
    ['until a day, from the beginning of the data', null, '2025-01-01', '2024-Q4'],
    ['one before the data', '2023-01-01', '2024-01-01', ''],
  ])('that is %s', (_, start, end, period) => {
    expect(read({ start, end })).toEqual([`revenue: ${period}`])
  })

  it.each([
    ['two months', '2025-01-01', '2025-03-01'],
    ['part of a month', '2025-03-01', '2025-03-15'],
    ['open, over more than a year', '2024-11-01', null],
  ])('that is %s is left to the facts', (_, start, end) => {
    expect(read({ start, end })).toBeNull()
  })

  it('is taken for each metric by its own dates', () => {
    // What was shipped goes on into April.
    expect(read({ metrics: ['revenue', 'shipments'], start: '2025-01-01', end: '2025-03-25' })).toBeNull()
    expect(read({ metrics: ['revenue', 'shipments'], start: '2025-01-01', end: '2025-05-01' })).toEqual([
      'revenue: 2025-Q1',
      'shipments: 2025',
    ])
  })
})

describe('a series', () => {
  it('has the buckets between the ends of the data', () => {
    expect(read({ grain: 'month' })).toEqual(['revenue: 2024-11 2024-12 2025-01 2025-02 2025-03'])
    expect(read({ grain: 'quarter', start: '2025-01-01', end: '2026-01-01' })).toEqual(['revenue: 2025-Q1'])
    expect(read({ grain: 'month', start: '2025-03-01', end: '2025-03-21' })).toEqual(['revenue: 2025-03'])
    expect(read({ grain: 'month', start: '2020-01-01', end: '2021-01-01' })).toEqual(['revenue: '])
  })

  it('by weeks from Sunday or fiscal quarters is left to the facts', () => {
    expect(read({ grain: 'week', calendar: { weekStart: 'sunday', fiscal: null } })).toBeNull()
    const fiscal = { startMonth: 2, pattern: null }
    expect(read({ grain: 'quarter', calendar: { weekStart: 'monday', fiscal } })).toBeNull()
  })

  it('with a bucket that is cut is left to the facts', () => {
    expect(read({ grain: 'month', start: '2024-11-05', end: '2025-01-01' })).toEqual(['revenue: 2024-11 2024-12'])
    expect(read({ grain: 'month', start: '2024-11-06', end: '2025-01-01' })).toBeNull()
    expect(read({ grain: 'month', start: '2025-01-01', end: '2025-03-10' })).toBeNull()
  })
})

describe('a dimension', () => {
  it('can be grouped by, and its members let through or not', () => {
    expect(read({ groupBy: ['region'] })).toEqual(['revenue: all'])
    expect(read({ groupBy: ['region'], filters: [inRegions('East', 'West')] })).toEqual(['revenue: all'])
    expect(read({ filters: [inRegions('East')] })).toEqual(['revenue: all'])
    expect(read({ filters: [inRegions(null)] })).toEqual(['revenue: all'])
  })

  it.each<[string, Partial<MetricQuery>]>([
    ['several members together', { filters: [inRegions('East', 'West')] }],
    ['all but one member', { filters: [{ dimension: 'region', operator: 'not_in', values: ['East'] }] }],
    ['two dimensions', { groupBy: ['region'], filters: [{ dimension: 'tier', operator: 'in', values: ['1'] }] }],
    [
      'numbers, which are equal however they are written',
      { filters: [{ dimension: 'tier', operator: 'in', values: ['1'] }] },
    ],
    ['a column that is no dimension', { filters: [{ dimension: 'customer', operator: 'in', values: ['a'] }] }],
    ['the weekday', { groupBy: ['weekday'] }],
    ['a metric that is not there', { metrics: ['profit'] }],
    [
      'a condition without its second number',
      { having: [{ metric: 'revenue', operator: 'between', value: 1, upper: null }] },
    ],
  ])('is left to the facts: %s', (_, query) => {
    expect(read(query)).toBeNull()
  })
})

it('metrics of a long dataset need to be told where their data end', () => {
  const long: TenantData = { ...data, datasets: [{ ...dataset, model: { ...ordersModel, layout: 'long' } }] }
  const query = { start: '2025-01-01', end: '2025-03-25' }
  expect(read(query, long)).toBeNull()
  expect(read(query, long, { revenue: { start: '2024-11-05', end: '2025-02-20' } })).toEqual(['revenue: 2025-Q1'])
  expect(read(query, long, { revenue: { start: '2024-11-05', end: '2025-06-20' } })).toBeNull()
  expect(read(query, long, { revenue: null })).toEqual(['revenue: '])
})

describe('figures that are exact decimals', () => {
  const scales = { revenue: 2, orders: 0 }
  const exactly = (query: Partial<MetricQuery>) => read(query, data, {}, scales)

  it('are added up over the fewest periods that make up a range', () => {
    expect(exactly({ start: '2024-11-01', end: null })).toEqual(['revenue: 2024 2025'])
    expect(exactly({ start: '2024-12-01', end: '2025-03-01' })).toEqual(['revenue: 2024-12 2025-01 2025-02'])
    expect(exactly({ start: '2025-02-27', end: '2025-03-03' })).toEqual([
      'revenue: 2025-02-27 2025-02-28 2025-03-01 2025-03-02',
    ])
    // Days are not kept of members.
    expect(exactly({ start: '2025-02-27', end: '2025-03-03', groupBy: ['region'] })).toBeNull()
    expect(exactly({ start: '2025-02-01', end: '2025-03-25', groupBy: ['region'] })).toEqual([
      'revenue: 2025-02 2025-03',
    ])
  })

  it('are added up over members', () => {
    expect(exactly({ filters: [inRegions('East', 'West')] })).toEqual(['revenue: all'])
    expect(exactly({ grain: 'quarter', filters: [inRegions('East', 'West')] })).toEqual(['revenue: 2024-Q4 2025-Q1'])
  })

  it('are divided by each other where they are parts of a ratio', () => {
    const metrics = ['average_order']
    expect(exactly({ metrics, start: '2024-12-01', end: '2025-02-01' })).toEqual([
      'revenue: 2024-12 2025-01',
      'orders: 2024-12 2025-01',
    ])
    expect(exactly({ metrics: ['customers'], start: '2024-12-01', end: '2025-02-01' })).toBeNull()
  })
})

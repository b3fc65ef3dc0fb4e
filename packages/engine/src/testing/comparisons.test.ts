import type { FilterSlot, Interpretation } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import type { FactRow } from '../ports/fakes/index.ts'
import { answerReading } from './answer-reading.ts'
import { metricSlot, reading, timeSlot } from './readings.ts'
import { shopRows } from './shop.ts'
import { shopWithReturns } from './two-datasets.ts'

const q4 = timeSlot('Q4 2024', '2024-10-01', '2025-01-01')
const q1 = timeSlot('Q1 2025', '2025-01-01', '2025-04-01')
const q2 = timeSlot('Q2 2025', '2025-04-01', '2025-07-01')
const evidence = { status: 'stated', text: '', span: null, rule: null } as const
const regions = (...values: (string | null)[]): FilterSlot => ({
  dimension: 'region',
  operator: 'in',
  values,
  ...evidence,
})
const metrics = (...ids: string[]) => ids.map(metricSlot)
const comparison = (kind: 'periods' | 'entities') =>
  ({ kind, start: null, end: null, label: null, status: 'stated' }) as const

const returns: readonly FactRow[] = [
  { return_date: '2025-02-20', region: 'East', refund: 50 },
  { return_date: '2025-05-20', region: 'North', refund: 70 },
]

function ask(overrides: Partial<Interpretation>, orders: readonly FactRow[] = shopRows) {
  return answerReading(reading(overrides), shopWithReturns(orders, returns), { orders, returns })
}

describe('periods compared', () => {
  const compare = { intent: 'compare', comparison: comparison('periods') } as const

  it('tells a fall as well as a rise: East had 900, then 600', async () => {
    const { text, narrative } = await ask({ ...compare, periods: [q1, q2], filters: [regions('East')] })
    expect(text).toBe('Sales for East was $600 in Q2 2025, down 33.3% from $900 in Q1 2025. The difference is $300.')
    expect(narrative.dropped).toBe(0)
  })

  it('tells each of three, and from nothing the difference instead of a ratio', async () => {
    const { text } = await ask({ ...compare, periods: [q4, q1, q2] })
    expect(text).toBe(
      'Sales was $1,500 in Q2 2025, up 50.0% from $1,000 in Q1 2025. Sales was $1,000 in Q1 2025, up $1,000 from $0 in Q4 2024.',
    )
  })

  it('tells what is known where the other period has nothing', async () => {
    const { text } = await ask({ ...compare, metrics: metrics('gm_pct'), periods: [q4, q1] })
    expect(text).toBe('Profit margin was 20.0% in Q1 2025. Nothing is recorded for Profit margin in Q4 2024.')
  })

  it('shows every period of every member', async () => {
    const { text, answer } = await ask({ ...compare, periods: [q4, q1, q2], breakdown: ['region'] })
    expect(text).toContain('West $500 (up 400.0% from $100 in Q1 2025, $0 in Q4 2024)')
    expect(answer.table?.columns.map(({ label }) => label)).toEqual([
      'Region',
      'Sales',
      'Q1 2025',
      'Q4 2024',
      'Change',
      'Share',
    ])
  })

  it('keeps members that vanished, at nothing now', async () => {
    const { answer } = await ask({ ...compare, periods: [q1, q2], breakdown: ['product'], filters: [regions('East')] })
    // In Q2 East sold a lamp only; in Q1 a lamp, a chair and a desk.
    expect(answer.table?.rows).toMatchObject([
      { product: 'Lamp', revenue: 600, 'revenue#base1': 300 },
      { product: 'Desk', revenue: 0, 'revenue#base1': 400 },
      { product: 'Chair', revenue: 0, 'revenue#base1': 200 },
    ])
  })

  it('holds the first month of one against the first month of the other', async () => {
    const { text } = await ask({ ...compare, periods: [q1, q2], breakdown: ['month'] })
    expect(text).toContain('May 2025 $600 (up 500.0% from $100 in Feb 2025)')
  })

  it('states the change of percentages by points, per member too', async () => {
    const { text } = await ask({ ...compare, metrics: metrics('gm_pct'), periods: [q1, q2], breakdown: ['region'] })
    // East: 180 of 900, then 150 of 600.
    expect(text).toContain('East 25.0% (up 5.0 points from 20.0%)')
    expect(text).toContain('South 10.0% (nothing before)')
  })

  it('gives no ratio where a profit turned into a loss', async () => {
    const orders: FactRow[] = [
      { order_date: '2025-01-10', order_id: 'A1', region: 'East', product: 'Lamp', sales: 100, profit: 0 },
      { order_date: '2025-04-10', order_id: 'A2', region: 'East', product: 'Lamp', sales: -50, profit: 0 },
    ]
    const { text } = await ask({ ...compare, periods: [q1, q2] }, orders)
    expect(text).toBe('Sales was -$50 in Q2 2025, down $150 from $100 in Q1 2025.')
  })
})

describe('members compared', () => {
  const compare = { intent: 'compare', comparison: comparison('entities'), time: q2 } as const

  it('tells each metric asked, and what else the question was limited to', async () => {
    const lamps: FilterSlot = { dimension: 'product', operator: 'in', values: ['Lamp', 'Desk'], ...evidence }
    const { text } = await ask({
      ...compare,
      metrics: metrics('revenue', 'order_count'),
      filters: [regions('East', 'West'), lamps],
    })
    expect(text).toBe(
      'Sales for Lamp or Desk in Q2 2025 was $600 for East and $500 for West: East is ahead by $100. Orders for Lamp or Desk in Q2 2025 were 1 for both East and West.',
    )
  })

  it('does not pass over a member without rows', async () => {
    const { text } = await ask({
      ...compare,
      metrics: metrics('revenue', 'gm_pct'),
      filters: [regions('East', 'Mars')],
    })
    expect(text).toContain('Sales in Q2 2025 was $600 for East and $0 for Mars: East is ahead by $600.')
    expect(text).toContain('Profit margin in Q2 2025 was 25.0% for East; nothing is recorded for Mars.')
  })
})

describe('metrics of two datasets', () => {
  it('are joined by their members, each figure naming the query it came from', async () => {
    const { text, answer } = await ask({
      intent: 'breakdown',
      metrics: metrics('revenue', 'refunds'),
      breakdown: ['region'],
      time: q2,
    })
    expect(text).toContain('East $600 Sales, $0 Refunds')
    expect(text).toContain('North $0 Sales, $70 Refunds')
    const readers = new Map(answer.queries.map(({ id, metricQuery }) => [id, metricQuery.metrics]))
    for (const { metric, derivedFrom, source } of answer.references)
      if (derivedFrom.length === 0) expect(readers.get(source.query)).toContain(metric)
  })

  it('are both held to a condition on one of them, and on a metric that was not asked', async () => {
    const condition = { metric: 'refunds', operator: 'gt', value: 60, upper: null, ...evidence } as const
    const { answer } = await ask({ intent: 'list', breakdown: ['region'], having: [condition] })
    // North gave 70 back and sold nothing.
    expect(answer.table?.rows).toMatchObject([{ region: 'North', revenue: 0 }])
    const lower = { ...condition, value: 40 }
    const { answer: east } = await ask({ intent: 'list', breakdown: ['region'], having: [lower], time: q1 })
    expect(east.table?.rows).toMatchObject([{ region: 'East', revenue: 900 }])
  })
})

describe('shares, ties and cuts', () => {
  const sold = (product: string, sales: number): FactRow => ({
    order_date: '2025-04-10',
    order_id: product,
    region: 'East',
    product,
    sales,
    profit: 0,
  })

  it('give no shares among members that offset each other', async () => {
    const { text } = await ask({ intent: 'breakdown', breakdown: ['product'] }, [sold('A', 300), sold('B', -200)])
    expect(text).toContain('A $300, B -$200. The total is $100.')
  })

  it('say who else holds the same place', async () => {
    const rank = { direction: 'top', limit: 1, by: 'value', position: null, status: 'stated' } as const
    const orders = [sold('A', 5), sold('B', 5), sold('C', 1)]
    const { text } = await ask({ intent: 'rank', breakdown: ['product'], rank }, orders)
    expect(text).toContain('A has the highest Sales')
    expect(text).toContain('It shares this place with 1 more.')
  })

  it('do not call three members the top five', async () => {
    const rank = { direction: 'top', limit: 5, by: 'value', position: null, status: 'stated' } as const
    const { text } = await ask({ intent: 'rank', breakdown: ['product'], rank, time: q2 })
    expect(text).toBe(
      'Products by Sales in Q2 2025, highest first: Lamp $600 (40.0% of the total), Desk $500 (33.3% of the total), Chair $400 (26.7% of the total).',
    )
  })

  it('say how many of how many are shown, and still reconcile', async () => {
    const orders = Array.from({ length: 1200 }, (_, index) => sold(`P${index}`, 1))
    const { text, answer } = await ask({ intent: 'breakdown', breakdown: ['product'] }, orders)
    expect(text).toContain('The first 1,000 of 1,200 are shown.')
    expect(answer.table?.rows).toHaveLength(1000)
    expect(answer.checks.reconciled).toBe(true)
  })

  it('say that nothing met the condition, not that nothing is recorded', async () => {
    const condition = { metric: 'revenue', operator: 'gte', value: 500_000, upper: null, ...evidence } as const
    const { text } = await ask({ intent: 'list', breakdown: ['region'], having: [condition], time: q2 })
    expect(text).toBe('Nothing with Sales of at least $500,000 was found in Q2 2025.')
  })
})

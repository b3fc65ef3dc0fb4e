import type { FilterSlot, Interpretation, TimeSlot } from '@salestalk/protocol'
import fc from 'fast-check'
import type { FactRow } from '../../ports/fakes/index.ts'
import { fromDays, toDays } from '../../understanding/time/index.ts'
import { metricSlot, reading, timeSlot } from '../readings.ts'

/** Names as companies have them: with digits, quotes, braces, markup, line breaks, without end. */
export const awkwardNames = [
  'East',
  'Q1 2025',
  'Route 66',
  '{metric}',
  `O'Brien & "Sons"`,
  '<b>Bold</b>',
  'two\nlines',
  `${'long '.repeat(30)}name`,
  'region',
  '$1',
]

const firstDay = toDays('2025-01-01')
const day = fc.integer({ min: 0, max: 180 }).map((offset) => fromDays(firstDay + offset))
const region = fc.option(fc.constantFrom(...awkwardNames), { nil: null, freq: 8 })
const amount = fc.oneof(
  fc.integer({ min: -50_000, max: 90_000 }).map((cents) => cents / 100),
  fc.integer({ min: 0, max: 9_000_000 }),
  fc.constant(0),
)

export const orderRows: fc.Arbitrary<FactRow[]> = fc.array(
  fc.record({
    order_date: day,
    order_id: fc.integer({ min: 1, max: 30 }).map((id) => `A${id}`),
    region,
    product: fc.constantFrom('Lamp', 'Desk', 'Chair'),
    sales: amount,
    profit: amount,
  }),
  { minLength: 1, maxLength: 40 },
)

export const returnRows: fc.Arbitrary<FactRow[]> = fc.array(fc.record({ return_date: day, region, refund: amount }), {
  minLength: 1,
  maxLength: 15,
})

const windows = [
  timeSlot('Q1 2025', '2025-01-01', '2025-04-01'),
  timeSlot('Q2 2025', '2025-04-01', '2025-07-01'),
  timeSlot('Feb 2025', '2025-02-01', '2025-03-01', 'month'),
  timeSlot('10 Feb to 20 Mar 2025', '2025-02-10', '2025-03-21', 'day'),
  timeSlot('H1 2025', '2025-01-01', '2025-07-01', 'month'),
  timeSlot('Q4 2024', '2024-10-01', '2025-01-01'),
  { ...timeSlot('Q3 2025', '2025-07-01', '2025-10-01'), partial: true },
] as const
const window = fc.constantFrom<TimeSlot>(...windows)

const orderMetrics = ['revenue', 'gross_profit', 'gm_pct', 'order_count'] as const
const evidence = { status: 'stated', text: '', span: null, rule: null } as const
const regionFilter = fc
  .tuple(
    fc.constantFrom('in' as const, 'not_in' as const),
    fc.uniqueArray(fc.constantFrom(...awkwardNames, null), { minLength: 1, maxLength: 3 }),
  )
  .map(([operator, values]): FilterSlot => ({ dimension: 'region', operator, values, ...evidence }))
const salesFilter = fc
  .integer({ min: -100, max: 500 })
  .map((value): FilterSlot => ({ dimension: 'sales', operator: 'gte', values: [value], ...evidence }))

const comparison = (kind: 'periods' | 'entities') =>
  ({ kind, start: null, end: null, label: null, status: 'stated' }) as const
const before = {
  kind: 'previous_period',
  start: '2025-01-01',
  end: '2025-04-01',
  label: 'Q1 2025',
  status: 'stated',
} as const

/** Readings of every intent that is answered, most of them of orders, some of orders and returns together. */
export const anyReading: fc.Arbitrary<Interpretation> = fc
  .record({
    intent: fc.constantFrom(
      'what' as const,
      'compare' as const,
      'trend' as const,
      'breakdown' as const,
      'rank' as const,
      'list' as const,
    ),
    metrics: fc.uniqueArray(fc.constantFrom(...orderMetrics), { minLength: 1, maxLength: 3 }),
    withReturns: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
    dimensions: fc.uniqueArray(fc.constantFrom('region', 'product', 'weekday'), { maxLength: 2 }),
    grain: fc.option(fc.constantFrom('month', 'week', 'quarter'), { nil: null, freq: 3 }),
    region: fc.option(regionFilter, { nil: null, freq: 3 }),
    sales: fc.option(salesFilter, { nil: null, freq: 8 }),
    time: fc.option(window, { nil: null, freq: 5 }),
    periods: fc.uniqueArray(window, { minLength: 2, maxLength: 4, selector: ({ label }) => label }),
    isOfPeriods: fc.boolean(),
    isCompared: fc.boolean(),
    rank: fc.record({
      by: fc.constant('value' as const),
      position: fc.constant(null),
      direction: fc.constantFrom('top' as const, 'bottom' as const),
      limit: fc.option(fc.integer({ min: 1, max: 12 }), { nil: null }),
      status: fc.constant('stated' as const),
    }),
    threshold: fc.option(fc.integer({ min: -500, max: 2000 }), { nil: null, freq: 4 }),
  })
  .map((parts) => {
    const { intent } = parts
    const ids = parts.withReturns ? [...parts.metrics, 'refunds'] : parts.metrics
    // Returns have neither products nor sales.
    const dimensions = parts.dimensions.filter((id) => id !== 'product' || !parts.withReturns)
    const filters = [parts.region, parts.withReturns ? null : parts.sales].flatMap((filter) => filter ?? [])
    const members = parts.region?.operator === 'in' && parts.region.values.length > 1
    const isEntities = intent === 'compare' && members && !parts.isOfPeriods
    const isPeriods = intent === 'compare' && !isEntities
    const isSplit = intent === 'breakdown' || intent === 'rank'
    const breakdown = [...dimensions, ...(parts.grain ? [parts.grain] : [])]
    const split =
      isSplit && breakdown.length === 0
        ? ['region']
        : intent === 'trend' && !parts.grain
          ? [...dimensions, 'month']
          : breakdown
    const having =
      parts.threshold === null || split.length === 0
        ? []
        : [{ metric: 'revenue', operator: 'gt' as const, value: parts.threshold, upper: null, ...evidence }]
    return reading({
      intent,
      metrics: ids.map(metricSlot),
      filters,
      having: intent === 'list' || intent === 'rank' ? having : [],
      breakdown: intent === 'what' ? [] : split,
      rank: intent === 'rank' ? parts.rank : null,
      time: isPeriods ? null : parts.time,
      periods: isPeriods ? parts.periods : [],
      comparison: isEntities
        ? comparison('entities')
        : isPeriods
          ? comparison('periods')
          : parts.isCompared
            ? before
            : null,
    })
  })

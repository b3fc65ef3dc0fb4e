import type { FactRow } from '@salestalk/engine/fakes'
import type {
  Aggregation,
  BucketCalendar,
  Condition,
  DatasetModel,
  Expression,
  FilterValue,
  MetricDefinition,
  MetricQuery,
  QueryFilter,
} from '@salestalk/protocol'
import fc from 'fast-check'

/** Small random datasets and questions about them, dense enough that groups, buckets and snapshots meet. */

const members = ['a', 'b', 'É', 'B c', "o'x", '']
const day = dayBetween(0, 150)
const hour = fc.integer({ min: 0, max: 86_399 }).map((seconds) => new Date(seconds * 1000).toISOString().slice(11, 19))
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 6 })
const cents = fc.integer({ min: -50_000, max: 90_000 }).map((value) => value / 100)

const factRow: fc.Arbitrary<FactRow> = fc.record({
  opened: orNull(day),
  closed: orNull(day),
  moment: orNull(fc.tuple(day, hour).map(([date, time]) => `${date}T${time}`)),
  color: orNull(fc.constantFrom(...members)),
  size: orNull(fc.constantFrom('s', 'm', 'l')),
  tier: orNull(fc.integer({ min: 1, max: 12 })),
  active: orNull(fc.boolean()),
  amount: orNull(cents),
  quantity: orNull(fc.integer({ min: 0, max: 5 })),
})
export const factRows = fc.oneof(
  { weight: 1, arbitrary: fc.array(factRow, { maxLength: 3 }) },
  { weight: 5, arbitrary: fc.array(factRow, { minLength: 20, maxLength: 60, size: 'max' }) },
)

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    column: fc.constant('color'),
    operator: fc.constantFrom('in' as const, 'not_in' as const),
    values: fc.subarray([...members, null]),
  }),
  fc.record({
    column: fc.constantFrom('amount', 'quantity'),
    operator: fc.constantFrom('gt' as const, 'gte' as const, 'lt' as const, 'lte' as const),
    values: fc.tuple(fc.integer({ min: -1, max: 4 })),
  }),
  fc.record({
    column: fc.constantFrom('size', 'closed', 'tier'),
    operator: fc.constantFrom('is_null' as const, 'is_not_null' as const),
    values: fc.constant<never[]>([]),
  }),
)
const where = fc.oneof(
  { weight: 3, arbitrary: fc.constant<never[]>([]) },
  { weight: 2, arbitrary: fc.array(condition, { minLength: 1, maxLength: 2 }) },
)

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Expression>(
      { column: 'amount' },
      { column: 'quantity' },
      { constant: 2 },
      { constant: 0.5 },
      { days_between: ['opened', 'closed'] },
    ),
    fc.record({
      operator: fc.constantFrom('add' as const, 'subtract' as const, 'multiply' as const, 'divide' as const),
      operands: fc.array(tie('expression'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}))

const leaf: fc.Arbitrary<Aggregation> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('sum' as const, 'average' as const, 'minimum' as const, 'maximum' as const, 'last' as const),
    expression,
    where,
  }),
  fc.record({ kind: fc.constant('count' as const), where }),
  fc.record({
    kind: fc.constant('count_distinct' as const),
    column: fc.constantFrom('color', 'tier', 'amount', 'opened'),
    where,
  }),
)

const leafMetric = fc.record({
  aggregation: leaf,
  timeColumn: fc.constantFrom('opened', 'closed', 'moment'),
  grain: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
  slices: fc.constantFrom(undefined, undefined, [
    { dimensions: ['color'], where: [{ column: 'size', operator: 'is_null' as const, values: [] }] },
    {
      dimensions: ['color', 'size', 'tier', 'active'],
      where: [{ column: 'size', operator: 'is_not_null' as const, values: [] }],
    },
  ]),
})

/** A model with four metrics computed from rows (m0 to m3) and two ratios (m4 of them, m5 of m4). */
export const model: fc.Arbitrary<DatasetModel> = fc
  .tuple(
    fc.array(leafMetric, { minLength: 4, maxLength: 4 }),
    fc.constantFrom('wide' as const, 'wide' as const, 'long' as const),
  )
  .map(([leaves, layout]) => ({
    dataset: 'facts',
    label: 'Facts',
    version: 1,
    layout,
    record: { singular: 'fact', plural: 'facts' },
    columns: [
      { key: 'opened', name: 'opened', type: 'date', role: 'time' },
      { key: 'closed', name: 'closed', type: 'date', role: 'time' },
      { key: 'moment', name: 'moment', type: 'timestamp', role: 'time' },
      { key: 'color', name: 'color', type: 'text', role: 'dimension' },
      { key: 'size', name: 'size', type: 'text', role: 'dimension' },
      { key: 'tier', name: 'tier', type: 'integer', role: 'dimension' },
      { key: 'active', name: 'active', type: 'boolean', role: 'dimension' },
      { key: 'amount', name: 'amount', type: 'decimal', role: 'measure' },
      { key: 'quantity', name: 'quantity', type: 'integer', role: 'measure' },
    ],
    timeColumn: 'opened',
    dimensions: ['color', 'size', 'tier', 'active'].map((id) => ({
      id,
      label: id,
      column: id,
      synonyms: [],
      parent: null,
      subject: null,
      aliases: {},
    })),
    metrics: [
      ...leaves.map((parts, index) => ({ ...metricBase(`m${index}`), ...withoutUndefined(parts) })),
      { ...metricBase('m4'), aggregation: { kind: 'ratio' as const, numerator: 'm0', denominator: 'm1' } },
      { ...metricBase('m5'), aggregation: { kind: 'ratio' as const, numerator: 'm4', denominator: 'm2' } },
    ],
    assumptions: [],
  }))

function withoutUndefined<Parts extends { slices: unknown }>({ slices, ...rest }: Parts) {
  return slices === undefined ? rest : { ...rest, slices }
}

function metricBase(id: string): Omit<MetricDefinition, 'aggregation'> {
  return {
    id,
    label: id,
    subject: 'revenue',
    description: '',
    synonyms: [],
    unit: { kind: 'count', currency: null },
    direction: 'neutral',
    importance: 0,
    timeColumn: 'opened',
    grain: 'day',
    hidden: false,
  }
}

const metricId = fc.constantFrom('m0', 'm1', 'm2', 'm3', 'm4', 'm5')
const ordering = fc.constantFrom('gt' as const, 'gte' as const, 'lt' as const, 'lte' as const)

const filter: fc.Arbitrary<QueryFilter> = fc.oneof(
  membership('color', [...members, null, 'zz']),
  membership('tier', [1, 2, '3', null]),
  membership('active', ['true', 'FALSE', null]),
  membership('weekday', ['1', '2', '3', '6', null]),
  membership('closed', ['2024-12-24', '2025-01-01', null]),
  fc.record({
    dimension: fc.constantFrom('amount', 'tier'),
    operator: ordering,
    values: fc.tuple(fc.integer({ min: -5, max: 9 })),
  }),
  fc.record({
    dimension: fc.constant('amount'),
    operator: fc.constant('between' as const),
    values: fc.tuple(cents, cents),
  }),
  fc.record({ dimension: fc.constantFrom('closed', 'moment'), operator: ordering, values: fc.tuple(day) }),
)

function membership(dimension: string, values: FilterValue[]): fc.Arbitrary<QueryFilter> {
  return fc.record({
    dimension: fc.constant(dimension),
    operator: fc.constantFrom('in' as const, 'not_in' as const),
    values: fc.subarray(values),
  })
}

function dayBetween(min: number, max: number): fc.Arbitrary<string> {
  const first = Date.UTC(2024, 10, 20)
  return fc.integer({ min, max }).map((days) => new Date(first + days * 86_400_000).toISOString().slice(0, 10))
}

/** None mostly, else one or two. */
function seldom<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant<never[]>([]) },
    { weight: 1, arbitrary: fc.array(value, { minLength: 1, maxLength: 2 }) },
  )
}

const calendar: fc.Arbitrary<BucketCalendar | undefined> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.record({
      weekStart: fc.constantFrom('monday' as const, 'sunday' as const),
      fiscal: orNull(
        fc.record({
          startMonth: fc.integer({ min: 1, max: 12 }),
          pattern: orNull(fc.constantFrom('4-4-5' as const, '4-5-4' as const, '5-4-4' as const)),
        }),
      ),
    }),
  },
)

export const metricQuery: fc.Arbitrary<MetricQuery> = fc.record({
  metrics: fc.uniqueArray(metricId, { minLength: 1, maxLength: 4 }),
  filters: seldom(filter),
  having: seldom(
    fc.record({ metric: metricId, operator: ordering, value: fc.constantFrom(0, 1, 50), upper: fc.constant(null) }),
  ),
  groupBy: fc.uniqueArray(fc.constantFrom('color', 'size', 'tier', 'active', 'weekday'), { maxLength: 2 }),
  grain: orNull(
    fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'quarter' as const, 'year' as const),
  ),
  calendar,
  start: fc.oneof(fc.constant(null), dayBetween(-20, 100)),
  end: fc.oneof(fc.constant(null), dayBetween(60, 180)),
  orderBy: orNull(fc.record({ metric: metricId, direction: fc.constantFrom('asc' as const, 'desc' as const) })),
  limit: fc.constant(null),
})

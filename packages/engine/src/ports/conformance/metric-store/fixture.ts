import type { Aggregation, DatasetModel, MetricDefinition, MetricQuery } from '@salestalk/protocol'
import type { FactRow } from '../../fakes/metric-store.ts'

/** The dataset most of the suite asks about: six orders, none in February, one without a date, one without a region. */
export const orderRows: readonly FactRow[] = [
  order('o1', '2025-01-05T09:30:00', 'EMEA', 'Pro', 'acme', 'Won', 100.1, 60, 1, '2025-02-10'),
  order('o2', '2025-01-20T23:59:59', 'EMEA', 'Lite', 'bolt', 'Lost', 50.2, 20, 2, '2025-01-25'),
  order('o3', '2025-01-31T00:00:00', 'APAC', 'Pro', 'acme', 'Won', 200.3, 100, 3, '2025-03-01'),
  order('o4', '2025-03-02T12:00:00', 'EMEA', 'Pro', 'core', 'Open', 300, 150, 4, null),
  order('o5', '2025-03-15T08:00:00', null, 'Lite', 'bolt', 'Won', 0.1, 0.05, 1, '2025-03-20'),
  order('o6', null, 'APAC', 'Lite', 'dune', 'Open', 40, 10, 1, null),
]

function order(
  id: string,
  createdAt: string | null,
  region: string | null,
  product: string,
  customer: string,
  stage: string,
  amount: number,
  cost: number,
  quantity: number,
  closeDate: string | null,
): FactRow {
  return {
    order_id: id,
    order_date: createdAt === null ? null : createdAt.slice(0, 10),
    created_at: createdAt,
    close_date: closeDate,
    region,
    product,
    customer,
    stage,
    amount,
    cost,
    quantity,
    express: quantity > 2,
  }
}

const amount = { column: 'amount' }
const won = [{ column: 'stage', operator: 'in' as const, values: ['Won'] }]
const closed = [{ column: 'stage', operator: 'in' as const, values: ['Won', 'Lost'] }]
const margin = { operator: 'subtract' as const, operands: [amount, { column: 'cost' }] }

export const orders: DatasetModel = {
  dataset: 'orders',
  label: 'Orders',
  version: 1,
  layout: 'wide',
  record: { singular: 'order', plural: 'orders' },
  columns: [
    column('order_id', 'text', 'identifier'),
    column('order_date', 'date', 'time'),
    column('created_at', 'timestamp', 'time'),
    column('close_date', 'date', 'time'),
    column('region', 'text', 'dimension'),
    column('product', 'text', 'dimension'),
    column('customer', 'text', 'dimension'),
    column('stage', 'text', 'dimension'),
    column('amount', 'decimal', 'measure'),
    column('cost', 'decimal', 'measure'),
    column('quantity', 'integer', 'measure'),
    column('express', 'boolean', 'dimension'),
    column('secret', 'text', 'ignored'),
  ],
  timeColumn: 'order_date',
  dimensions: [
    dimension('region'),
    { ...dimension('item'), column: 'product' },
    dimension('customer'),
    dimension('stage'),
    dimension('express'),
    dimension('quantity'),
  ],
  metrics: [
    metric('revenue', { kind: 'sum', expression: amount, where: [] }),
    metric('order_count', { kind: 'count', where: [] }),
    metric('customer_count', { kind: 'count_distinct', column: 'customer', where: [] }),
    metric('average_amount', { kind: 'average', expression: amount, where: [] }),
    metric('smallest', { kind: 'minimum', expression: amount, where: [] }),
    metric('largest', { kind: 'maximum', expression: amount, where: [] }),
    metric('won_revenue', { kind: 'sum', expression: amount, where: won }),
    metric('won_customers', { kind: 'count_distinct', column: 'customer', where: won }),
    metric('profit', { kind: 'sum', expression: margin, where: [] }),
    metric('margin_pct', { kind: 'ratio', numerator: 'profit', denominator: 'revenue' }),
    metric('profit_per_customer', { kind: 'ratio', numerator: 'profit', denominator: 'customer_count' }),
    metric('margin_to_share', { kind: 'ratio', numerator: 'margin_pct', denominator: 'won_share' }),
    metric('won_share', { kind: 'ratio', numerator: 'won_revenue', denominator: 'revenue' }),
    { ...metric('wins', { kind: 'count', where: won }), timeColumn: 'close_date' },
    { ...metric('closings', { kind: 'count', where: closed }), timeColumn: 'close_date' },
    { ...metric('win_rate', { kind: 'ratio', numerator: 'wins', denominator: 'closings' }), timeColumn: 'close_date' },
    { ...metric('created', { kind: 'count', where: [] }), timeColumn: 'created_at' },
    metric('cycle_time', { kind: 'average', expression: { days_between: ['order_date', 'close_date'] }, where: won }),
    metric('blank_regions', { kind: 'count', where: [{ column: 'region', operator: 'is_null', values: [] }] }),
    { ...metric('undated', { kind: 'count', where: [] }), timeColumn: null },
    metric('circle', { kind: 'ratio', numerator: 'circle', denominator: 'revenue' }),
  ],
  assumptions: [],
}

/** Recurring revenue as a snapshot per month: bolt is gone in March; each customer's row has its own day. */
export const subscriptionRows: readonly FactRow[] = [
  { snapshot_date: '2025-01-31', customer: 'acme', plan: 'Pro', mrr: 100 },
  { snapshot_date: '2025-01-30', customer: 'bolt', plan: 'Lite', mrr: 20 },
  { snapshot_date: '2025-02-28', customer: 'acme', plan: 'Pro', mrr: 110 },
  { snapshot_date: '2025-02-27', customer: 'bolt', plan: 'Lite', mrr: 25 },
  { snapshot_date: '2025-03-31', customer: 'acme', plan: 'Pro', mrr: 120 },
]

export const subscriptions: DatasetModel = {
  ...orders,
  dataset: 'subscriptions',
  label: 'Subscriptions',
  columns: [
    column('snapshot_date', 'date', 'time'),
    column('customer', 'text', 'dimension'),
    column('plan', 'text', 'dimension'),
    column('mrr', 'decimal', 'measure'),
  ],
  timeColumn: 'snapshot_date',
  dimensions: [dimension('customer'), dimension('plan')],
  metrics: [
    {
      ...metric('mrr', { kind: 'last', expression: { column: 'mrr' }, where: [] }),
      timeColumn: 'snapshot_date',
      grain: 'month',
    },
    {
      ...metric('mrr_by_day', { kind: 'last', expression: { column: 'mrr' }, where: [] }),
      timeColumn: 'snapshot_date',
    },
  ],
}

/** A long file: totals and regions side by side, and a second metric that ends a month earlier. */
export const figureRows: readonly FactRow[] = [
  { period: '2025-01-01', metric: 'sales', region: null, value: 30 },
  { period: '2025-01-01', metric: 'sales', region: 'EMEA', value: 10 },
  { period: '2025-01-01', metric: 'sales', region: 'APAC', value: 20 },
  { period: '2025-03-01', metric: 'sales', region: null, value: 33 },
  { period: '2025-03-01', metric: 'sales', region: 'EMEA', value: 33 },
  { period: '2025-01-01', metric: 'refunds', region: 'EMEA', value: 1 },
  { period: '2025-02-01', metric: 'refunds', region: 'LATAM', value: 2 },
]

const isSales = { column: 'metric', operator: 'in' as const, values: ['sales'] }
const isRefund = { column: 'metric', operator: 'in' as const, values: ['refunds'] }

export const figures: DatasetModel = {
  ...orders,
  dataset: 'figures',
  label: 'Figures',
  layout: 'long',
  columns: [
    column('period', 'date', 'time'),
    column('metric', 'text', 'dimension'),
    column('region', 'text', 'dimension'),
    column('value', 'decimal', 'measure'),
  ],
  timeColumn: 'period',
  dimensions: [dimension('region'), dimension('metric')],
  metrics: [
    {
      ...metric('sales', { kind: 'sum', expression: { column: 'value' }, where: [isSales] }),
      timeColumn: 'period',
      grain: 'month',
      slices: [
        { dimensions: [], where: [{ column: 'region', operator: 'is_null', values: [] }] },
        { dimensions: ['region'], where: [{ column: 'region', operator: 'is_not_null', values: [] }] },
      ],
    },
    {
      ...metric('refunds', { kind: 'sum', expression: { column: 'value' }, where: [isRefund] }),
      timeColumn: 'period',
      grain: 'month',
    },
  ],
}

function metric(id: string, aggregation: Aggregation): MetricDefinition {
  return {
    id,
    label: id,
    subject: 'revenue',
    description: '',
    synonyms: [],
    unit: { kind: 'count', currency: null },
    direction: 'up_is_good',
    importance: 0.5,
    aggregation,
    timeColumn: 'order_date',
    grain: 'day',
    hidden: false,
  }
}

function column(
  key: string,
  type: DatasetModel['columns'][number]['type'],
  role: DatasetModel['columns'][number]['role'],
) {
  return { key, name: key, type, role }
}

function dimension(id: string): DatasetModel['dimensions'][number] {
  return { id, label: id, column: id, synonyms: [], parent: null, subject: null, aliases: {} }
}

/** A query for everything, but for what is stated. */
export function ask(query: Partial<MetricQuery> & Pick<MetricQuery, 'metrics'>): MetricQuery {
  return {
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
}

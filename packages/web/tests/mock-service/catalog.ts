import type { Catalog, CatalogDimension, CatalogMetric, DatasetModel, MetricDefinition } from '@salestalk/protocol'

const dimensionMembers: Record<string, string[]> = {
  region: ['Central', 'North', 'South', 'West'],
  channel: ['Marketplace', 'Online', 'Store'],
  category: ['Bath', 'Decor', 'Furniture', 'Kitchen', 'Lighting', 'Textiles'],
  product: ['Alder desk', 'Birch shelf', 'Cedar chest', 'Linen throw', 'Oak table', 'Stoneware set', 'Walnut chair'],
  store: ['Ashford', 'Brookside', 'Elmhurst', 'Fairview', 'Glenwood'],
}

const synonyms: Record<string, string[]> = { category: ['department'], product: ['item', 'article'], region: ['area'] }

function title(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1)
}

const dimensions: CatalogDimension[] = Object.entries(dimensionMembers).map(([id, members]) => ({
  id,
  label: title(id),
  synonyms: synonyms[id] ?? [],
  datasets: ['orders'],
  memberCount: id === 'product' ? 240 : members.length,
  members,
}))

interface MetricSeed {
  id: string
  label: string
  description: string
  formula: string
  synonyms: string[]
  unit: CatalogMetric['unit']
  dataset?: string
}

const usd = { kind: 'currency', currency: 'USD' } as const

const seeds: MetricSeed[] = [
  {
    id: 'revenue',
    label: 'Revenue',
    description: 'What customers paid for what they ordered, before returns.',
    formula: 'sum(net_amount)',
    synonyms: ['sales', 'turnover', 'net sales'],
    unit: usd,
  },
  {
    id: 'gross_profit',
    label: 'Gross profit',
    description: 'Revenue less what the goods cost.',
    formula: 'sum(net_amount - quantity × unit_cost)',
    synonyms: ['profit'],
    unit: usd,
  },
  {
    id: 'gross_margin',
    label: 'Gross margin',
    description: 'Gross profit as a share of revenue.',
    formula: 'gross_profit / revenue',
    synonyms: ['margin'],
    unit: { kind: 'percent', currency: null },
  },
  {
    id: 'orders',
    label: 'Orders',
    description: 'How many different orders were placed.',
    formula: 'count distinct(order_id)',
    synonyms: ['purchases'],
    unit: { kind: 'count', currency: null },
  },
  {
    id: 'average_order_value',
    label: 'Average order value',
    description: 'Revenue per order.',
    formula: 'revenue / orders',
    synonyms: ['AOV', 'basket size'],
    unit: usd,
  },
  {
    id: 'refund_amount',
    label: 'Refund amount',
    description: 'What was paid back for returned goods.',
    formula: 'sum(refund)',
    synonyms: ['refunds'],
    unit: usd,
    dataset: 'returns',
  },
]

const metrics: CatalogMetric[] = seeds.map((seed) => ({
  ...seed,
  subject: 'revenue',
  direction: seed.id === 'refund_amount' ? 'up_is_bad' : 'up_is_good',
  grain: 'day',
  dataset: seed.dataset ?? 'orders',
  dimensions: seed.dataset ? ['region', 'channel'] : Object.keys(dimensionMembers),
}))

function definition(metric: CatalogMetric): MetricDefinition {
  return {
    id: metric.id,
    label: metric.label,
    subject: metric.subject,
    description: metric.description,
    synonyms: metric.synonyms,
    unit: metric.unit,
    direction: metric.direction,
    importance: 0.5,
    aggregation: { kind: 'sum', expression: { column: 'net_amount' }, where: [] },
    timeColumn: 'ordered_on',
    grain: 'day',
    hidden: false,
  }
}

export function modelOf(dataset: string, label: string): DatasetModel {
  return {
    dataset,
    label,
    version: 1,
    layout: 'wide',
    record: { singular: 'order line', plural: 'order lines' },
    columns: [
      { key: 'order_id', name: 'Order ID', type: 'text', role: 'identifier' },
      { key: 'ordered_on', name: 'Ordered on', type: 'date', role: 'time' },
      ...Object.keys(dimensionMembers).map(
        (key) => ({ key, name: title(key), type: 'text', role: 'dimension' }) as const,
      ),
      { key: 'quantity', name: 'Quantity', type: 'integer', role: 'measure' },
      { key: 'net_amount', name: 'Net amount', type: 'decimal', role: 'measure' },
    ],
    timeColumn: 'ordered_on',
    dimensions: dimensions.map(({ id, label: name, synonyms: words }) => ({
      id,
      label: name,
      column: id,
      synonyms: words,
      parent: null,
      subject: null,
      aliases: {},
    })),
    metrics: metrics.filter((metric) => metric.dataset === dataset).map(definition),
    assumptions: [],
  }
}

export function catalogOf(tenantId: string): Catalog {
  return {
    tenantId,
    metrics,
    dimensions,
    datasets: [
      {
        dataset: 'orders',
        label: 'Orders',
        rows: 412_880,
        firstDay: '2023-11-22',
        lastDay: '2026-11-21',
        model: modelOf('orders', 'Orders'),
      },
      {
        dataset: 'returns',
        label: 'Returns',
        rows: 21_340,
        firstDay: '2023-11-22',
        lastDay: '2026-11-21',
        model: modelOf('returns', 'Returns'),
      },
    ],
    timeSpan: { firstDay: '2023-11-22', lastDay: '2026-11-21' },
    targets: [{ metric: 'revenue', value: 5_000_000, start: '2026-10-01', end: '2027-01-01' }],
    exampleQuestions: [
      'Revenue by region last quarter',
      'What was revenue last month compared to the same month last year?',
      'Top 5 products by revenue this year',
      'Revenue by category and channel last month',
      'How is gross margin trending?',
      'Average order value by channel last quarter',
    ],
  }
}

import type { DatasetModel, MetricDefinition } from '@salestalk/protocol'
import type { TenantData } from '../model/tenant-data.ts'
import { type FactRow, snapshotOfRows } from '../ports/fakes/index.ts'

type MetricInput = Pick<MetricDefinition, 'id' | 'label' | 'aggregation'> & Partial<MetricDefinition>

function metric(input: MetricInput): MetricDefinition {
  return {
    subject: 'revenue',
    description: '',
    synonyms: [],
    unit: { kind: 'currency', currency: 'USD' },
    direction: 'up_is_good',
    importance: 0.5,
    timeColumn: 'order_date',
    grain: 'day',
    hidden: false,
    ...input,
  }
}

const dimension = (id: string, label: string) => ({
  id,
  label,
  column: id,
  synonyms: [],
  parent: null,
  subject: null,
  aliases: {},
})

export const shopModel: DatasetModel = {
  dataset: 'orders',
  label: 'Orders',
  version: 1,
  layout: 'wide',
  record: { singular: 'order line', plural: 'order lines' },
  columns: [
    { key: 'order_date', name: 'Order Date', type: 'date', role: 'time' },
    { key: 'order_id', name: 'Order ID', type: 'text', role: 'identifier' },
    { key: 'region', name: 'Region', type: 'text', role: 'dimension' },
    { key: 'product', name: 'Product', type: 'text', role: 'dimension' },
    { key: 'sales', name: 'Sales', type: 'decimal', role: 'measure' },
    { key: 'profit', name: 'Profit', type: 'decimal', role: 'measure' },
  ],
  timeColumn: 'order_date',
  dimensions: [dimension('region', 'Region'), dimension('product', 'Product')],
  metrics: [
    metric({ id: 'revenue', label: 'Sales', aggregation: { kind: 'sum', expression: { column: 'sales' }, where: [] } }),
    metric({
      id: 'gross_profit',
      label: 'Profit',
      aggregation: { kind: 'sum', expression: { column: 'profit' }, where: [] },
    }),
    metric({
      id: 'gm_pct',
      label: 'Profit margin',
      unit: { kind: 'percent', currency: null },
      aggregation: { kind: 'ratio', numerator: 'gross_profit', denominator: 'revenue' },
    }),
    metric({
      id: 'order_count',
      label: 'Orders',
      unit: { kind: 'count', currency: null },
      aggregation: { kind: 'count_distinct', column: 'order_id', where: [] },
    }),
  ],
  assumptions: [],
}

const row = (
  order_date: string,
  order_id: string,
  region: string | null,
  product: string,
  sales: number,
  profit: number,
): FactRow => ({
  order_date,
  order_id,
  region,
  product,
  sales,
  profit,
})

/** Eight order lines small enough to add up by hand: 1,000 in Q1 2025, 1,500 in Q2 2025, of which East 900 and 600. */
export const shopRows: readonly FactRow[] = [
  row('2025-01-10', 'A1', 'East', 'Lamp', 300, 60),
  row('2025-01-10', 'A1', 'East', 'Chair', 200, 20),
  row('2025-02-15', 'A2', 'West', 'Lamp', 100, 20),
  row('2025-03-20', 'A3', 'East', 'Desk', 400, 100),
  row('2025-04-05', 'A4', 'West', 'Desk', 500, 100),
  row('2025-05-06', 'A5', 'East', 'Lamp', 600, 150),
  row('2025-06-07', 'A6', 'South', 'Chair', 300, 30),
  row('2025-06-30', 'A7', null, 'Chair', 100, 20),
]

export const shopData: TenantData = {
  tenantId: 'shop',
  version: '1',
  datasets: [snapshotOfRows(shopModel, shopRows)],
}

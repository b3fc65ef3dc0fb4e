import type { DatasetSnapshot, MetricStore, TenantData } from '@salestalk/engine'
import { type FactRow, inMemoryMetricStore, snapshotOfRows } from '@salestalk/engine/fakes'
import type { Aggregation, DatasetModel, MetricDefinition } from '@salestalk/protocol'

const none: [] = []
const price = { column: 'price' }

/** Orders with a sum, a count, a ratio, a distinct count, a snapshot and a metric dated by another column. */
export const ordersModel: DatasetModel = {
  dataset: 'orders',
  label: 'Orders',
  version: 1,
  layout: 'wide',
  record: { singular: 'order', plural: 'orders' },
  columns: [
    { key: 'ordered', name: 'Ordered', type: 'date', role: 'time' },
    { key: 'shipped', name: 'Shipped', type: 'date', role: 'time' },
    { key: 'region', name: 'Region', type: 'text', role: 'dimension' },
    { key: 'tier', name: 'Tier', type: 'integer', role: 'dimension' },
    { key: 'price', name: 'Price', type: 'decimal', role: 'measure' },
    { key: 'customer', name: 'Customer', type: 'text', role: 'identifier' },
  ],
  timeColumn: 'ordered',
  dimensions: ['region', 'tier'].map((id) => ({
    id,
    label: id,
    column: id,
    synonyms: [],
    parent: null,
    subject: null,
    aliases: {},
  })),
  metrics: [
    metric('revenue', { kind: 'sum', expression: price, where: none }),
    metric('orders', { kind: 'count', where: none }),
    metric('average_order', { kind: 'ratio', numerator: 'revenue', denominator: 'orders' }),
    metric('customers', { kind: 'count_distinct', column: 'customer', where: none }),
    metric('latest', { kind: 'last', expression: price, where: none }),
    { ...metric('shipments', { kind: 'count', where: none }), timeColumn: 'shipped' },
  ],
  assumptions: [],
}

function metric(id: string, aggregation: Aggregation): MetricDefinition {
  return {
    id,
    label: id,
    subject: 'sales',
    description: '',
    synonyms: [],
    unit: { kind: 'count', currency: null },
    direction: 'neutral',
    importance: 0.5,
    aggregation,
    timeColumn: 'ordered',
    grain: 'day',
    hidden: false,
  }
}

/** Rows by segment key: what immutable segments hold. */
export type SegmentRows = Readonly<Record<string, readonly FactRow[]>>

/** A dataset of these segments. */
export function snapshotOf(model: DatasetModel, segments: SegmentRows, keys: readonly string[]): DatasetSnapshot {
  return snapshotOfRows(model, rowsOf(segments, keys), keys)
}

function rowsOf(segments: SegmentRows, keys: readonly string[]): FactRow[] {
  return keys.flatMap((key) => segments[key] ?? [])
}

/** A metric store that sees exactly the segments of the data it is asked about, as the real one does. */
export function segmentStore(segments: SegmentRows): MetricStore {
  const storeOf = (data: TenantData) =>
    inMemoryMetricStore({
      [data.tenantId]: Object.fromEntries(
        data.datasets.map(({ model, segments: keys }) => [model.dataset, rowsOf(segments, keys)]),
      ),
    })
  return {
    query: (data, query) => storeOf(data).query(data, query),
    records: (data, query) => storeOf(data).records(data, query),
    members: (data, dataset, dimension, limit) => storeOf(data).members(data, dataset, dimension, limit),
    release: async () => undefined,
    close: async () => undefined,
  }
}

/** Orders of November 2024 to March 2025, some not shipped, some without a region. */
export const orderSegments: SegmentRows = {
  'facts/orders/autumn.parquet': [
    { ordered: '2024-11-05', shipped: '2024-11-07', region: 'East', tier: 1, price: 10.5, customer: 'a' },
    { ordered: '2024-11-20', shipped: '2024-12-01', region: 'West', tier: 2, price: 20, customer: 'b' },
    { ordered: '2024-12-24', shipped: null, region: null, tier: 1, price: 5, customer: 'a' },
  ],
  'facts/orders/winter.parquet': [
    { ordered: '2025-01-10', shipped: '2025-01-12', region: 'East', tier: 2, price: 7.25, customer: 'c' },
    { ordered: '2025-03-02', shipped: '2025-04-01', region: 'East', tier: 1, price: 8, customer: 'a' },
    { ordered: null, shipped: null, region: 'North', tier: null, price: 100, customer: 'd' },
  ],
  'facts/orders/spring.parquet': [
    { ordered: '2025-03-20', shipped: '2025-03-21', region: 'West', tier: 1, price: 30, customer: 'b' },
  ],
}

export const autumn = 'facts/orders/autumn.parquet'
export const winter = 'facts/orders/winter.parquet'
export const spring = 'facts/orders/spring.parquet'

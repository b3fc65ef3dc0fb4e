import type { DatasetSnapshot } from '@salestalk/engine'
import type { Aggregation, DatasetModel, MetricDefinition } from '@salestalk/protocol'
import type { Relation } from '../relation.ts'

/** A dataset for tests that read the SQL. */
export const model: DatasetModel = {
  dataset: 'orders',
  label: 'Orders',
  version: 1,
  layout: 'wide',
  record: { singular: 'order', plural: 'orders' },
  columns: [
    { key: 'ordered', name: 'Ordered', type: 'date', role: 'time' },
    { key: 'shipped', name: 'Shipped', type: 'timestamp', role: 'time' },
    { key: 'region', name: 'Region', type: 'text', role: 'dimension' },
    { key: 'price', name: 'Price', type: 'decimal', role: 'measure' },
    { key: 'quantity', name: 'Quantity', type: 'integer', role: 'measure' },
    { key: 'rating', name: 'Rating', type: 'decimal', role: 'measure' },
  ],
  timeColumn: 'ordered',
  dimensions: [{ id: 'area', label: 'Area', column: 'region', synonyms: [], parent: null, subject: null, aliases: {} }],
  metrics: [
    metric('revenue', { kind: 'sum', expression: { column: 'price' }, where: [] }),
    metric('units', {
      kind: 'sum',
      expression: { column: 'quantity' },
      where: [{ column: 'rating', operator: 'gte', values: [4] }],
    }),
    metric('price_per_unit', { kind: 'ratio', numerator: 'revenue', denominator: 'units' }),
    metric('score', { kind: 'sum', expression: { column: 'rating' }, where: [] }),
    metric('stock', { kind: 'last', expression: { column: 'quantity' }, where: [] }),
    { ...metric('shipments', { kind: 'count', where: [] }), timeColumn: 'shipped' },
  ],
  assumptions: [],
}

export const snapshot: DatasetSnapshot = {
  model,
  segments: [],
  rows: 0,
  timeSpans: {
    ordered: { start: '2024-01-10', end: '2025-06-30' },
    shipped: { start: '2024-01-12', end: '2025-07-04' },
  },
}

export const orders: Relation = {
  name: '"orders@0"',
  model,
  columns: new Map([
    ['ordered', { type: 'date', digits: null }],
    ['shipped', { type: 'timestamp', digits: null }],
    ['region', { type: 'text', digits: null }],
    ['price', { type: 'decimal', digits: { width: 18, scale: 2 } }],
    ['quantity', { type: 'integer', digits: { width: 10, scale: 0 } }],
    ['rating', { type: 'decimal', digits: null }],
  ]),
}

function metric(id: string, aggregation: Aggregation): MetricDefinition {
  return {
    id,
    label: id,
    subject: 'orders',
    description: '',
    synonyms: [],
    unit: { kind: 'count', currency: null },
    direction: 'neutral',
    importance: 0,
    aggregation,
    timeColumn: 'ordered',
    grain: 'month',
    hidden: false,
  }
}

import type { DatasetModel, MetricDefinition } from '@salestalk/protocol'
import type { TenantData } from '../model/tenant-data.ts'
import { type FactRow, snapshotOfRows } from '../ports/fakes/index.ts'
import { shopModel } from './shop.ts'

/** Returns share the regions of orders, but not their products. */
export const returnsModel: DatasetModel = {
  ...shopModel,
  dataset: 'returns',
  label: 'Returns',
  record: { singular: 'return', plural: 'returns' },
  columns: [
    { key: 'return_date', name: 'Return Date', type: 'date', role: 'time' },
    { key: 'region', name: 'Region', type: 'text', role: 'dimension' },
    { key: 'refund', name: 'Refund', type: 'decimal', role: 'measure' },
  ],
  timeColumn: 'return_date',
  dimensions: shopModel.dimensions.filter(({ id }) => id === 'region'),
  metrics: shopModel.metrics
    .filter(({ id }) => id === 'revenue')
    .map(
      (metric): MetricDefinition => ({
        ...metric,
        id: 'refunds',
        label: 'Refunds',
        timeColumn: 'return_date',
        aggregation: { kind: 'sum', expression: { column: 'refund' }, where: [] },
      }),
    ),
}

/** A company with the shop's orders and its returns. */
export function shopWithReturns(orders: readonly FactRow[], returns: readonly FactRow[]): TenantData {
  return {
    tenantId: 'shop',
    version: '1',
    datasets: [snapshotOfRows(shopModel, orders), snapshotOfRows(returnsModel, returns)],
  }
}

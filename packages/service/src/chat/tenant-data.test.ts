import { datasetModelSchema, tenantIdSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import type { StoredManifest } from '../storage/dataset-repository.ts'
import { tenantDataOf } from './tenant-data.ts'

const tenantId = tenantIdSchema.parse('acme')
const model = datasetModelSchema.parse({
  dataset: 'orders',
  label: 'Orders',
  version: 1,
  layout: 'wide',
  record: { singular: 'order', plural: 'orders' },
  columns: [],
  timeColumn: 'day',
  dimensions: [],
  metrics: [],
  assumptions: [],
})

function segment(batchId: string, rows: number, start: string, end: string) {
  const key = `facts/orders/${batchId}.parquet`
  return { batchId, key, contentHash: batchId, rows, bytes: 1, timeSpans: { day: { start, end } } }
}

function manifest(more: Partial<StoredManifest>): StoredManifest {
  const at = '2025-01-01T00:00:00.000Z'
  return { dataset: 'orders', model, segments: [], retired: null, createdAt: at, updatedAt: at, version: 1, ...more }
}

const two = [segment('b1', 3, '2025-02-01', '2025-02-28'), segment('b2', 4, '2025-01-05', '2025-02-10')]

describe('the data of a tenant', () => {
  it('is all live segments together, from their first day to their last', () => {
    const { datasets } = tenantDataOf(tenantId, [manifest({ segments: two })])
    expect(datasets).toEqual([
      {
        model,
        segments: ['facts/orders/b1.parquet', 'facts/orders/b2.parquet'],
        rows: 7,
        timeSpans: { day: { start: '2025-01-05', end: '2025-02-28' } },
      },
    ])
  })

  it('leaves out datasets of which everything was undone', () => {
    expect(tenantDataOf(tenantId, [manifest({})]).datasets).toEqual([])
  })

  it('has a new version with every change, also for a dataset deleted and made again', () => {
    const versions = [
      manifest({ segments: two }),
      manifest({ segments: two, version: 2 }),
      manifest({ segments: two, createdAt: '2025-02-01T00:00:00.000Z' }),
    ].map((one) => tenantDataOf(tenantId, [one]).version)
    expect(new Set(versions).size).toBe(3)
    expect(tenantDataOf(tenantId, [manifest({ segments: two })]).version).toBe(versions[0])
  })
})

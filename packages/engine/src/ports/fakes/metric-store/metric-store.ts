import type { TenantData } from '../../../model/tenant-data.ts'
import type { MetricStore } from '../../metric-store.ts'
import { answer, metricsNamed } from './answer.ts'
import { countMembers, listRecords } from './records.ts'
import { datasetOf } from './resolve.ts'
import type { FactRow } from './rows.ts'

/** Rows by tenant id, then by dataset. */
export type FactTables = Readonly<Record<string, Readonly<Record<string, readonly FactRow[]>>>>

/** A metric store over plain rows, for tests: no SQL, each rule of the port spelled out in the simplest way. */
export function inMemoryMetricStore(tables: FactTables): MetricStore {
  const rowsOf = (data: TenantData, dataset: string) => tables[data.tenantId]?.[dataset] ?? []
  return {
    query: async (data, query) => {
      const dataset = datasetOf(data, metricsNamed(query))
      return { rows: answer(data, query, rowsOf(data, dataset.model.dataset)), sql: '', milliseconds: 0 }
    },
    records: async (data, query) => ({
      ...listRecords(data, query, rowsOf(data, query.dataset)),
      sql: '',
      milliseconds: 0,
    }),
    members: async (data, dataset, dimension, limit) =>
      countMembers(data, dataset, dimension, rowsOf(data, dataset)).slice(0, limit),
    release: async () => undefined,
    close: async () => undefined,
  }
}

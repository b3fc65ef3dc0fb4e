import { metricStoreConformance } from '../conformance/metric-store.ts'
import { inMemoryMetricStore, snapshotOfRows } from './metric-store.ts'

metricStoreConformance('plain rows', async (facts) => {
  const tables: Record<string, Record<string, (typeof facts)[number]['rows']>> = {}
  for (const { tenantId, model, rows } of facts) tables[tenantId] = { ...tables[tenantId], [model.dataset]: rows }
  return {
    store: inMemoryMetricStore(tables),
    data: (tenantId) => ({
      tenantId,
      version: '1',
      datasets: facts
        .filter((fact) => fact.tenantId === tenantId)
        .map(({ model, rows }) => snapshotOfRows(model, rows)),
    }),
    close: async () => undefined,
  }
})

import { metricStoreConformance } from '@salestalk/engine/conformance'
import { createDuckDbMetricStore } from './metric-store.ts'
import { type DecimalStorage, ParquetFacts } from './testing/parquet-facts.ts'

const storages: DecimalStorage[] = ['DECIMAL(18, 2)', 'DOUBLE']
for (const storage of storages) {
  metricStoreConformance(`DuckDB over Parquet with ${storage}`, async (loaded) => {
    const facts = await ParquetFacts.create(storage)
    const data = await facts.writeAll(loaded)
    const store = createDuckDbMetricStore(facts.places)
    return {
      store,
      data,
      close: async () => {
        await store.close()
        await facts.remove()
      },
    }
  })
}

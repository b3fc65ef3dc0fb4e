import { type MetricStore, MetricStoreError, type TenantData } from '@salestalk/engine'
import { inMemoryMetricStore, snapshotOfRows } from '@salestalk/engine/fakes'
import type { MetricQuery } from '@salestalk/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDuckDbMetricStore } from './metric-store.ts'
import { ParquetFacts } from './testing/parquet-facts.ts'
import { factRows, metricQuery, model } from './testing/random-questions.ts'

const seconds = 1000

describe('the DuckDB metric store beside one that spells the rules out over plain rows', () => {
  let facts: ParquetFacts
  let store: MetricStore
  let run = 0
  beforeAll(async () => {
    facts = await ParquetFacts.create()
    store = createDuckDbMetricStore({ ...facts.places, openInstances: 2 })
  })
  afterAll(async () => {
    await store.close()
    await facts.remove()
  })

  it(
    'gives the same answer to any question about any rows',
    async () => {
      const property = fc.asyncProperty(
        factRows,
        model,
        fc.array(metricQuery, { minLength: 6, maxLength: 6 }),
        async (rows, definitions, queries) => {
          run += 1
          const tenantId = `tenant-${run}`
          const dataset = await facts.write({ tenantId, model: definitions, rows })
          const data: TenantData = { tenantId, version: '1', datasets: [dataset] }
          const plain = inMemoryMetricStore({ [tenantId]: { facts: rows } })
          const plainData = { ...data, datasets: [snapshotOfRows(definitions, rows)] }
          for (const query of queries) {
            const [actual, expected] = await Promise.all([
              outcome(store, data, query),
              outcome(plain, plainData, query),
            ])
            expect(actual, JSON.stringify(query)).toEqual(expected)
          }
        },
      )
      await fc.assert(property, { numRuns: 25, seed: 20_250_131, endOnFailure: false })
    },
    60 * seconds,
  )
})

/** The rows, rounded to ten digits and in an order that does not hang on the last of them; or the code of the refusal. */
async function outcome(store: MetricStore, data: TenantData, query: MetricQuery): Promise<unknown> {
  try {
    const { rows } = await store.query(data, query)
    const rounded = rows.map((row) => ({
      ...row,
      values: Object.fromEntries(
        Object.entries(row.values).map(([id, value]) => [id, value === null ? null : rounded10(value)]),
      ),
    }))
    const isExactOrder = query.orderBy === null
    return isExactOrder ? rounded : rounded.map((row) => JSON.stringify(row)).sort()
  } catch (error) {
    if (error instanceof MetricStoreError) return error.code
    throw error
  }
}

function rounded10(value: number): number {
  return Number(value.toPrecision(10)) + 0
}

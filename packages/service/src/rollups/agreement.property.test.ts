import {
  type MetricResult,
  type MetricRow,
  type MetricStore,
  MetricStoreError,
  type TenantData,
} from '@salestalk/engine'
import type { MetricQuery } from '@salestalk/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDuckDbMetricStore } from '../adapters/duckdb/index.ts'
import { ParquetFacts } from '../adapters/duckdb/testing/parquet-facts.ts'
import { factRows, metricQuery, model } from '../adapters/duckdb/testing/random-questions.ts'
import { tenantDataOf } from '../chat/tenant-data.ts'
import { aggregate } from './aggregate.ts'
import { rollupBench, tenantId } from './tests/rollup-bench.ts'

const seconds = 1000
const members = ['a', 'b', 'É', 'B c', "o'x", '', 'zz', null]

const someRows = factRows.filter((rows) => rows.length > 0)

/** Questions of the shape people ask: mostly one dimension, mostly whole periods. */
const likelyQuery = fc
  .record({
    query: metricQuery,
    range: fc.constantFrom(
      { start: null, end: null },
      { start: '2024-12-01', end: '2025-01-01' },
      { start: '2025-01-01', end: '2025-04-01' },
      { start: '2024-01-01', end: '2025-01-01' },
      { start: '2025-01-01', end: '2026-01-01' },
      { start: '2025-01-01', end: null },
      { start: null, end: '2025-02-01' },
      { start: '2025-03-03', end: '2025-03-10' },
      { start: '2025-02-11', end: '2025-02-12' },
      { start: '2025-02-11', end: '2025-03-20' },
      { start: '2019-01-01', end: '2020-01-01' },
    ),
    dimension: fc.constantFrom(null, 'color', 'size', 'tier', 'active'),
    isGrouped: fc.boolean(),
    filter: fc.option(
      fc.record({
        operator: fc.constantFrom('in' as const, 'not_in' as const),
        values: fc.subarray(members, { minLength: 1 }),
      }),
      { nil: null },
    ),
    isSingle: fc.boolean(),
    grain: fc.constantFrom(
      null,
      null,
      'day' as const,
      'week' as const,
      'month' as const,
      'quarter' as const,
      'year' as const,
    ),
    limit: fc.constantFrom(null, null, 3),
  })
  .map(({ query, range, dimension, isGrouped, filter, isSingle, grain, limit }): MetricQuery => {
    const named = dimension === 'color' || dimension === 'size' ? dimension : null
    const values = isSingle ? (filter?.values.slice(0, 1) ?? []) : (filter?.values ?? [])
    return {
      ...query,
      ...range,
      grain,
      // its buckets are not kept: the stores' own property asks about them
      calendar: undefined,
      limit,
      groupBy: dimension !== null && isGrouped ? [dimension] : [],
      filters:
        filter === null || named === null
          ? []
          : [{ dimension: named, operator: isSingle ? 'in' : filter.operator, values }],
    }
  })

describe('answers from rollups beside answers from the facts', () => {
  let facts: ParquetFacts
  let duckDb: MetricStore
  beforeAll(async () => {
    facts = await ParquetFacts.create()
    duckDb = createDuckDbMetricStore({ ...facts.places, openInstances: 2 })
  })
  afterAll(async () => {
    await duckDb.close()
    await facts.remove()
  })

  it(
    'are the same, row by row, and many likely questions are answered from rollups',
    async () => {
      let run = 0
      const totals = { covered: 0, left: 0 }
      const questions = fc.tuple(
        fc.array(likelyQuery, { minLength: 40, maxLength: 40 }),
        fc.array(metricQuery, { minLength: 5, maxLength: 5 }),
      )
      const property = fc.asyncProperty(someRows, model, questions, async (rows, definitions, [likely, any]) => {
        run += 1
        await duckDb.release(tenantId)
        const dataset = { ...definitions, dataset: `facts_${run}` }
        const snapshot = await facts.write({ tenantId, model: dataset, rows })
        const bench = await rollupBench(duckDb)
        bench.setLive([snapshot])
        await aggregate({ tenantId }, bench.options)
        const data = tenantDataOf(tenantId, await bench.options.datasets(tenantId).list())
        for (const query of likely) {
          await expectSame(bench.store, duckDb, data, query)
        }
        totals.covered += bench.counts.covered
        totals.left += bench.counts.left
        for (const query of any) {
          await expectSame(bench.store, duckDb, data, query)
        }
        expect(bench.counts.damaged + bench.counts.behind).toBe(0)
      })
      await fc.assert(property, { numRuns: 6, seed: 20_251_122, endOnFailure: true })
      expect(totals.covered / (totals.covered + totals.left)).toBeGreaterThan(0.4)
    },
    120 * seconds,
  )
})

/**
 * Compares rows in their order, exact decimals and counts to the last digit. Floating-point results of the facts themselves differ in the
 * fifteenth digit from one run to the next, so there the last of them may.
 */
async function expectSame(store: MetricStore, facts: MetricStore, data: TenantData, query: MetricQuery): Promise<void> {
  const [actual, expected] = await Promise.all([outcome(store, data, query), outcome(facts, data, query)])
  const text = JSON.stringify(query)
  if (typeof actual === 'string' || typeof expected === 'string') {
    expect(actual, text).toEqual(expected)
    return
  }
  expect(actual.rows.map(withoutValues), text).toEqual(expected.rows.map(withoutValues))
  for (const [index, { values }] of expected.rows.entries()) {
    for (const [id, value] of Object.entries(values)) {
      const own = actual.rows[index]?.values[id] ?? null
      const isExact = value === null || own === null || expected.scales?.[id] !== undefined
      if (isExact) expect(own, `${id} of ${text}`).toBe(value)
      else expect(Math.abs(own - value), `${id} of ${text}`).toBeLessThanOrEqual(Math.abs(value) * 1e-14)
    }
  }
}

function withoutValues({ group, period, values }: MetricRow): unknown {
  return { group, period, metrics: Object.keys(values) }
}

/** The result, or the code of the refusal. */
async function outcome(store: MetricStore, data: TenantData, query: MetricQuery): Promise<MetricResult | string> {
  try {
    return await store.query(data, query)
  } catch (error) {
    if (error instanceof MetricStoreError) return error.code
    throw error
  }
}

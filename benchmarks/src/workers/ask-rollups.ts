import type { MetricStore, TenantData } from '@salestalk/engine'
import type { MetricQuery } from '@salestalk/protocol'
import { benchmarkQuestions } from '../questions.ts'
import { ask } from './ask-questions.ts'
import { benchmarkCompany } from './ingest-with-service.ts'
import { companyNamed, openAt } from './open-company.ts'

export interface RollupsInput {
  readonly folder: string
  readonly rounds: number
}

export interface RollupsMeasurement {
  /** Figures kept, and what computing and writing all of them took. */
  readonly cells: number
  readonly aggregationMilliseconds: number
  readonly queries: number
  readonly covered: number
  readonly agree: boolean
  /** Of each covered query in each round, from figures computed ahead and from the facts. */
  readonly fromRollups: readonly number[]
  readonly fromFacts: readonly number[]
}

/** Asks each query of the benchmark's questions both ways, in turn. */
export async function askRollups({ folder, rounds }: RollupsInput): Promise<RollupsMeasurement> {
  const salesTalk = await openAt(folder, true)
  try {
    const tenantId = await companyNamed(salesTalk, benchmarkCompany)
    await salesTalk.flushEvents(tenantId)
    const { metricsTable } = salesTalk.storage(tenantId)
    const [state] = (await metricsTable.query({ pk: 'ROLLUP' })).items
    const { data } = await salesTalk.knowledge.of(tenantId)
    const queries: MetricQuery[] = []
    const covered: MetricQuery[] = []
    for (const { text } of benchmarkQuestions) {
      for (const { metricQuery, sql } of (await ask(salesTalk, tenantId, text)).queries) {
        if (metricQuery.metrics.length === 0) continue
        queries.push(metricQuery)
        if (sql.startsWith('METRIC#')) covered.push(metricQuery)
      }
    }
    const fromRollups: number[] = []
    const fromFacts: number[] = []
    let agree = true
    for (let round = -1; round < rounds; round += 1) {
      for (const query of covered) {
        const one = await timed(salesTalk.metricStore, data, query)
        const other = await timed(salesTalk.metricStore, data, leftToFacts(query, data))
        agree &&= JSON.stringify(one.rows) === JSON.stringify(other.rows)
        if (round < 0) continue
        fromRollups.push(one.milliseconds)
        fromFacts.push(other.milliseconds)
      }
    }
    return {
      cells: Number(state?.cells ?? 0),
      aggregationMilliseconds: Number(state?.milliseconds ?? 0),
      queries: queries.length,
      covered: covered.length,
      agree,
      fromRollups,
      fromFacts,
    }
  } finally {
    await salesTalk.close()
  }
}

/** The same query with conditions on two dimensions that hold for every row: figures computed ahead know one dimension at most. */
function leftToFacts(query: MetricQuery, { datasets }: TenantData): MetricQuery {
  const dimensions = datasets[0]?.model.dimensions.slice(0, 2) ?? []
  const always = dimensions.map(({ id }) => ({ dimension: id, operator: 'not_in' as const, values: [] }))
  return { ...query, filters: [...query.filters, ...always] }
}

async function timed(store: MetricStore, data: TenantData, query: MetricQuery) {
  const started = performance.now()
  const { rows } = await store.query(data, query)
  return { rows, milliseconds: performance.now() - started }
}

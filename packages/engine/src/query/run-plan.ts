import type { TenantData } from '../model/tenant-data.ts'
import type { MetricStore } from '../ports/metric-store.ts'
import type { QueryOutcome, QueryPlan, QueryResults } from './types.ts'

/** Reads everything the plan names; the queries are independent and run together. Rejects with MetricStoreError. */
export async function runPlan(plan: QueryPlan, data: TenantData, store: MetricStore): Promise<QueryResults> {
  const outcomes = await Promise.all(
    plan.queries.map(
      async (planned): Promise<QueryOutcome> => ({ ...planned, ...(await store.query(data, planned.query)) }),
    ),
  )
  const { records } = plan
  return { outcomes, records: records && { ...records, result: await store.records(data, records.query) } }
}

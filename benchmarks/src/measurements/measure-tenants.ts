import { join } from 'node:path'
import type { ResultTable } from '../report/types.ts'
import { percentile } from '../statistics.ts'
import { runWorker } from '../workers/run-worker.ts'
import type { MeasurementContext } from './context.ts'

const tenantCounts = [1, 10, 100]
const rowsEach = 10_000
const questions = 200

/** Questions to many companies in turn, against as many to one. */
export async function measureTenants(context: MeasurementContext): Promise<ResultTable> {
  const { path } = await context.orders(rowsEach)
  const folder = join(context.folder, 'tenants')
  const rows: ResultTable['rows'][number][] = []
  let alone: { p50: number; p95: number } | null = null
  for (const tenants of tenantCounts) {
    context.note(`${tenants} companies`)
    const input = { folder, ordersPath: path, tenants, questions }
    await runWorker('makeTenants', input)
    const { milliseconds, residentBefore, residentAfter } = await runWorker('askTenants', input)
    const [p50, p95] = [percentile(milliseconds, 0.5), percentile(milliseconds, 0.95)]
    alone ??= { p50, p95 }
    rows.push({
      tenants,
      p50,
      p50Ratio: p50 / alone.p50,
      p95,
      p95Ratio: p95 / alone.p95,
      residentBefore,
      residentAfter,
      growth: (residentAfter - residentBefore) / tenants,
    })
  }
  return {
    id: 'tenants',
    title: 'Many companies in one process',
    notes: [
      `${rowsEach.toLocaleString('en')} rows each; ${questions} questions, each to the next company in turn, which is the worst order for whatever is kept of a company.`,
      'Alternative: the same number of questions to one company. Memory is resident, before the first question to the others and after the last one.',
    ],
    columns: [
      { key: 'tenants', label: 'Companies', unit: 'count' },
      { key: 'p50', label: 'p50', unit: 'milliseconds' },
      { key: 'p50Ratio', label: 'To one', unit: 'ratio' },
      { key: 'p95', label: 'p95', unit: 'milliseconds' },
      { key: 'p95Ratio', label: 'To one', unit: 'ratio' },
      { key: 'residentBefore', label: 'Memory before', unit: 'megabytes' },
      { key: 'residentAfter', label: 'Memory after', unit: 'megabytes' },
      { key: 'growth', label: 'Growth per company', unit: 'megabytes' },
    ],
    rows,
  }
}

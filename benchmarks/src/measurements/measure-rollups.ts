import type { ResultTable } from '../report/types.ts'
import { percentile } from '../statistics.ts'
import { runWorker } from '../workers/run-worker.ts'
import type { MeasurementContext } from './context.ts'

const rounds = 20

/** Queries answered from figures computed ahead, against the same from the facts. */
export async function measureRollups(context: MeasurementContext): Promise<ResultTable> {
  const rows: ResultTable['rows'][number][] = []
  for (const size of context.sizes) {
    context.note(`figures computed ahead of ${size.toLocaleString('en')} rows`)
    const measured = await runWorker('askRollups', { folder: await context.company(size), rounds })
    const [p50, p95] = [percentile(measured.fromRollups, 0.5), percentile(measured.fromRollups, 0.95)]
    const factsP50 = percentile(measured.fromFacts, 0.5)
    rows.push({
      rows: size,
      cells: measured.cells,
      aggregation: measured.aggregationMilliseconds,
      covered: measured.covered / measured.queries,
      p50,
      p95,
      factsP50,
      ratio: p50 / factsP50,
      agree: measured.agree ? 'yes' : 'NO',
    })
  }
  return {
    id: 'rollups',
    title: 'Figures computed ahead',
    notes: [
      'Every query of the benchmark questions that figures computed ahead answer, one after the other, warm.',
      'Alternative: the same query in the same process, from the segments through DuckDB.',
    ],
    columns: [
      { key: 'rows', label: 'Rows', unit: 'count' },
      { key: 'cells', label: 'Figures', unit: 'count' },
      { key: 'aggregation', label: 'Computing all', unit: 'milliseconds' },
      { key: 'covered', label: 'Queries covered', unit: 'percent' },
      { key: 'p50', label: 'p50', unit: 'milliseconds' },
      { key: 'p95', label: 'p95', unit: 'milliseconds' },
      { key: 'factsP50', label: 'Facts p50', unit: 'milliseconds' },
      { key: 'ratio', label: 'To facts', unit: 'ratio' },
      { key: 'agree', label: 'Agree', unit: 'text' },
    ],
    rows,
  }
}

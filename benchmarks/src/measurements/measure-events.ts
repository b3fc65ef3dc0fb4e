import { join } from 'node:path'
import type { ResultTable } from '../report/types.ts'
import { percentile } from '../statistics.ts'
import { runWorker } from '../workers/run-worker.ts'
import type { MeasurementContext } from './context.ts'

const companyCounts = [1, 100]
const events = 500
const targetMilliseconds = 5_000

/** From what causes an event to its consumer having handled it. */
export async function measureEvents(context: MeasurementContext): Promise<ResultTable> {
  const rows: ResultTable['rows'][number][] = []
  for (const companies of companyCounts) {
    for (const isTold of [true, false]) {
      context.note(`events of ${companies} companies, ${isTold ? 'told' : 'found'}`)
      const folder = join(context.folder, 'events')
      const milliseconds = await runWorker('carryEvents', { folder, companies, events, isTold })
      const [p50, p95] = [percentile(milliseconds, 0.5), percentile(milliseconds, 0.95)]
      const most = Math.max(...milliseconds)
      rows.push({ companies, how: isTold ? 'told' : 'found', p50, p95, most, share: p95 / targetMilliseconds })
    }
  }
  return {
    id: 'events',
    title: 'From publishing an event to its being processed',
    notes: [
      `${events} answers, one every 10 ms, to the companies in turn; each is written with its event, published, queued, and noted by the consumer of its type, all on disk.`,
      'Told: the dispatcher runs in the process that answers. Found: another process wrote the answer, and the next round finds it.',
      `Target: p95 below ${targetMilliseconds / 1000} s. Looked for every 2 ms.`,
    ],
    columns: [
      { key: 'companies', label: 'Companies', unit: 'count' },
      { key: 'how', label: 'How', unit: 'text' },
      { key: 'p50', label: 'p50', unit: 'milliseconds' },
      { key: 'p95', label: 'p95', unit: 'milliseconds' },
      { key: 'most', label: 'Longest', unit: 'milliseconds' },
      { key: 'share', label: 'p95 of target', unit: 'percent' },
    ],
    rows,
  }
}

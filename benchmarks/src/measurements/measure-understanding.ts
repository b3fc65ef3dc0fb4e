import { join } from 'node:path'
import type { ResultTable } from '../report/types.ts'
import { runWorker } from '../workers/run-worker.ts'
import type { MeasurementContext } from './context.ts'

const memberCounts = [1000, 10_000, 100_000]
const modelRows = 10_000

/** Understanding alone, as a company has more names to know. */
export async function measureUnderstanding(context: MeasurementContext): Promise<ResultTable> {
  const { path } = await context.orders(modelRows)
  const rows: ResultTable['rows'][number][] = []
  for (const members of memberCounts) {
    context.note(`understanding with ${members.toLocaleString('en')} names`)
    const folder = join(context.folder, `understanding-${members}`)
    const { mapMilliseconds, mapHeapMegabytes, mapMicroseconds, ...ours } = await runWorker('understandQuestions', {
      ordersPath: path,
      folder,
      members,
    })
    rows.push({
      members,
      ...ours,
      mapMicroseconds,
      timeRatio: ours.microseconds / mapMicroseconds,
      mapMilliseconds,
      compileRatio: ours.compileMilliseconds / mapMilliseconds,
      mapHeapMegabytes,
      heapRatio: ours.heapMegabytes / mapHeapMegabytes,
    })
  }
  return {
    id: 'understanding',
    title: 'Understanding, without data',
    notes: [
      'The words of a company with so many names (half of them customers, half order numbers, as an orders file has both) are compiled once per version of its data; a question is then understood by itself (21 questions, 9 of them with names, one misspelled).',
      'Alternative, a lower bound: a JavaScript Map of the same names in lower case, and looking up in it every run of one to four words of the question.',
    ],
    columns: [
      { key: 'members', label: 'Names', unit: 'count' },
      { key: 'microseconds', label: 'Question', unit: 'microseconds' },
      { key: 'slowestMicroseconds', label: 'Slowest', unit: 'microseconds' },
      { key: 'longMicroseconds', label: '30 words, p50', unit: 'microseconds' },
      { key: 'longSlowestMicroseconds', label: '30 words, p99', unit: 'microseconds' },
      { key: 'mapMicroseconds', label: 'Map', unit: 'microseconds' },
      { key: 'timeRatio', label: 'Ratio', unit: 'ratio' },
      { key: 'compileMilliseconds', label: 'Compile', unit: 'milliseconds' },
      { key: 'mapMilliseconds', label: 'Map', unit: 'milliseconds' },
      { key: 'compileRatio', label: 'Ratio', unit: 'ratio' },
      { key: 'heapMegabytes', label: 'Heap', unit: 'megabytes' },
      { key: 'mapHeapMegabytes', label: 'Map', unit: 'megabytes' },
      { key: 'heapRatio', label: 'Ratio', unit: 'ratio' },
    ],
    rows,
  }
}

import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ResultTable } from '../report/types.ts'
import { median, spread } from '../statistics.ts'
import type { IngestMeasurement } from '../workers/ingest-with-service.ts'
import { runWorker } from '../workers/run-worker.ts'
import type { MeasurementContext } from './context.ts'
import { warmUpRows } from './create-context.ts'

const bytesPerMegabyte = 1_000_000
// Beyond this size one run takes minutes, and runs differ little.
const oneRunFrom = 10_000_000

/** Taking in a file against DuckDB's own conversion of it to Parquet. */
export async function measureIngest(context: MeasurementContext): Promise<ResultTable> {
  const rows: ResultTable['rows'][number][] = []
  for (const size of context.sizes) rows.push(await measureSize(context, size))
  return {
    id: 'ingest',
    title: 'Taking in a file',
    notes: [
      'Alternative: `COPY (SELECT * FROM read_csv(file)) TO … (FORMAT parquet)` by DuckDB itself, of the same file, with the same threads (2) and memory limit (512 MB).',
      'DuckDB guesses types from a sample; ingest decides them by the whole column, profiles every column, proposes a model, hashes the contents and commits a batch.',
      'A fresh process each, both warmed up with 1,000 rows, in turn. Peak is the most memory the process ever held (maxRSS), its code included; at rest is before the file.',
      'Spread: the run farthest from the median.',
    ],
    columns: [
      { key: 'rows', label: 'Rows', unit: 'count' },
      { key: 'fileMegabytes', label: 'File', unit: 'megabytes' },
      { key: 'milliseconds', label: 'Ingest', unit: 'milliseconds' },
      { key: 'spread', label: 'Spread', unit: 'percent' },
      { key: 'rowsPerSecond', label: 'Rows/s', unit: 'count' },
      { key: 'duckDbMilliseconds', label: 'DuckDB', unit: 'milliseconds' },
      { key: 'timeRatio', label: 'Time ratio', unit: 'ratio' },
      { key: 'restMegabytes', label: 'At rest', unit: 'megabytes' },
      { key: 'peakMegabytes', label: 'Peak', unit: 'megabytes' },
      { key: 'duckDbPeakMegabytes', label: 'DuckDB peak', unit: 'megabytes' },
      { key: 'peakRatio', label: 'Peak ratio', unit: 'ratio' },
    ],
    rows,
  }
}

async function measureSize(context: MeasurementContext, size: number): Promise<ResultTable['rows'][number]> {
  const file = await context.orders(size)
  const { path: warmUpPath } = await context.orders(warmUpRows)
  const ours: IngestMeasurement[] = []
  const theirs: IngestMeasurement[] = []
  const runs = size >= oneRunFrom ? 1 : context.runs
  for (let run = 0; run < runs; run += 1) {
    context.note(`ingest ${size.toLocaleString('en')} rows, run ${run + 1} of ${runs}`)
    const folder = join(context.folder, 'ingest')
    const duckDbFolder = join(context.folder, 'ingest-duckdb')
    ours.push(await runWorker('ingestWithService', { path: file.path, warmUpPath, folder }))
    theirs.push(await runWorker('ingestWithDuckDb', { path: file.path, warmUpPath, folder: duckDbFolder }))
    await rm(folder, { recursive: true, force: true })
    await rm(duckDbFolder, { recursive: true, force: true })
  }
  requireAllRows(ours, size)
  requireAllRows(theirs, size)
  const milliseconds = median(ours.map((run) => run.milliseconds))
  const duckDbMilliseconds = median(theirs.map((run) => run.milliseconds))
  const peakMegabytes = median(ours.map((run) => run.peakMegabytes))
  const duckDbPeakMegabytes = median(theirs.map((run) => run.peakMegabytes))
  return {
    rows: size,
    fileMegabytes: file.bytes / bytesPerMegabyte,
    milliseconds,
    spread: spread(ours.map((run) => run.milliseconds)),
    rowsPerSecond: (size / milliseconds) * 1000,
    duckDbMilliseconds,
    timeRatio: milliseconds / duckDbMilliseconds,
    restMegabytes: median(ours.map((run) => run.residentMegabytes)),
    peakMegabytes,
    duckDbPeakMegabytes,
    peakRatio: peakMegabytes / duckDbPeakMegabytes,
  }
}

function requireAllRows(measurements: readonly IngestMeasurement[], size: number): void {
  const wrong = measurements.find(({ rows }) => rows !== size)
  if (wrong !== undefined) throw new Error(`Of ${size} rows ${wrong.rows} were taken in: the time means nothing`)
}

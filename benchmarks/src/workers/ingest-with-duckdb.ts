import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openDuckDb, quoteText } from './duckdb.ts'
import type { IngestInput, IngestMeasurement } from './ingest-with-service.ts'
import { peakMegabytes, residentMegabytes } from './memory.ts'

/** The alternative: the same file to Parquet by DuckDB's own reader, which looks at a sample to guess types. */
export async function ingestWithDuckDb({ path, warmUpPath, folder }: IngestInput): Promise<IngestMeasurement> {
  await mkdir(folder, { recursive: true })
  const { connection, close } = await openDuckDb()
  const copy = (from: string, to: string) =>
    connection.run(`COPY (SELECT * FROM read_csv(${quoteText(from)})) TO ${quoteText(to)} (FORMAT parquet)`)
  try {
    await copy(warmUpPath, join(folder, 'warm-up.parquet'))
    const resident = residentMegabytes()
    const target = join(folder, 'orders.parquet')
    const started = performance.now()
    await copy(path, target)
    const milliseconds = performance.now() - started
    const peak = peakMegabytes()
    const counted = await connection.runAndReadAll(`SELECT count(*) FROM read_parquet(${quoteText(target)})`)
    return { milliseconds, rows: Number(counted.getRows()[0]?.[0]), residentMegabytes: resident, peakMegabytes: peak }
  } finally {
    close()
  }
}

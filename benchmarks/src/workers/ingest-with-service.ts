import { peakMegabytes, residentMegabytes } from './memory.ts'
import { companyNamed, openAt } from './open-company.ts'

export interface IngestInput {
  readonly path: string
  /** A small file of the same columns, to have all code loaded before the clock runs. */
  readonly warmUpPath: string
  readonly folder: string
}

export interface IngestMeasurement {
  readonly milliseconds: number
  readonly rows: number
  /** Before the file, and the most there ever was. */
  readonly residentMegabytes: number
  readonly peakMegabytes: number
}

export const benchmarkCompany = 'Benchmark Company'

export async function ingestWithService({ path, warmUpPath, folder }: IngestInput): Promise<IngestMeasurement> {
  const salesTalk = await openAt(folder)
  try {
    const tenantId = await companyNamed(salesTalk, benchmarkCompany)
    await salesTalk.ingest({ tenantId, path: warmUpPath, dataset: 'warm_up', dryRun: true })
    const resident = residentMegabytes()
    const started = performance.now()
    const { batch } = await salesTalk.ingest({ tenantId, path, dataset: 'orders' })
    const milliseconds = performance.now() - started
    return { milliseconds, rows: batch?.rows ?? 0, residentMegabytes: resident, peakMegabytes: peakMegabytes() }
  } finally {
    await salesTalk.close()
  }
}

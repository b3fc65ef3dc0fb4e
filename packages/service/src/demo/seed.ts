import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import type { Clock } from '@salestalk/engine'
import type { IngestReport, TenantId } from '@salestalk/protocol'
import { type DemoCompany, type DemoDataset, writeCsv } from '@salestalk/samples'
import type { IngestRequest } from '../ingest/index.ts'
import type { TenantStorage } from '../storage/storage.ts'
import type { TenantService } from '../tenants/tenant-service.ts'

export interface DemoOptions {
  readonly companies: readonly DemoCompany[]
  readonly tenants: TenantService
  readonly storage: (tenantId: TenantId) => TenantStorage
  readonly ingest: (request: IngestRequest) => Promise<IngestReport>
  readonly clock: Clock
  /** Where the generated files lie until they are taken in. */
  readonly workFolder: string
}

export interface SeededDataset {
  readonly tenantId: TenantId
  readonly dataset: string
  readonly kind: 'current' | IngestReport['kind']
}

/**
 * Gives every demo company its data up to yesterday. A dataset that was made today stays; an older one is replaced by one write, so that
 * questions see the old data or the new, never a part. `only: 'missing'` makes those that have none yet.
 */
export async function seedDemo(options: DemoOptions, only: 'missing' | 'all'): Promise<SeededDataset[]> {
  const done: SeededDataset[] = []
  for (const company of options.companies) {
    const { name, ownerEmail, datasets } = company
    const { tenant } = await options.tenants.createTenant({ name, ownerEmail, plan: 'free', demo: true })
    for (const dataset of datasets) done.push(await seedDataset(tenant.tenantId, dataset, options, only))
  }
  return done
}

/** One dataset of a company, unless it has it. */
export async function seedDataset(
  tenantId: TenantId,
  dataset: DemoDataset,
  options: Omit<DemoOptions, 'companies' | 'tenants'>,
  only: 'missing' | 'all',
): Promise<SeededDataset> {
  const { clock, workFolder, ingest } = options
  const today = clock.today()
  const manifest = await options.storage(tenantId).datasets.get(dataset.name)
  const madeOn = manifest && manifest.segments.length > 0 ? manifest.updatedAt.slice(0, 10) : null
  if (madeOn !== null && (only === 'missing' || madeOn >= today))
    return { tenantId, dataset: dataset.name, kind: 'current' }
  const folder = join(workFolder, `ingest-${process.pid}-demo-${tenantId}-${dataset.name}`.replaceAll('_', '-'))
  const path = join(folder, `${dataset.name}.csv`)
  try {
    await mkdir(folder, { recursive: true })
    await pipeline(Readable.from(piecesOf(dataset, today)), createWriteStream(path))
    const { kind } = await ingest({
      tenantId,
      path,
      fileName: `${dataset.name}.csv`,
      dataset: dataset.name,
      mode: 'replace',
      source: 'integration',
    })
    return { tenantId, dataset: dataset.name, kind }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Lets requests in between: rows are made faster than they are written. */
async function* piecesOf(dataset: DemoDataset, today: string): AsyncIterable<string> {
  for (const piece of writeCsv(dataset, today)) {
    yield piece
    await setImmediate()
  }
}

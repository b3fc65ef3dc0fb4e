import { proposeModel, type Taxonomy } from '@salestalk/engine'
import type { IngestReport, TenantId } from '@salestalk/protocol'
import { backgroundJobs } from '../adapters/embedded/background-jobs.ts'
import { systemTimer } from '../adapters/embedded/system.ts'
import { demoCompanyOf } from '../demo/companies.ts'
import { problemOf } from '../http/error-table.ts'
import type { IngestDependencies, IngestRequest, SpooledUpload, SpoolOptions, UndoRequest } from '../ingest/index.ts'
import { TenantNotFoundError } from '../tenants/errors.ts'
import { openUploads, type Uploads } from '../uploads/index.ts'
import type { Foundation } from './foundation.ts'

export interface IntakeOptions {
  readonly taxonomy: () => Promise<Taxonomy>
  /** Told when a tenant has new events. */
  readonly onEvents: (tenantId: TenantId) => void
  /** Told when an upload brought new data. */
  readonly onUploaded: (tenantId: TenantId) => void
}

/** How data comes in and goes out again. The reading of files is loaded with the first one. */
export interface Intake {
  /** Takes a file in; throws IngestError. */
  ingest(request: IngestRequest): Promise<IngestReport>
  undoBatch(request: UndoRequest): Promise<void>
  spool(body: AsyncIterable<Uint8Array>, options: Omit<SpoolOptions, 'workFolder'>): Promise<SpooledUpload>
  readonly uploads: Uploads
  /** Goes on with the uploads that a process before left unfinished. */
  resumeUploads(): Promise<void>
  /** Removes files of uploads that nobody will read; once in an hour is enough. */
  cleanUploads(): Promise<void>
  /** Resolves when no upload is worked on in this process. */
  uploadsIdle(): Promise<void>
  /** Removes what crashed processes left in the work folder. */
  cleanLeftovers(): Promise<void>
}

export interface OpenedIntake extends Intake {
  /** Ends the work on uploads; another process goes on with it. */
  close(): Promise<void>
}

export function openIntake(foundation: Foundation, options: IntakeOptions): OpenedIntake {
  const { deployment, clock, ids, logger, registry, storage } = foundation
  const { tables, artifacts, workFolder } = deployment

  async function dependenciesOf(tenantId: TenantId): Promise<IngestDependencies> {
    // A company that is being made is given its demo data before it exists.
    const [taxonomy, tenant] = await Promise.all([options.taxonomy(), registry.tenants.getEntry(tenantId)])
    if (tenant === null) throw new TenantNotFoundError(tenantId)
    const currency = tenant.settings.demo ? (demoCompanyOf(tenantId)?.currency ?? null) : null
    const propose: IngestDependencies['proposeModel'] = (profile, dataset) =>
      proposeModel(profile, { dataset, taxonomy, currency })
    return { tables, artifacts, clock, ids, workFolder, taxonomy, proposeModel: propose }
  }

  const ingest: Intake['ingest'] = async (request) => {
    const { ingestFile } = await import('../ingest/index.ts')
    const report = await ingestFile(request, await dependenciesOf(request.tenantId))
    options.onEvents(request.tenantId)
    return report
  }
  const spool: Intake['spool'] = async (body, spoolOptions) => {
    const { spoolUpload } = await import('../ingest/index.ts')
    return await spoolUpload(body, { ...spoolOptions, workFolder })
  }
  const jobs = backgroundJobs({
    timer: systemTimer,
    onError: (error) => logger.error({ err: error }, 'a job of an upload cannot be done now'),
  })
  const uploads = openUploads({
    storage,
    artifacts,
    async ingest(request) {
      const report = await ingest(request)
      if (report.kind === 'ingested') options.onUploaded(request.tenantId)
      return report
    },
    spool,
    jobs: deployment.jobs ?? jobs,
    isActive: async (tenantId) => (await registry.tenants.get(tenantId))?.status === 'active',
    limits: { directUploadBytesMax: deployment.directUploadBytesMax },
    describeProblem: problemOf,
    clock,
    ids,
    timer: systemTimer,
    logger,
  })
  jobs.start(uploads.runJob)

  async function activeTenants(): Promise<TenantId[]> {
    const all = await registry.tenants.list()
    return all.flatMap(({ tenantId, status }) => (status === 'active' ? [tenantId] : []))
  }

  return {
    ingest,
    async undoBatch(request) {
      const { undoBatch } = await import('../ingest/index.ts')
      await undoBatch(request, { tables, clock, ids })
      options.onEvents(request.tenantId)
    },
    spool,
    uploads,
    async resumeUploads() {
      // Without workers elsewhere only a process before this one can hold a lease.
      await uploads.resume(await activeTenants(), { withLeased: deployment.jobs === null })
    },
    cleanUploads: async () => await uploads.clean(await activeTenants()),
    uploadsIdle: jobs.idle,
    async cleanLeftovers() {
      const { cleanLeftovers } = await import('../ingest/work-folders.ts')
      await cleanLeftovers(workFolder)
    },
    async close() {
      jobs.close()
      await uploads.close()
    },
  }
}

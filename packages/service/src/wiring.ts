import {
  ArtifactNotFoundError,
  type ArtifactStore,
  type Clock,
  type Ids,
  loadTaxonomy,
  type MetricStore,
  narrativePhrasesSchema,
  proposeModel,
  type TableAdmin,
  type TableStore,
  type Taxonomy,
  type TenantArtifacts,
} from '@salestalk/engine'
import type { Catalog, DeletionCertificate, DomainEvent, IngestReport, TenantId } from '@salestalk/protocol'
import { backgroundJobs } from './adapters/embedded/background-jobs.ts'
import { randomIds, systemClock, systemTimer } from './adapters/embedded/system.ts'
import { buildCatalog } from './catalog/catalog.ts'
import { type ChatService, chatService } from './chat/chat-service.ts'
import { type KnowledgeBase, knowledgeBase } from './chat/knowledge.ts'
import { completeIdleSessions, type SilenceRound } from './chat/session-timer.ts'
import type { Config } from './config.ts'
import { demoCompanyOf } from './demo/companies.ts'
import type { Deployment, DeploymentIdentity } from './deployment.ts'
import { eventConsumers } from './events/consumers/index.ts'
import type { DeadLetterBox } from './events/dead-letters.ts'
import type { EventDispatcher } from './events/event-dispatcher.ts'
import { problemOf } from './http/error-table.ts'
import type { IngestDependencies, IngestRequest, SpooledUpload, SpoolOptions, UndoRequest } from './ingest/index.ts'
import { lazy } from './lazy.ts'
import { createLogger, type Logger } from './logger.ts'
import { createRegistry, openRegistry, openTenantStorage, type Registry, type TenantStorage } from './storage/index.ts'
import { readTaxonomyFiles } from './taxonomy-files.ts'
import { TenantNotFoundError } from './tenants/errors.ts'
import { type TenantService, tenantService } from './tenants/tenant-service.ts'
import { type UserService, userService } from './tenants/user-service.ts'
import { openUploads, type Uploads } from './uploads/index.ts'
import { type EventFunctions, openEvents } from './wiring/events.ts'
import { openFigures } from './wiring/figures.ts'

/** SalesTalk on one deployment: everything an entry point needs, put together. */
export interface SalesTalk {
  readonly config: Config
  readonly demoMode: boolean
  readonly clock: Clock
  readonly ids: Ids
  readonly logger: Logger
  readonly tables: TableStore & TableAdmin
  readonly artifacts: ArtifactStore
  readonly registry: Registry
  readonly storage: (tenantId: TenantId) => TenantStorage
  readonly tenants: TenantService
  readonly users: UserService
  /** Made on first use: most commands need no key. */
  readonly identity: () => Promise<DeploymentIdentity>
  readonly metricStore: MetricStore
  readonly knowledge: KnowledgeBase
  readonly chat: ChatService
  catalogOf(tenantId: TenantId): Promise<Catalog>
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
  /** Deletes a company with everything it has, also from memory. */
  deleteTenant(tenantId: TenantId): Promise<DeletionCertificate>
  readonly dispatcher: EventDispatcher
  /** Publishes what is waiting: of one tenant, or with null of all. A command does this before it ends. */
  flushEvents(tenantId: TenantId | null): Promise<void>
  readonly deadLetters: DeadLetterBox
  /** What streams and queues call on AWS; null on the embedded stores. */
  readonly eventFunctions: EventFunctions | null
  /** Ends the conversations that have fallen silent, of all companies. */
  completeIdleSessions(): Promise<SilenceRound>
  /** Publishes events of the log again; a consumer that handled one already is not bothered. */
  replayEvents(events: readonly DomainEvent[]): Promise<void>
  close(): Promise<void>
}

export interface OpenOptions {
  /** Anybody may enter the demo companies; default what the configuration says. */
  readonly demoMode?: boolean
  readonly clock?: Clock
  /** Called when an upload brought new data. */
  readonly onUploaded?: (tenantId: TenantId) => void
}

/** Opens the deployment that the configuration names. Close what is returned. Throws DataFolderError. */
export async function openSalesTalk(config: Config, options: OpenOptions = {}): Promise<SalesTalk> {
  const clock = options.clock ?? systemClock
  return await createSalesTalk(await openDeployment(config, clock), config, { ...options, clock })
}

// Each set of adapters is loaded only where it is used: a function on AWS starts without SQLite, a laptop without the AWS SDK.
async function openDeployment({ deployment, dataFolder }: Config, clock: Clock): Promise<Deployment> {
  if (deployment.kind === 'aws') {
    const { awsDeployment } = await import('./adapters/aws/deployment.ts')
    return awsDeployment(deployment, dataFolder, clock)
  }
  const { embeddedDeployment } = await import('./adapters/embedded/deployment.ts')
  return embeddedDeployment(dataFolder, clock)
}

/** The application services over the ports of a deployment; closing them closes the deployment. */
export async function createSalesTalk(
  deployment: Deployment,
  config: Config,
  options: OpenOptions = {},
): Promise<SalesTalk> {
  const { demoMode = config.demoMode, clock = systemClock } = options
  const { tables, artifacts, workFolder } = deployment
  const ids = randomIds
  const logger = createLogger(config.logLevel)
  if (config.deployment.kind === 'embedded') await createRegistry(tables)
  const registry = openRegistry(tables)
  const storage = (tenantId: TenantId) => openTenantStorage(tables, tenantId, clock)
  const onboarding = deployment.provisioning.onboarding ?? {}
  const tenants = tenantService({
    tables,
    artifacts: deployment.provisioning.artifacts,
    clock,
    ids,
    region: deployment.region,
    ...onboarding,
    seedDemo: async (tenantId) => {
      const { seedTenant } = await import('./demo/seed-tenant.ts')
      await seedTenant(tenantId, { storage, ingest, clock, workFolder })
    },
  })
  const figures = openFigures({ deployment, storage, clock, ids, logger })
  const { metricStore } = figures
  const taxonomy = lazy(async () => loadTaxonomy(await readTaxonomyFiles(config.taxonomy)))
  const wording = lazy(async () => {
    const { phrases, version } = await taxonomy.get()
    return { phrases: narrativePhrasesSchema.parse(phrases.narrative), taxonomyVersion: version }
  })
  const knowledge = knowledgeBase({
    taxonomy: taxonomy.get,
    metricStore,
    datasets: (id) => storage(id).datasets,
    overlayOf: (id) => readOverlay(artifacts.open(id)),
    onVocabularyProblem: (tenantId, error) =>
      logger.warn({ tenantId, err: error }, "a company's own vocabulary cannot be used"),
  })
  const consumers = eventConsumers({
    storage,
    registryTable: registry.tenantsTable,
    artifacts,
    aggregate: ({ tenantId }) => figures.aggregate(tenantId),
  })
  const { bus, dispatcher, deadLetters, functions } = openEvents({ deployment, tables, consumers, clock, logger })
  const rephrase = await rephraserOf(config, taxonomy.get, registry, logger)
  const chat = chatService({
    ...(rephrase === null ? {} : { rephrase }),
    storage,
    knowledge,
    metricStore,
    wording: wording.get,
    clock,
    ids,
    stopwatch: () => performance.now(),
    onEvents: (tenantId) => dispatcher.notify(tenantId),
  })
  async function ingestDependencies(tenantId: TenantId): Promise<IngestDependencies> {
    // A company that is being made is given its demo data before it exists.
    const [vocabulary, tenant] = await Promise.all([taxonomy.get(), registry.tenants.getEntry(tenantId)])
    if (tenant === null) throw new TenantNotFoundError(tenantId)
    const currency = tenant.settings.demo ? (demoCompanyOf(tenantId)?.currency ?? null) : null
    return {
      tables,
      artifacts,
      clock,
      ids,
      workFolder,
      taxonomy: vocabulary,
      proposeModel: (profile, dataset) => proposeModel(profile, { dataset, taxonomy: vocabulary, currency }),
    }
  }

  async function ingest(request: IngestRequest): Promise<IngestReport> {
    const { ingestFile } = await import('./ingest/index.ts')
    const report = await ingestFile(request, await ingestDependencies(request.tenantId))
    dispatcher.notify(request.tenantId)
    return report
  }
  async function spool(body: AsyncIterable<Uint8Array>, spoolOptions: Omit<SpoolOptions, 'workFolder'>) {
    const { spoolUpload } = await import('./ingest/index.ts')
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
      if (report.kind === 'ingested') options.onUploaded?.(request.tenantId)
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
  const activeTenants = async () =>
    (await tenants.listTenants()).filter(({ status }) => status === 'active').map(({ tenantId }) => tenantId)

  return {
    config,
    demoMode,
    clock,
    ids,
    logger,
    tables,
    artifacts,
    registry,
    storage,
    tenants,
    users: userService({ registry, clock, ids, demoMode, ...onboarding }),
    identity: deployment.identity,
    metricStore,
    knowledge,
    chat,
    async catalogOf(tenantId) {
      const [{ data, lexicon }, tenant] = await Promise.all([knowledge.of(tenantId), tenants.getTenant(tenantId)])
      const preferredQuestions = tenant.settings.demo ? (demoCompanyOf(tenantId)?.exampleQuestions ?? []) : []
      return await buildCatalog({ data, lexicon, metricStore, today: clock.today(), preferredQuestions })
    },
    ingest,
    async undoBatch(request) {
      const { undoBatch } = await import('./ingest/index.ts')
      await undoBatch(request, { tables, clock, ids })
      dispatcher.notify(request.tenantId)
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
      const { cleanLeftovers } = await import('./ingest/work-folders.ts')
      await cleanLeftovers(workFolder)
    },
    async deleteTenant(tenantId) {
      await metricStore.release(tenantId)
      const certificate = await tenants.deleteTenant(tenantId)
      knowledge.forget(tenantId)
      await deployment.forget(tenantId)
      return certificate
    },
    dispatcher,
    deadLetters,
    eventFunctions: functions,
    completeIdleSessions: () =>
      completeIdleSessions({
        storage,
        tenants: () => registry.tenants.list(),
        clock,
        ids,
        onEvents: (tenantId) => dispatcher.notify(tenantId),
        onError: (error, place) => logger.error({ ...place, err: error }, 'a conversation cannot be ended'),
      }),
    async flushEvents(tenantId) {
      if (tenantId === null) {
        await dispatcher.runOnce()
        return
      }
      dispatcher.start()
      dispatcher.notify(tenantId)
      await dispatcher.stop()
    },
    async replayEvents(events) {
      await bus.publish(events)
      await dispatcher.runOnce()
    },
    async close() {
      jobs.close()
      figures.stopAggregating()
      await uploads.close()
      await dispatcher.stop()
      await metricStore.close()
      deployment.close()
    },
  }
}

// Without a model nothing of it is loaded.
async function rephraserOf(
  { model }: Config,
  taxonomy: () => Promise<Taxonomy>,
  { tenants }: Registry,
  logger: Logger,
) {
  if (model === null) return null
  const { openRephraser } = await import('./wiring/rephraser.ts')
  return openRephraser({ config: model, taxonomy, tenantOf: tenants.get, logger })
}

const OVERLAY_KEY = 'taxonomy/overlay.json'

async function readOverlay(artifacts: TenantArtifacts): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(await artifacts.get(OVERLAY_KEY)))
  } catch (error) {
    if (error instanceof ArtifactNotFoundError) return null
    throw error
  }
}

import type { ArtifactStore, Clock, Ids, MetricStore, TableAdmin, TableStore } from '@salestalk/engine'
import type { Catalog, DeletionCertificate, DomainEvent, TenantId } from '@salestalk/protocol'
import { systemClock } from './adapters/embedded/system.ts'
import { buildCatalog } from './catalog/catalog.ts'
import { type ChatService, chatService } from './chat/chat-service.ts'
import type { KnowledgeBase } from './chat/knowledge.ts'
import { completeIdleSessions, type SilenceRound } from './chat/session-timer.ts'
import type { Config } from './config.ts'
import { demoCompanyOf } from './demo/companies.ts'
import type { Deployment, DeploymentIdentity } from './deployment.ts'
import { eventConsumers } from './events/consumers/index.ts'
import type { DeadLetterBox } from './events/dead-letters.ts'
import type { EventDispatcher } from './events/event-dispatcher.ts'
import type { Logger } from './logger.ts'
import type { Registry, TenantStorage } from './storage/index.ts'
import { type TenantService, tenantService } from './tenants/tenant-service.ts'
import { type UserService, userService } from './tenants/user-service.ts'
import { type VocabularyService, vocabularyService } from './vocabulary/vocabulary-service.ts'
import { openDeployment } from './wiring/deployments.ts'
import { type EventFunctions, openEvents } from './wiring/events.ts'
import { openFigures } from './wiring/figures.ts'
import { type Foundation, layFoundation } from './wiring/foundation.ts'
import { type Intake, openIntake } from './wiring/intake.ts'
import { openVocabulary, type Vocabulary } from './wiring/vocabulary.ts'

/** SalesTalk on one deployment: everything an entry point needs, put together. */
export interface SalesTalk extends Intake {
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
  readonly vocabulary: VocabularyService
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
  /** Whether this process computes figures ahead; one that ends with its work leaves it to the server. Default true. */
  readonly computesAhead?: boolean
  /** Called when an upload brought new data. */
  readonly onUploaded?: (tenantId: TenantId) => void
}

/** Opens the deployment that the configuration names. Close what is returned. Throws DataFolderError. */
export async function openSalesTalk(config: Config, options: OpenOptions = {}): Promise<SalesTalk> {
  const clock = options.clock ?? systemClock
  return await createSalesTalk(await openDeployment(config, clock), config, { ...options, clock })
}

/** The application services over the ports of a deployment; closing them closes the deployment. */
export async function createSalesTalk(
  deployment: Deployment,
  config: Config,
  options: OpenOptions = {},
): Promise<SalesTalk> {
  const { demoMode = config.demoMode, clock = systemClock, onUploaded = () => undefined } = options
  const { computesAhead = true } = options
  const foundation = await layFoundation(config, deployment, clock)
  const { ids, logger, registry, storage } = foundation
  const { tables, artifacts } = deployment
  const figures = openFigures({ ...foundation, catchesUp: computesAhead })
  const { metricStore } = figures
  const vocabulary = openVocabulary(foundation, metricStore)
  const { knowledge } = vocabulary
  const consumers = eventConsumers({
    storage,
    registryTable: registry.tenantsTable,
    artifacts,
    aggregate: ({ tenantId }) => figures.aggregate(tenantId),
  })
  const left = new Set(computesAhead ? [] : ['aggregation'])
  const events = openEvents({ deployment, tables, consumers, left, clock, logger })
  const { bus, dispatcher, deadLetters } = events
  const onEvents = (tenantId: TenantId) => dispatcher.notify(tenantId)
  const { close: closeIntake, ...intake } = openIntake(foundation, {
    taxonomy: vocabulary.taxonomy,
    onEvents,
    onUploaded,
  })
  const tenants = tenantsOf(foundation, intake.ingest)

  return {
    ...intake,
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
    users: userService({ registry, clock, ids, demoMode, ...deployment.provisioning.onboarding }),
    identity: deployment.identity,
    metricStore,
    knowledge,
    chat: await chatOf(foundation, vocabulary, metricStore, onEvents),
    vocabulary: vocabularyService({ ...vocabulary, storage, clock, stopwatch: () => performance.now() }),
    async catalogOf(tenantId) {
      const [{ data, lexicon, calendar }, tenant] = await Promise.all([
        knowledge.of(tenantId),
        tenants.getTenant(tenantId),
      ])
      const preferredQuestions = tenant.settings.demo ? (demoCompanyOf(tenantId)?.exampleQuestions ?? []) : []
      return await buildCatalog({ data, lexicon, calendar, metricStore, today: clock.today(), preferredQuestions })
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
    eventFunctions: events.functions,
    async completeIdleSessions() {
      const onError = (error: unknown, place: object) =>
        logger.error({ ...place, err: error }, 'a conversation cannot be ended')
      return await completeIdleSessions({ storage, tenants: registry.tenants.list, clock, ids, onEvents, onError })
    },
    async flushEvents(tenantId) {
      if (tenantId === null) {
        await dispatcher.runOnce()
        return
      }
      dispatcher.start()
      dispatcher.notify(tenantId)
      await dispatcher.stop()
    },
    async replayEvents(replayed) {
      await bus.publish(replayed)
      await dispatcher.runOnce()
    },
    async close() {
      figures.stopAggregating()
      await closeIntake()
      await dispatcher.stop()
      await metricStore.close()
      deployment.close()
    },
  }
}

function tenantsOf({ deployment, clock, ids, storage }: Foundation, ingest: Intake['ingest']): TenantService {
  const { tables, provisioning, region, workFolder } = deployment
  return tenantService({
    tables,
    artifacts: provisioning.artifacts,
    clock,
    ids,
    region,
    ...provisioning.onboarding,
    seedDemo: async (tenantId) => {
      const { seedTenant } = await import('./demo/seed-tenant.ts')
      await seedTenant(tenantId, { storage, ingest, clock, workFolder })
    },
  })
}

async function chatOf(
  foundation: Foundation,
  { taxonomy, wording, knowledge }: Vocabulary,
  metricStore: MetricStore,
  onEvents: (tenantId: TenantId) => void,
): Promise<ChatService> {
  const { config, registry, storage, clock, ids, logger } = foundation
  const stopwatch = () => performance.now()
  const service = { storage, knowledge, metricStore, wording, clock, ids, stopwatch, onEvents }
  // Without a model nothing of it is loaded.
  if (config.model === null) return chatService(service)
  const { openRephraser } = await import('./wiring/rephraser.ts')
  const rephrase = openRephraser({ config: config.model, taxonomy, tenantOf: registry.tenants.get, logger })
  return chatService({ ...service, rephrase })
}

import type {
  ArtifactStore,
  EventBus,
  IdentityVerifier,
  MetricStore,
  TableAdmin,
  TableStore,
  TokenIssuer,
} from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import type { EventQueues } from './events/aws-delivery/ports.ts'
import type { OnboardingPorts } from './tenants/ports/onboarding.ts'
import type { JobQueue } from './uploads/ports.ts'

/**
 * All that SalesTalk stands on, in one of two complete sets: embedded (files and one process) or AWS. The application services are
 * written once over these ports and cannot tell which set they have.
 */
export interface Deployment {
  /** Where the data lives: an AWS region, or `local`. */
  readonly region: string
  /** Opening a tenant's table or artifacts gives a handle that reaches this tenant only; on AWS its credentials reach no further. */
  readonly tables: TableStore & TableAdmin
  readonly artifacts: ArtifactStore
  /** Made on first use: most commands and workers check no token. */
  readonly identity: () => Promise<DeploymentIdentity>
  /** Loaded with the first question that needs it. */
  readonly openMetricStore: () => Promise<MetricStore>
  /** Takes events to consumers elsewhere; null when the consumers run in this process. */
  readonly outside: EventsOutside | null
  /** Where uploads wait for a worker elsewhere; null when this process does the work itself. */
  readonly jobs: JobQueue | null
  /** The largest body of a request; larger files go straight to the store. Null is no such limit. */
  readonly directUploadBytesMax: number | null
  /** What only the process that makes and removes companies may touch. */
  readonly provisioning: Provisioning
  /** A folder on local disk for files in work; several processes may share it. */
  readonly workFolder: string
  /** Drops what is kept of a company that was deleted. */
  forget(tenantId: TenantId): Promise<void>
  close(): void
}

export interface EventsOutside {
  readonly bus: EventBus
  readonly queues: EventQueues
  /** What the names of the consumers' queues begin with. */
  readonly queuePrefix: string
}

export interface Provisioning {
  /** Every company's files, to remove them with all their versions. */
  readonly artifacts: ArtifactStore
  /** Null where a company is nothing but tables and artifacts. */
  readonly onboarding: OnboardingPorts | null
}

/** Who checks tokens, and who issues them: null where people sign in with an issuer outside. */
export interface DeploymentIdentity {
  readonly verifier: IdentityVerifier
  readonly issuer: TokenIssuer | null
}

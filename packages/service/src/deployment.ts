import type {
  ArtifactStore,
  EventBus,
  IdentityVerifier,
  MetricStore,
  TableAdmin,
  TableStore,
  TokenIssuer,
} from '@salestalk/engine'

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
  /** Takes published events to their consumers elsewhere; null when the consumers run in this process. */
  readonly eventBus: EventBus | null
  /** A folder on local disk for files in work; several processes may share it. */
  readonly workFolder: string
  close(): void
}

/** Who checks tokens, and who issues them: null where people sign in with an issuer outside. */
export interface DeploymentIdentity {
  readonly verifier: IdentityVerifier
  readonly issuer: TokenIssuer | null
}

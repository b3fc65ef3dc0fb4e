import type { StreamMappings } from './stream-mappings.ts'
import type { UserDirectory } from './user-directory.ts'

export interface TenantLimits {
  /** Tables one account may hold in one region. */
  readonly tablesPerAccount: number
  /** So many are kept free: for restores, for companies whose onboarding has begun, and for time to act. */
  readonly tablesInReserve: number
  /** Seconds an id rests after a deletion: longer than a request or an upload that was begun before can last. */
  readonly idRestSeconds: number
}

/** What the platform itself lets go of a while after a deletion, such as backups of tables. */
export interface ExpiringKind {
  readonly kind: string
  readonly days: number
}

/** What onboarding and deletion need of a platform beside tables and artifacts. */
export interface OnboardingPorts {
  readonly directory: UserDirectory
  /** Null where tables need no mapping to the publisher. */
  readonly streamMappings: StreamMappings | null
  readonly limits: TenantLimits
  /** Of the account and region. */
  readonly countTables: () => Promise<number>
  readonly expiring: readonly ExpiringKind[]
}

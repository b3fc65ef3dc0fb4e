import type { ExpiringKind, TenantLimits } from '../../tenants/ports/onboarding.ts'

/** DynamoDB gives an account 2,500 tables per region, more on request; an upload link lasts 10 minutes. */
export const accountLimits: TenantLimits = { tablesPerAccount: 2_500, tablesInReserve: 100, idRestSeconds: 15 * 60 }

/** What DynamoDB, EventBridge, SQS and CloudWatch let go of by themselves after a deletion, at the settings of `infra/`. */
export const expiringKinds: readonly ExpiringKind[] = [
  { kind: 'table_backups', days: 35 },
  { kind: 'archived_events', days: 90 },
  { kind: 'undelivered_events', days: 14 },
]

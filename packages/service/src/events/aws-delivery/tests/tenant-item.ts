import type { NewItem } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'

/** An active company as the registry holds it. */
export function tenantItem(tenantId: TenantId): NewItem {
  return {
    pk: `TENANT#${tenantId}`,
    sk: 'METADATA',
    tenantId,
    name: tenantId,
    ownerEmail: `owner@${tenantId}.example`,
    plan: 'free',
    messagesTableName: `tenant-${tenantId}-messages`,
    metricsTableName: `tenant-${tenantId}-metrics`,
    s3Prefix: `tenant-${tenantId}/`,
    status: 'active',
    settings: {},
    createdAt: '2025-10-01T08:00:00.000Z',
    updatedAt: '2025-10-01T08:00:00.000Z',
  }
}

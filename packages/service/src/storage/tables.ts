import type { IndexDefinition, TableAddress, TableDefinition } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'

/** Every table there is, as data: the embedded store creates them from here, and so can any other. */

const outboxIndex: IndexDefinition = {
  name: 'OutboxIndex',
  partitionAttribute: 'outboxState',
  sortAttribute: 'outboxAt',
}

export const tenantsTable: TableDefinition = {
  name: 'tenants-metadata',
  scope: 'registry',
  indexes: [
    { name: 'OwnerEmailIndex', partitionAttribute: 'ownerEmail', sortAttribute: 'tenantId' },
    { name: 'StatusIndex', partitionAttribute: 'status', sortAttribute: 'tenantId' },
    outboxIndex,
  ],
}

export const usersTable: TableDefinition = {
  name: 'users',
  scope: 'registry',
  // One partition holds the user and the memberships: their keys begin with EMAIL# and TENANT#.
  indexes: [{ name: 'UserIndex', partitionAttribute: 'userId', sortAttribute: 'pk' }],
}

export const messagesTable: TableDefinition = {
  name: 'messages',
  scope: 'tenant',
  indexes: [
    { name: 'SessionIndex', partitionAttribute: 'sessionId', sortAttribute: 'timestamp' },
    { name: 'SenderIndex', partitionAttribute: 'sender', sortAttribute: 'timestamp' },
    outboxIndex,
  ],
}

export const metricsTable: TableDefinition = {
  name: 'metrics',
  scope: 'tenant',
  indexes: [
    { name: 'MetricTypeIndex', partitionAttribute: 'metricType', sortAttribute: 'period' },
    { name: 'DimensionIndex', partitionAttribute: 'dimension', sortAttribute: 'period' },
    outboxIndex,
  ],
}

export const registryTables: readonly TableAddress[] = [tenantsTable, usersTable].map((definition) => ({
  tenantId: null,
  definition,
}))

/** The tables each tenant has of its own. */
export function tenantTables(tenantId: TenantId): readonly TableAddress[] {
  return [messagesTable, metricsTable].map((definition) => ({ tenantId, definition }))
}

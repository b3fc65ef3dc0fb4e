import type { CreateTableCommandInput, GlobalSecondaryIndex, TableDescription } from '@aws-sdk/client-dynamodb'
import { type IndexDefinition, type TableAddress, tableName } from '@salestalk/engine'

/** What a table has beyond its items. Emulators lack some of it, so each part can be left out. */
export interface TableProperties {
  /** The customer's key all items are encrypted with; null leaves encryption to the key DynamoDB owns. */
  readonly kmsKeyArn: string | null
  /** Any second of the last 35 days can be restored. */
  readonly pointInTimeRecovery: boolean
  /** A stream of new images, which the event publisher reads. */
  readonly streams: boolean
  readonly deletionProtection: boolean
  /** Expired items are deleted by DynamoDB some time after their `expiresAt`. */
  readonly timeToLive: boolean
  /** A tenant's table also gets the tag `TenantId`, by which cost is told apart. */
  readonly tags: Readonly<Record<string, string>>
}

/** The whole request that creates a table: one call, so that no table is ever seen unprotected. */
export function createTableInput(address: TableAddress, properties: TableProperties): CreateTableCommandInput {
  const { indexes } = address.definition
  const tags = tagsOf(address, properties)
  return {
    TableName: tableName(address),
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributeDefinitions(indexes),
    KeySchema: keySchema('pk', 'sk'),
    ...(indexes.length === 0 ? {} : { GlobalSecondaryIndexes: indexes.map(indexInput) }),
    ...(properties.kmsKeyArn === null ? {} : { SSESpecification: encryption(properties.kmsKeyArn) }),
    ...(properties.streams ? { StreamSpecification: streamOfNewImages } : {}),
    ...(properties.deletionProtection ? { DeletionProtectionEnabled: true } : {}),
    ...(tags.length === 0 ? {} : { Tags: tags }),
  }
}

export const streamOfNewImages = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } as const

export function encryption(kmsKeyArn: string) {
  return { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: kmsKeyArn } as const
}

export function indexInput(index: IndexDefinition): GlobalSecondaryIndex {
  return {
    IndexName: index.name,
    KeySchema: keySchema(index.partitionAttribute, index.sortAttribute),
    Projection: { ProjectionType: 'ALL' },
  }
}

/** The attributes of all keys, each once. */
export function attributeDefinitions(indexes: readonly IndexDefinition[]) {
  const names = indexes.flatMap((index) => [index.partitionAttribute, index.sortAttribute])
  return [...new Set(['pk', 'sk', ...names])].map((name) => ({ AttributeName: name, AttributeType: 'S' as const }))
}

/** The declared indexes the table does not have yet. */
export function missingIndexes(address: TableAddress, table: TableDescription): IndexDefinition[] {
  const known = new Set((table.GlobalSecondaryIndexes ?? []).map((index) => index.IndexName))
  return address.definition.indexes.filter((index) => !known.has(index.name))
}

/** Nothing of it is being created, filled or changed. */
export function isReady(table: TableDescription): boolean {
  return (
    table.TableStatus === 'ACTIVE' &&
    (table.GlobalSecondaryIndexes ?? []).every(
      ({ IndexStatus }) => IndexStatus === undefined || IndexStatus === 'ACTIVE',
    )
  )
}

function keySchema(partition: string, sort: string) {
  return [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ]
}

function tagsOf(address: TableAddress, properties: TableProperties) {
  const own = address.tenantId === null ? {} : { TenantId: address.tenantId }
  return Object.entries({ ...properties.tags, ...own }).map(([Key, Value]) => ({ Key, Value }))
}

import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ListTablesCommand,
  type TableDescription,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  type UpdateTableCommandInput,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import {
  type Clock,
  compareKeys,
  type StoredItem,
  type TableAddress,
  type TableAdmin,
  type Timer,
  tableName,
} from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import { dynamoDocumentClient } from './clients.ts'
import { type ControlContext, controlling, describeTable, waitUntil } from './dynamodb-control.ts'
import { errorName, isMissing } from './dynamodb-errors.ts'
import { scanItems } from './dynamodb-query.ts'
import { requesting } from './dynamodb-requests.ts'
import {
  attributeDefinitions,
  createTableInput,
  encryption,
  indexInput,
  isReady,
  missingIndexes,
  streamOfNewImages,
  type TableProperties,
} from './dynamodb-table-properties.ts'

export interface DynamoAdminOptions {
  /** With the rights of provisioning: it may create and delete tables. */
  readonly client: DynamoDBClient
  /** For reading items: provisioning itself may not. Left out, they are read with the same client. */
  readonly itemClientFor?: (tenantId: TenantId | null) => DynamoDBDocumentClient
  readonly properties: TableProperties
  readonly clock: Clock
  readonly timer: Timer
  readonly random?: () => number
  /** Default five minutes. */
  readonly mostWaitMilliseconds?: number
}

const MOST_WAIT_MILLISECONDS = 5 * 60 * 1000

/** Creates and deletes tables. Every call can be repeated, and goes on where one that was cut off had stopped. */
export function dynamoTableAdmin(options: DynamoAdminOptions): TableAdmin {
  const { client, properties, clock, timer } = options
  const { random = Math.random, mostWaitMilliseconds = MOST_WAIT_MILLISECONDS } = options
  const context: ControlContext = { client, timer, random, mostWaitMilliseconds }
  const { itemClientFor = () => dynamoDocumentClient(client) } = options
  return {
    createTable: (address) => createTable(context, address, properties),
    deleteTable: (address) => deleteTable(context, tableName(address)),
    scanTable: (address) => scanTable(itemClientFor(address.tenantId), address, clock),
    listTables: (tenantId) => listTables(context, tenantId),
  }
}

async function createTable(context: ControlContext, address: TableAddress, properties: TableProperties): Promise<void> {
  const name = tableName(address)
  if (address.tenantId !== null && address.definition.name.includes('-')) {
    throw new TypeError(`"${address.definition.name}": with a hyphen, the table could be another tenant's`)
  }
  const existing = await describeTable(context, name)
  if (existing === null || existing.TableStatus === 'DELETING') {
    await waitUntil(context, name, (table) => table?.TableStatus !== 'DELETING')
    await sendCreate(context, address, properties)
  }
  const table = await waitUntil(context, name, (found) => found !== null && isReady(found))
  if (table === null) return
  for (const change of changesOf(address, table, properties)) {
    await controlling(context, name, () => context.client.send(new UpdateTableCommand({ TableName: name, ...change })))
    await waitUntil(context, name, (found) => found !== null && isReady(found))
  }
  if (properties.timeToLive) await enableTimeToLive(context, name)
  if (properties.pointInTimeRecovery) await enablePointInTimeRecovery(context, name)
}

async function sendCreate(context: ControlContext, address: TableAddress, properties: TableProperties): Promise<void> {
  const name = tableName(address)
  const input = createTableInput(address, properties)
  await controlling(context, name, async () => {
    try {
      await context.client.send(new CreateTableCommand(input))
    } catch (error) {
      // Somebody else creates it at this moment, or a first attempt did whose answer was lost.
      if (errorName(error) === 'ResourceInUseException' && (await describeTable(context, name)) !== null) return
      throw error
    }
  })
}

type TableChange = Omit<UpdateTableCommandInput, 'TableName'>

/** What the table lacks, one change to a request, as DynamoDB wants it. */
function changesOf(address: TableAddress, table: TableDescription, properties: TableProperties): TableChange[] {
  const changes: TableChange[] = missingIndexes(address, table).map((index) => ({
    AttributeDefinitions: attributeDefinitions(address.definition.indexes),
    GlobalSecondaryIndexUpdates: [{ Create: indexInput(index) }],
  }))
  const { kmsKeyArn } = properties
  if (kmsKeyArn !== null && table.SSEDescription?.KMSMasterKeyArn !== kmsKeyArn) {
    changes.push({ SSESpecification: encryption(kmsKeyArn) })
  }
  if (properties.streams && table.StreamSpecification?.StreamEnabled !== true) {
    changes.push({ StreamSpecification: streamOfNewImages })
  }
  if (properties.deletionProtection && table.DeletionProtectionEnabled !== true) {
    changes.push({ DeletionProtectionEnabled: true })
  }
  return changes
}

async function enableTimeToLive(context: ControlContext, name: string): Promise<void> {
  await controlling(context, name, async () => {
    const found = await context.client.send(new DescribeTimeToLiveCommand({ TableName: name }))
    const status = found.TimeToLiveDescription?.TimeToLiveStatus
    if (status === 'ENABLED' || status === 'ENABLING') return
    const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expiresAt' }
    await context.client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification }))
  })
}

async function enablePointInTimeRecovery(context: ControlContext, name: string): Promise<void> {
  await controlling(context, name, async () => {
    const found = await context.client.send(new DescribeContinuousBackupsCommand({ TableName: name }))
    const recovery = found.ContinuousBackupsDescription?.PointInTimeRecoveryDescription
    if (recovery?.PointInTimeRecoveryStatus === 'ENABLED') return
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true }
    await context.client.send(new UpdateContinuousBackupsCommand({ TableName: name, PointInTimeRecoverySpecification }))
  })
}

/** Lifts the protection, deletes, and returns when the table is gone. */
async function deleteTable(context: ControlContext, name: string): Promise<void> {
  const table = await describeTable(context, name)
  if (table === null) return
  if (table.TableStatus !== 'DELETING') {
    await waitUntil(context, name, (found) => found === null || found.TableStatus !== 'CREATING')
    if (table.DeletionProtectionEnabled === true) {
      const unprotected = { TableName: name, DeletionProtectionEnabled: false }
      await controlling(context, name, () => context.client.send(new UpdateTableCommand(unprotected)))
      await waitUntil(context, name, (found) => found === null || isReady(found))
    }
    await controlling(context, name, () => sendDelete(context, name))
  }
  await waitUntil(context, name, (found) => found === null)
}

async function sendDelete(context: ControlContext, name: string): Promise<void> {
  try {
    await context.client.send(new DeleteTableCommand({ TableName: name }))
  } catch (error) {
    if (isMissing(error)) return
    const isGoing = (await describeTable(context, name))?.TableStatus === 'DELETING'
    if (errorName(error) !== 'ResourceInUseException' || !isGoing) throw error
  }
}

async function* scanTable(
  documents: DynamoDBDocumentClient,
  address: TableAddress,
  clock: Clock,
): AsyncIterable<StoredItem> {
  const nowSeconds = () => Math.floor(clock.now().getTime() / 1000)
  const items = scanItems(documents, tableName(address), nowSeconds)[Symbol.asyncIterator]()
  for (;;) {
    const next = await requesting(documents, tableName(address), () => items.next())
    if (next.done === true) return
    yield next.value
  }
}

/**
 * Reads the names of all tables of the account, 100 to a request: only for provisioning. A tenant's table has no hyphen after
 * the prefix, which tells `tenant-acme-messages` from `tenant-acme-eu-messages`.
 */
async function listTables(context: ControlContext, tenantId: TenantId | null): Promise<string[]> {
  const names: string[] = []
  let after: string | undefined
  do {
    const command = new ListTablesCommand({ ExclusiveStartTableName: after })
    const page = await controlling(context, 'of the account', () => context.client.send(command))
    names.push(...(page.TableNames ?? []))
    after = page.LastEvaluatedTableName
  } while (after !== undefined)
  const prefix = tenantId === null ? null : `tenant-${tenantId}-`
  return names.filter((name) => belongs(name, prefix)).sort(compareKeys)
}

function belongs(name: string, prefix: string | null): boolean {
  if (prefix === null) return !name.startsWith('tenant-')
  return name.startsWith(prefix) && !name.slice(prefix.length).includes('-')
}

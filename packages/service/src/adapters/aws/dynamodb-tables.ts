import { randomBytes } from 'node:crypto'
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'
import {
  type Clock,
  checkedBatch,
  checkedQuery,
  checkKey,
  isExpired,
  type TableAddress,
  type TableStore,
  type TenantTable,
  type Timer,
  tableName,
} from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import { writeBatch } from './dynamodb-batch.ts'
import { toStoredItem } from './dynamodb-items.ts'
import { queryPage } from './dynamodb-query.ts'
import { requesting } from './dynamodb-requests.ts'
import { deleteItem, putItem, updateItem } from './dynamodb-writes.ts'

export interface DynamoTablesOptions {
  /** The client whose credentials reach this tenant's tables and no other's; null is the registry. */
  readonly clientFor: (tenantId: TenantId | null) => DynamoDBDocumentClient
  readonly clock: Clock
  readonly timer: Timer
  /** From 0 to 1, for jitter. */
  readonly random?: () => number
  /** A token no other write has; 12 random characters. */
  readonly nextToken?: () => string
}

/** Tables in DynamoDB, one per tenant and purpose. Opening sends nothing. */
export function dynamoTables(options: DynamoTablesOptions): TableStore {
  return { open: (address) => openTable(address, options) }
}

function openTable(address: TableAddress, options: DynamoTablesOptions): TenantTable {
  const table = tableName(address)
  const { indexes } = address.definition
  const client = options.clientFor(address.tenantId)
  const { clock, timer, random = Math.random, nextToken = randomToken } = options
  const nowSeconds = () => Math.floor(clock.now().getTime() / 1000)
  const context = { table, client, indexes, nowSeconds, nextToken, timer, random }
  const run = <T>(work: () => Promise<T>) => requesting(client, table, work)

  return {
    name: table,
    async get(key) {
      checkKey(key)
      const { pk, sk } = key
      const command = new GetCommand({ TableName: table, Key: { pk, sk }, ConsistentRead: true })
      const { Item } = await run(() => client.send(command))
      const item = Item === undefined ? null : toStoredItem(Item)
      return item === null || isExpired(item, clock.now()) ? null : item
    },
    put: (item, condition) => run(() => putItem(context, item, condition)),
    update: (key, changes) => run(() => updateItem(context, key, changes)),
    delete: (key, condition) => run(() => deleteItem(context, key, condition?.ifVersion ?? null)),
    query: (query) => run(async () => queryPage(client, table, checkedQuery(query, address.definition), nowSeconds())),
    batchWrite: (operations) => run(async () => writeBatch(context, checkedBatch(operations, indexes))),
  }
}

function randomToken(): string {
  return randomBytes(9).toString('base64url')
}

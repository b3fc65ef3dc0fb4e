import { randomUUID } from 'node:crypto'
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ListTagsOfResourceCommand,
} from '@aws-sdk/client-dynamodb'
import { fixedClock } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { afterAll, describe, expect, it } from 'vitest'
import { dynamoClient } from './clients.ts'
import { dynamoTableAdmin } from './dynamodb-admin.ts'
import { awsEndpoint, hastyTimer } from './tests/aws-endpoint.ts'
import { emulatorOptions } from './tests/emulators.ts'

const indexes = [{ name: 'AuthorIndex', partitionAttribute: 'author', sortAttribute: 'timestamp' }]
const tenantId = tenantIdSchema.parse(`acme-${randomUUID().slice(0, 8)}`)
const address = { tenantId, definition: { name: 'notes', scope: 'tenant' as const, indexes } }
const name = `tenant-${tenantId}-notes`

describe('a table of the endpoint', () => {
  const client = dynamoClient(emulatorOptions(awsEndpoint()))
  const options = { client, clock: fixedClock(), timer: hastyTimer }
  afterAll(() => client.destroy())

  it('is made with all its properties, twice, gets an index it lacked, and is deleted in spite of its protection', async () => {
    // DynamoDB Local has neither backups, keys nor tags to look at.
    const hasAll = !(await hasNoBackups(client))
    const properties = {
      kmsKeyArn: hasAll ? 'arn:aws:kms:us-east-1:123456789012:key/00000000-0000-4000-8000-000000000001' : null,
      pointInTimeRecovery: hasAll,
      streams: true,
      deletionProtection: true,
      timeToLive: true,
      tags: { Service: 'salestalk' },
    }
    const admin = dynamoTableAdmin({ ...options, properties })
    await admin.createTable({ ...address, definition: { ...address.definition, indexes: [] } })
    await admin.createTable(address)
    await admin.createTable(address)

    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }))
    expect(Table).toMatchObject({
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      DeletionProtectionEnabled: true,
      GlobalSecondaryIndexes: [{ IndexName: 'AuthorIndex' }],
    })
    expect(Table?.SSEDescription?.KMSMasterKeyArn ?? null).toBe(properties.kmsKeyArn)
    const live = await client.send(new DescribeTimeToLiveCommand({ TableName: name }))
    expect(live.TimeToLiveDescription).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' })
    if (hasAll) expect(await recoveryOf(client)).toBe('ENABLED')
    if (hasAll) expect(await tagsOf(client, Table?.TableArn)).toEqual({ Service: 'salestalk', TenantId: tenantId })
    expect(await admin.listTables(tenantId)).toEqual([name])

    await admin.deleteTable(address)
    await admin.deleteTable(address)
    expect(await admin.listTables(tenantId)).toEqual([])
  })
})

async function tagsOf(client: DynamoDBClient, ResourceArn: string | undefined) {
  const { Tags } = await client.send(new ListTagsOfResourceCommand({ ResourceArn }))
  return Object.fromEntries((Tags ?? []).map(({ Key, Value }) => [Key, Value]))
}

async function recoveryOf(client: DynamoDBClient) {
  const found = await client.send(new DescribeContinuousBackupsCommand({ TableName: name }))
  return found.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus
}

async function hasNoBackups(client: DynamoDBClient): Promise<boolean> {
  try {
    await recoveryOf(client)
    return false
  } catch (error) {
    return error instanceof Error && error.name === 'UnknownOperationException'
  }
}

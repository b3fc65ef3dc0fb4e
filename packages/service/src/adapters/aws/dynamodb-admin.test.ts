import { StoreUnavailableError, type TableAddress } from '@salestalk/engine'
import { fixedClock } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { dynamoTableAdmin } from './dynamodb-admin.ts'
import type { TableProperties } from './dynamodb-table-properties.ts'
import { impatientTimer } from './tests/emulators.ts'
import { fakeControlPlane } from './tests/fake-control-plane.ts'

const authorIndex = { name: 'AuthorIndex', partitionAttribute: 'author', sortAttribute: 'pk' }
const definition = { name: 'notes', scope: 'tenant', indexes: [authorIndex] } as const
const address: TableAddress = { tenantId: tenantIdSchema.parse('acme'), definition }
const name = 'tenant-acme-notes'
const properties: TableProperties = {
  kmsKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1',
  pointInTimeRecovery: true,
  streams: true,
  deletionProtection: true,
  timeToLive: true,
  tags: { Service: 'salestalk' },
}

function admins(plane = fakeControlPlane(), mostWaitMilliseconds = 60_000) {
  const options = { client: plane.client, clock: fixedClock(), timer: impatientTimer, mostWaitMilliseconds }
  return { plane, admin: dynamoTableAdmin({ ...options, properties }) }
}

describe('creating a table', () => {
  it('asks for everything at once, and for the rest when it is there', async () => {
    const { plane, admin } = admins()
    await admin.createTable(address)
    expect(plane.requests.find((request) => request.name === 'CreateTable')?.input).toEqual({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'author'].map((key) => ({ AttributeName: key, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'AuthorIndex',
          KeySchema: [
            { AttributeName: 'author', KeyType: 'HASH' },
            { AttributeName: 'pk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: properties.kmsKeyArn },
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      DeletionProtectionEnabled: true,
      Tags: [
        { Key: 'Service', Value: 'salestalk' },
        { Key: 'TenantId', Value: 'acme' },
      ],
    })
    expect(plane.tables.get(name)).toMatchObject({ state: 'ACTIVE', timeToLive: 'ENABLED', recovery: 'ENABLED' })
  })
  it('changes nothing the second time', async () => {
    const { plane, admin } = admins()
    await admin.createTable(address)
    plane.requests.length = 0
    await admin.createTable(address)
    expect(plane.requests.every((request) => request.name.startsWith('Describe'))).toBe(true)
  })
  it('goes on wherever an earlier attempt was killed', async () => {
    for (let request = 1; request < 12; request += 1) {
      const { plane, admin } = admins()
      plane.killAt(request)
      await admin.createTable(address).catch(() => undefined)
      plane.killAt(Number.POSITIVE_INFINITY)
      await admin.createTable(address)
      expect(plane.tables.get(name)).toMatchObject({ state: 'ACTIVE', timeToLive: 'ENABLED', recovery: 'ENABLED' })
    }
  })
  it('gives an old table what it lacks', async () => {
    const plane = fakeControlPlane()
    const options = { client: plane.client, clock: fixedClock(), timer: impatientTimer }
    const poor = { ...properties, streams: false, deletionProtection: false, pointInTimeRecovery: false }
    const oldAddress = { ...address, definition: { ...definition, indexes: [] } }
    await dynamoTableAdmin({ ...options, properties: poor }).createTable(oldAddress)
    await dynamoTableAdmin({ ...options, properties }).createTable(address)
    expect(plane.tables.get(name)?.description).toMatchObject({
      StreamSpecification: { StreamEnabled: true },
      DeletionProtectionEnabled: true,
      GlobalSecondaryIndexes: [{ IndexName: 'AuthorIndex' }],
    })
    expect(plane.tables.get(name)?.recovery).toBe('ENABLED')
  })
  it('waits its turn when too many tables are being made, and for backups that are not ready', async () => {
    const { plane, admin } = admins()
    for (const error of ['LimitExceededException', 'ThrottlingException']) plane.fail('CreateTable', error)
    plane.fail('UpdateContinuousBackups', 'ContinuousBackupsUnavailableException')
    await admin.createTable(address)
    expect(plane.tables.get(name)?.recovery).toBe('ENABLED')
  })
  it('gives up with an error that may be retried when the table takes too long', async () => {
    const { admin } = admins(fakeControlPlane(50), 10_000)
    const failure = await admin.createTable(address).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StoreUnavailableError)
    expect(failure).toMatchObject({ reason: 'busy', message: expect.stringContaining('still creating') })
  })
  it('waits for an old table of the name to be gone', async () => {
    const { plane, admin } = admins()
    await admin.createTable(address)
    const table = plane.tables.get(name)
    if (table !== undefined) Object.assign(table, { state: 'DELETING', looks: 3 })
    await admin.createTable(address)
    expect(plane.tables.get(name)).toMatchObject({ state: 'ACTIVE', timeToLive: 'ENABLED' })
  })
  it('refuses a name that could be read as that of another tenant', async () => {
    const { admin } = admins()
    const ambiguous = { ...address, definition: { ...definition, name: 'eu-notes' } }
    await expect(admin.createTable(ambiguous)).rejects.toThrow(TypeError)
  })
})

describe('deleting a table', () => {
  it('lifts the protection first, and returns when the table is gone', async () => {
    const { plane, admin } = admins()
    await admin.createTable(address)
    await admin.deleteTable(address)
    expect(plane.tables.size).toBe(0)
    await admin.deleteTable(address)
  })
  it('goes on wherever an earlier attempt was killed', async () => {
    for (let request = 1; request < 14; request += 1) {
      const { plane, admin } = admins()
      await admin.createTable(address)
      plane.killAt(request)
      await admin.deleteTable(address).catch(() => undefined)
      plane.killAt(Number.POSITIVE_INFINITY)
      await admin.deleteTable(address)
      expect(plane.tables.size).toBe(0)
    }
  })
})

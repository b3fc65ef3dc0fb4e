import { describe, expect, it } from 'vitest'
import { type Asked, arn, isAllowed, type Policy, readPolicy, withStatement } from './tests/policies.ts'

const dataPolicy = readPolicy('tenant-data')
const ask = (asked: Asked, tenantId: string | null = 'acme', policy: Policy = dataPolicy) =>
  isAllowed({ role: arn.role('tenant-data'), policies: [policy], tenantId }, asked)

const itemActions = ['GetItem', 'Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem']
const objectActions = ['GetObject', 'PutObject', 'DeleteObject', 'AbortMultipartUpload']

/** Everything somebody might try on the data of a company. */
function attemptsOn(tenantId: string): Asked[] {
  const tables = [arn.table(`tenant-${tenantId}-messages`), arn.table(`tenant-${tenantId}-metrics`)]
  return [
    ...tables.flatMap((resource) => itemActions.map((name) => ({ action: `dynamodb:${name}`, resource }))),
    ...tables.map((table) => ({ action: 'dynamodb:Query', resource: `${table}/index/SessionIndex` })),
    ...objectActions.map((name) => ({
      action: `s3:${name}`,
      resource: arn.object(`tenant-${tenantId}/facts/a.parquet`),
    })),
    ...[`tenant-${tenantId}/`, `tenant-${tenantId}/facts/`].map((prefix) => list(prefix)),
    throughDynamoDb(`tenant-${tenantId}-messages`),
    throughS3(arn.object(`tenant-${tenantId}/facts/a.parquet`)),
  ]
}

function list(prefix: string): Asked {
  return { action: 's3:ListBucket', resource: arn.bucket, context: { 's3:prefix': prefix } }
}

function throughDynamoDb(tableName: string): Asked {
  const context = {
    'kms:ViaService': 'dynamodb.eu-west-1.amazonaws.com',
    'kms:EncryptionContext:aws:dynamodb:tableName': tableName,
  }
  return { action: 'kms:Decrypt', resource: arn.key, context }
}

function throughS3(object: string): Asked {
  const context = { 'kms:ViaService': 's3.eu-west-1.amazonaws.com', 'kms:EncryptionContext:aws:s3:arn': object }
  return { action: 'kms:Decrypt', resource: arn.key, context }
}

/** Neither of these is for any session of a tenant, not even on its own tables and files. */
const neverForTenants: Asked[] = [
  ...[
    'CreateTable',
    'DeleteTable',
    'UpdateTable',
    'DescribeTable',
    'UpdateTimeToLive',
    'CreateBackup',
    'TagResource',
  ].map((name) => ({ action: `dynamodb:${name}`, resource: arn.table('tenant-acme-messages') })),
  { action: 'dynamodb:ListTables', resource: '*' },
  { action: 'dynamodb:ExportTableToPointInTime', resource: arn.table('tenant-acme-messages') },
  ...['GetRecords', 'GetShardIterator', 'DescribeStream'].map((name) => ({
    action: `dynamodb:${name}`,
    resource: `${arn.table('tenant-acme-messages')}/stream/2025-01-01T00:00:00.000`,
  })),
  ...['tenants-metadata', 'users'].flatMap((table) =>
    itemActions.map((name) => ({ action: `dynamodb:${name}`, resource: arn.table(table) })),
  ),
  { action: 'dynamodb:Query', resource: `${arn.table('users')}/index/UserIndex` },
  ...['DeleteObjectVersion', 'GetObjectVersion', 'PutObjectAcl', 'PutObjectTagging', 'BypassGovernanceRetention'].map(
    (name) => ({ action: `s3:${name}`, resource: arn.object('tenant-acme/facts/a.parquet') }),
  ),
  { action: 's3:ListBucket', resource: arn.bucket },
  { action: 's3:ListBucketMultipartUploads', resource: arn.bucket },
  { action: 's3:PutBucketPolicy', resource: arn.bucket },
  list(''),
  list('tenant-'),
  list('tenant-acme'),
  { action: 's3:GetObject', resource: arn.object('other/a.parquet') },
  { action: 'kms:Decrypt', resource: arn.key },
  { action: 'kms:CreateGrant', resource: arn.key, context: { 'kms:ViaService': 'dynamodb.eu-west-1.amazonaws.com' } },
  throughDynamoDb('users'),
  { action: 'sqs:SendMessage', resource: arn.queue('ingest') },
  { action: 'events:PutEvents', resource: arn.bus('salestalk-staging') },
  { action: 'sts:AssumeRole', resource: arn.role('tenant-data') },
]

async function allowedOf(attempts: readonly Asked[], tenantId: string | null, policy = dataPolicy): Promise<string[]> {
  const allowed: string[] = []
  for (const asked of attempts) {
    if (await ask(asked, tenantId, policy)) allowed.push(`${asked.action} ${asked.resource}`)
  }
  return allowed
}

describe("a tenant's session", () => {
  it('reads and writes its own items, indexes and objects', async () => {
    const attempts = attemptsOn('acme')
    expect(await allowedOf(attempts, 'acme')).toHaveLength(attempts.length)
  })

  it.each([
    'other',
    // Ids that begin or end with the own one, or with the name of a table.
    'acme-eu',
    'acme-messages',
    'acme-messages-x',
    'xacme',
    'eu-acme',
    'acm',
    // No id at all, but what a careless join of strings might make.
    '../acme',
    'acm?',
    '',
  ])('reaches nothing of "%s"', async (tenantId) => {
    expect(await allowedOf(attemptsOn(tenantId), 'acme')).toEqual([])
  })

  it('administers nothing, sees no stream, registry, queue or bus, and becomes nobody else', async () => {
    expect(await allowedOf(neverForTenants, 'acme')).toEqual([])
  })

  it('gets nothing by another path to a table of its own name', async () => {
    const elsewhere = [
      'arn:aws:dynamodb:us-east-1:123456789012:table/tenant-acme-messages',
      'arn:aws:dynamodb:eu-west-1:999999999999:table/tenant-acme-messages',
    ]
    for (const resource of elsewhere) expect(await ask({ action: 'dynamodb:GetItem', resource })).toBe(false)
    const otherBucket = 'arn:aws:s3:::another-bucket/tenant-acme/facts/a.parquet'
    expect(await ask({ action: 's3:GetObject', resource: otherBucket })).toBe(false)
  })
})

describe('a session without a usable tag', () => {
  it.each([null, '', '*', '?*', 'a*', '$' + '{aws:PrincipalTag/tenantId}'])('gets nothing with %j', async (tag) => {
    expect(await allowedOf([...attemptsOn('acme'), ...attemptsOn('other'), ...neverForTenants], tag)).toEqual([])
  })
})

describe('loosening the policy', () => {
  const everywhere = (sid: string, resource: string) =>
    withStatement(dataPolicy, sid, (statement) => ({ ...statement, Resource: [resource] }))
  const dropCondition = (sid: string) =>
    withStatement(dataPolicy, sid, ({ Condition: _dropped, ...statement }) => statement)

  it.each([
    ['items by a pattern', everywhere('OwnItems', arn.table(tagged('tenant-%-*'))), 'acme-eu'],
    ['items of all', everywhere('OwnItems', arn.table('tenant-*')), 'other'],
    ['indexes of all', everywhere('OwnIndexes', arn.table('*/index/*')), 'other'],
    ['objects without the slash', everywhere('OwnObjects', arn.object(tagged('tenant-%*'))), 'acme-eu'],
    ['listing without a prefix', dropCondition('ListOwnPrefix'), 'other'],
    ['the key for any table', dropCondition('KeyOfOwnTables'), 'other'],
    ['the key for any object', dropCondition('KeyOfOwnObjects'), 'other'],
  ])('shows: %s', async (_name, policy, tenantId) => {
    expect(await allowedOf(attemptsOn(tenantId), 'acme', policy)).not.toEqual([])
  })
})

function tagged(text: string): string {
  return text.replace('%', '$' + '{aws:PrincipalTag/tenantId}')
}

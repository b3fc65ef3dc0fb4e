import { describe, expect, it } from 'vitest'
import { consumerNames } from '../../events/routing.ts'
import { messagesTable, metricsTable, tenantsTable, usersTable } from '../../storage/tables.ts'
import {
  type Asked,
  arn,
  type FunctionName,
  functionNames,
  isAllowed,
  type Policy,
  policiesOf,
  policyNames,
  readPolicy,
  readPolicyNotes,
  renderTemplate,
  withStatement,
} from './tests/policies.ts'

const registryTable = arn.table(tenantsTable.name)
const users = arn.table(usersTable.name)
const tables = [messagesTable, metricsTable].map(({ name }) => arn.table(`tenant-acme-${name}`))
const stream = (table: string) => `${table}/stream/2025-01-01T00:00:00.000`
const bucketPrefix = (prefix: string) => ({ 's3:prefix': prefix })
const ours = (kind: 'RequestTag' | 'ResourceTag', environment = 'staging') => ({
  [`aws:${kind}/Service`]: 'salestalk',
  [`aws:${kind}/Environment`]: environment,
})
const through = (service: string, more: Record<string, string> = {}) => ({
  'kms:ViaService': `${service}.eu-west-1.amazonaws.com`,
  ...more,
})
const tableKey = (name: string): Asked => ({
  action: 'kms:Decrypt',
  resource: arn.key,
  context: through('dynamodb', { 'kms:EncryptionContext:aws:dynamodb:tableName': name }),
})
const signingSecret = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:salestalk-staging-signing-key-AbCdEf'
const pool = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Example'
const ask = (action: string, resource: string, context?: Asked['context']): Asked =>
  context === undefined ? { action, resource } : { action, resource, context }
const onAll = (resources: readonly string[], actions: readonly string[]) =>
  resources.flatMap((resource) => actions.map((action) => ask(action, resource)))

const takeFromQueue = [
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
  'sqs:ChangeMessageVisibility',
  'sqs:GetQueueAttributes',
]
const signIn = [
  ask('dynamodb:GetItem', registryTable),
  ask('dynamodb:GetItem', users),
  ask('dynamodb:Query', `${users}/index/UserIndex`),
  tableKey(tenantsTable.name),
  tableKey(usersTable.name),
  ask('secretsmanager:GetSecretValue', signingSecret),
  ask('kms:Decrypt', arn.key, through('secretsmanager')),
]

/** What each function does, beyond its log and the data of one tenant at a time. */
const needs: Record<FunctionName, readonly Asked[]> = {
  'chat-handler': [
    ...signIn,
    ask('dynamodb:UpdateItem', users, { 'dynamodb:LeadingKeys': ['SIGN_IN#u1'] }),
    ask('dynamodb:DeleteItem', users, { 'dynamodb:LeadingKeys': ['SIGN_IN#u1'] }),
  ],
  'metrics-handler': [
    ...signIn,
    ...onAll(
      [arn.queue('ingest')],
      ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    ),
    ask('kms:GenerateDataKey', arn.key, through('sqs')),
  ],
  'tenant-onboard': [
    ...signIn,
    ...onAll(
      [registryTable, users],
      ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:Query'],
    ),
    ...[...tenantsTable.indexes.map(({ name }) => `${registryTable}/index/${name}`)].map((index) =>
      ask('dynamodb:Query', index),
    ),
    ...tables.flatMap((table) => [
      ask('dynamodb:CreateTable', table, ours('RequestTag')),
      ask('dynamodb:TagResource', table, ours('RequestTag')),
      ask('dynamodb:DescribeTable', table),
      ask('dynamodb:UpdateTable', table, ours('ResourceTag')),
      ask('dynamodb:UpdateTimeToLive', table, ours('ResourceTag')),
      ask('dynamodb:UpdateContinuousBackups', table, ours('ResourceTag')),
      ask('dynamodb:DeleteTable', table, ours('ResourceTag')),
    ]),
    ask('dynamodb:ListTables', '*'),
    ask('kms:CreateGrant', arn.key, through('dynamodb', { 'kms:GrantIsForAWSResource': 'true' })),
    ask('kms:DescribeKey', arn.key, through('dynamodb')),
    ask('s3:DeleteObjectVersion', arn.object('tenant-acme/facts/a.parquet')),
    ask('s3:ListBucketVersions', arn.bucket, bucketPrefix('tenant-acme/')),
    ask('lambda:CreateEventSourceMapping', '*', { 'lambda:FunctionArn': arn.publisher }),
    ask('lambda:CreateEventSourceMapping', '*', { 'lambda:FunctionArn': `${arn.publisher}:live` }),
    ask('lambda:ListEventSourceMappings', '*'),
    ...onAll(
      [pool],
      ['cognito-idp:AdminCreateUser', 'cognito-idp:AdminDeleteUser', 'cognito-idp:AdminUserGlobalSignOut'],
    ),
  ],
  'insights-worker': [
    ask('dynamodb:GetItem', registryTable),
    ...onAll(consumerNames.map(arn.queue), [...takeFromQueue, 'sqs:GetQueueUrl']),
    ...['HANDLED#billing', 'BILLING#acme'].map((key) =>
      ask('dynamodb:PutItem', registryTable, { 'dynamodb:LeadingKeys': [key] }),
    ),
    ask('kms:Decrypt', arn.key, through('sqs')),
  ],
  'event-publisher': [
    ...onAll([...tables, registryTable].map(stream), [
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
    ]),
    ask('dynamodb:ListStreams', '*'),
    ask('events:PutEvents', arn.bus('salestalk-staging')),
    ask('dynamodb:UpdateItem', registryTable),
    ask('dynamodb:Query', `${registryTable}/index/OutboxIndex`),
    ask('dynamodb:Query', `${registryTable}/index/StatusIndex`),
    ask('dynamodb:PutItem', registryTable, { 'dynamodb:LeadingKeys': ['EVENT_LOG'] }),
    ask('sqs:SendMessage', arn.queue('event-publisher-dlq')),
    tableKey('tenant-acme-messages'),
    tableKey(tenantsTable.name),
  ],
  'session-timer': [
    ask('dynamodb:Query', `${registryTable}/index/StatusIndex`),
    ask('sqs:SendMessage', arn.queue('ingest')),
    ask('kms:GenerateDataKey', arn.key, through('sqs')),
    tableKey(tenantsTable.name),
  ],
}

const itemActions = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan'].map(
  (name) => `dynamodb:${name}`,
)
const administration = [
  ...tables.flatMap((table) => [
    ask('dynamodb:CreateTable', table, ours('RequestTag')),
    ask('dynamodb:DeleteTable', table, ours('ResourceTag')),
    ask('dynamodb:UpdateTable', table, ours('ResourceTag')),
  ]),
  ask('dynamodb:DeleteTable', registryTable, ours('ResourceTag')),
  ask('dynamodb:ListTables', '*'),
]
const registryWrites = onAll([registryTable, users], ['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:Scan'])

/** What no function may do by itself. Each could, if this were different, read all tenants at once or give itself more. */
const never: readonly Asked[] = [
  ...onAll(tables, itemActions),
  ...onAll([`${tables[0]}/index/SessionIndex`], ['dynamodb:Query']),
  ...onAll([registryTable, users], ['dynamodb:Scan']),
  ask('dynamodb:DeleteTable', registryTable, ours('ResourceTag')),
  ask('dynamodb:DeleteTable', arn.table('another-product'), ours('ResourceTag')),
  ...onAll([arn.object('tenant-acme/facts/a.parquet')], ['s3:GetObject', 's3:PutObject', 's3:GetObjectVersion']),
  ask('s3:ListBucket', arn.bucket),
  ask('s3:PutBucketPolicy', arn.bucket),
  ask('sts:AssumeRole', arn.role('deploy')),
  ask('iam:PassRole', arn.role('tenant-data')),
  ask('iam:UpdateAssumeRolePolicy', arn.role('tenant-data')),
  ask('iam:PutRolePolicy', arn.role('chat-handler')),
  ask('kms:Decrypt', arn.key),
  ask('kms:ScheduleKeyDeletion', arn.key),
  ask('kms:Decrypt', arn.key, through('s3')),
  ask('events:PutEvents', arn.bus('default')),
  ask('lambda:UpdateFunctionCode', arn.publisher),
  ask('lambda:CreateEventSourceMapping', '*', { 'lambda:FunctionArn': `${arn.publisher}-of-somebody` }),
  ask('secretsmanager:GetSecretValue', signingSecret.replace('staging', 'production')),
  ask('logs:PutLogEvents', `${arn.logs('another')}:log-stream:x`),
]

/** What this function may not do, though another one may. */
const mustNot: Record<FunctionName, readonly Asked[]> = {
  'chat-handler': [
    ...administration,
    ...registryWrites,
    ask('dynamodb:UpdateItem', users),
    ask('dynamodb:PutItem', users, { 'dynamodb:LeadingKeys': ['SIGN_IN#u1'] }),
    ...['TENANT#acme', 'EMAIL#ann@acme.example'].map((key) =>
      ask('dynamodb:UpdateItem', users, { 'dynamodb:LeadingKeys': [key] }),
    ),
    ask('dynamodb:DeleteItem', users, { 'dynamodb:LeadingKeys': ['SIGN_IN#u1', 'TENANT#acme'] }),
    ask('dynamodb:Query', `${registryTable}/index/StatusIndex`),
    ask('dynamodb:GetRecords', stream(`${tables[0]}`)),
    ask('sqs:SendMessage', arn.queue('ingest')),
    ask('events:PutEvents', arn.bus('salestalk-staging')),
    ask('cognito-idp:AdminCreateUser', pool),
    ask('s3:DeleteObjectVersion', arn.object('tenant-acme/a')),
  ],
  'metrics-handler': [
    ...administration,
    ...registryWrites,
    ask('sqs:SendMessage', arn.queue('billing')),
    ask('events:PutEvents', arn.bus('salestalk-staging')),
    ask('cognito-idp:AdminCreateUser', pool),
  ],
  'tenant-onboard': [
    ask('dynamodb:CreateTable', arn.table('tenant-acme-messages')),
    ask('dynamodb:CreateTable', arn.table('tenant-acme-messages'), ours('RequestTag', 'production')),
    ask('dynamodb:DeleteTable', arn.table('tenant-acme-messages')),
    ask('dynamodb:DeleteTable', arn.table('tenant-acme-messages'), ours('ResourceTag', 'production')),
    ask('dynamodb:TagResource', arn.table('tenant-acme-messages')),
    ask('dynamodb:DeleteTable', users, ours('ResourceTag')),
    ask('kms:CreateGrant', arn.key, through('dynamodb', { 'kms:GrantIsForAWSResource': 'false' })),
    ask('s3:DeleteObject', arn.object('elsewhere/a')),
    ask('s3:ListBucket', arn.bucket, bucketPrefix('')),
    ask('cognito-idp:AdminCreateUser', pool.replace('Example', 'Other')),
    ask('cognito-idp:DeleteUserPool', pool),
    ask('dynamodb:GetRecords', stream(`${tables[0]}`)),
  ],
  'insights-worker': [
    ...administration,
    ...registryWrites,
    ask('dynamodb:GetItem', users),
    ask('sqs:ReceiveMessage', arn.queue('ingest')),
    ask('dynamodb:PutItem', registryTable, { 'dynamodb:LeadingKeys': ['TENANT#acme'] }),
    ask('sqs:SendMessage', arn.queue('billing')),
    ask('sqs:PurgeQueue', arn.queue('billing')),
    ask('secretsmanager:GetSecretValue', signingSecret),
    ask('events:PutEvents', arn.bus('salestalk-staging')),
  ],
  'event-publisher': [
    ...administration,
    ...registryWrites,
    ask('dynamodb:GetItem', users),
    ask('dynamodb:PutItem', registryTable, { 'dynamodb:LeadingKeys': ['TENANT#acme'] }),
    ask('dynamodb:GetRecords', stream(users)),
    ask('dynamodb:GetRecords', stream(arn.table('another-product'))),
    ask('events:DeleteRule', 'arn:aws:events:eu-west-1:123456789012:rule/salestalk-staging/billing'),
    ask('sqs:ReceiveMessage', arn.queue('billing')),
    ask('secretsmanager:GetSecretValue', signingSecret),
  ],
  'session-timer': [
    ...administration,
    ...registryWrites,
    ...onAll([registryTable, users], ['dynamodb:GetItem']),
    ask('dynamodb:UpdateItem', registryTable),
    ask('sqs:ReceiveMessage', arn.queue('ingest')),
    ask('events:PutEvents', arn.bus('salestalk-staging')),
    ask('secretsmanager:GetSecretValue', signingSecret),
  ],
}

async function allowedOf(
  name: FunctionName,
  attempts: readonly Asked[],
  policies: readonly Policy[] = policiesOf(name),
) {
  const allowed: string[] = []
  for (const asked of attempts) {
    if (await isAllowed({ role: arn.role(name), policies }, asked)) allowed.push(`${asked.action} ${asked.resource}`)
  }
  return allowed
}

describe.each(functionNames)('%s', (name) => {
  it('may do what it is there for', async () => {
    const wanted = [
      ...needs[name],
      ask('logs:PutLogEvents', `${arn.logs(name)}:log-stream:x`),
      ask('xray:PutTraceSegments', '*'),
    ]
    const names = wanted.map(({ action, resource }) => `${action} ${resource}`)
    expect(await allowedOf(name, wanted)).toEqual(names)
  })

  it('may do nothing else', async () => {
    expect(await allowedOf(name, [...never, ...mustNot[name]])).toEqual([])
  })
})

describe('loosening the policy of a function', () => {
  it.each<[FunctionName, string, string]>([
    ['tenant-onboard', 'ChangeTenantTables', 'Condition'],
    ['tenant-onboard', 'CreateTenantTables', 'Condition'],
    ['tenant-onboard', 'MapStreamsOfThePublisherAlone', 'Condition'],
    ['tenant-onboard', 'GrantOfNewTables', 'Condition'],
    ['event-publisher', 'ReadStreams', 'Resource'],
    ['chat-handler', 'FindUsers', 'Action'],
    ['chat-handler', 'UseUpSignInCodes', 'Condition'],
    ['chat-handler', 'KeyOfRegistry', 'Condition'],
    ['insights-worker', 'Deliveries', 'Resource'],
    ['session-timer', 'ActForOneTenant', 'Resource'],
  ])('shows: %s, %s without its %s', async (name, sid, part) => {
    const loosened = withStatement(readPolicy(name), sid, ({ Condition, ...statement }) => ({
      ...statement,
      ...(part === 'Resource' ? { Resource: ['*'] } : {}),
      ...(part === 'Action' ? { Action: ['dynamodb:*'] } : {}),
      ...(part === 'Condition' || Condition === undefined ? {} : { Condition }),
    }))
    expect(await allowedOf(name, [...never, ...mustNot[name]], [loosened])).not.toEqual([])
  })
})

describe('the policy files', () => {
  it('give a reason for every wildcard', () => {
    const wildcards = policyNames().flatMap((name) =>
      readPolicy(name, { function: 'chat-handler' }).Statement.flatMap(({ Sid, Resource }) =>
        Resource?.includes('*') ? [Sid] : [],
      ),
    )
    const listed = [...readPolicyNotes().matchAll(/^\| `(\w+)` \| .{20,}/gm)].flatMap(([, sid]) => sid ?? [])
    expect(listed.filter((sid) => !/^[a-z]/.test(sid)).sort()).toEqual([...new Set(wildcards)].sort())
  })

  it('allow no family of actions, only actions', () => {
    const families = policyNames().flatMap((name) =>
      readPolicy(name, { function: 'chat-handler' }).Statement.flatMap(({ Action }) =>
        Action.filter((one) => one.includes('*')),
      ),
    )
    expect(families).toEqual([])
  })

  it('are rendered as Terraform renders them', () => {
    expect(renderTemplate('$' + '{region}/$$' + '{aws:PrincipalTag/tenantId}', { region: 'eu-west-1' })).toBe(
      'eu-west-1/$' + '{aws:PrincipalTag/tenantId}',
    )
    expect(() => renderTemplate('$' + '{regoin}', { region: 'eu-west-1' })).toThrow('regoin')
  })
})

import * as z from 'zod'
import { type Asked, arn } from '../../../adapters/aws/tests/policies.ts'
import type { AwsRequest } from './aws-proxy.ts'

/** What requests to AWS ask of IAM, in the names of the policies' tests: their region, account and environment. */

/** Turns a name of the environment that was recorded into the one of the policies. */
export type Renamed = (name: string) => string

/** What only earlier requests tell. */
export interface CallMemory {
  /** Shard iterators name no table: from iterator to stream. */
  readonly streamOf: ReadonlyMap<string, string>
  /** Tags a table was made with. */
  readonly tagsOf: ReadonlyMap<string, Readonly<Record<string, string>>>
}

const jsonBody = z.record(z.string(), z.unknown())

/** The service a request is for, as its signature says; the key it was signed with. */
export function signatureOf({ headers, path }: AwsRequest): { readonly accessKey: string; readonly service: string } {
  const query = new URL(path, 'http://aws').searchParams.get('X-Amz-Credential')
  const [accessKey = '', , , service = ''] = (
    query ??
    headers.authorization?.match(/Credential=([^,]+)/)?.[1] ??
    ''
  ).split('/')
  return { accessKey, service }
}

/** Every permission the request takes, the use of keys that comes with it included. Throws for what it does not know. */
export function askedBy(request: AwsRequest, memory: CallMemory, renamed: Renamed): Asked[] {
  const { service } = signatureOf(request)
  const [, operation = ''] = request.headers['x-amz-target']?.split('.') ?? []
  switch (service) {
    case 's3':
      return askedOfS3(request, renamed)
    case 'sts':
      return askedOfSts(new URLSearchParams(request.body.toString()), renamed)
    case 'lambda':
      return askedOfLambda(request, renamed)
    default:
      return askedInJson(service, operation, jsonBody.parse(JSON.parse(request.body.toString())), memory, renamed)
  }
}

function askedInJson(
  service: string,
  operation: string,
  body: Record<string, unknown>,
  memory: CallMemory,
  renamed: Renamed,
): Asked[] {
  switch (service) {
    case 'dynamodb':
      return askedOfDynamo(operation, body, memory, renamed)
    case 'sqs': {
      const queue =
        String(body.QueueName ?? body.QueueUrl)
          .split('/')
          .at(-1) ?? ''
      const name = renamed(queue).replace('salestalk-staging-', '')
      const writes = operation.startsWith('SendMessage')
      const reads = operation === 'ReceiveMessage'
      const keys = [...(writes ? ['kms:GenerateDataKey'] : []), ...(writes || reads ? ['kms:Decrypt'] : [])]
      return [{ action: `sqs:${operation}`, resource: arn.queue(name) }, ...keys.map((action) => keyUse(action, 'sqs'))]
    }
    case 'events': {
      const { Entries } = z.object({ Entries: z.array(z.object({ EventBusName: z.string() })) }).parse(body)
      const buses = new Set(Entries.map(({ EventBusName }) => EventBusName))
      return [...buses].map((name) => ({ action: `events:${operation}`, resource: arn.bus(renamed(name)) }))
    }
    case 'secretsmanager': {
      const resource = `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${renamed(String(body.SecretId))}-AbCdEf`
      return [{ action: `secretsmanager:${operation}`, resource }, keyUse('kms:Decrypt', 'secretsmanager')]
    }
    case 'cognito-idp': {
      const resource = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Example'
      return [{ action: `cognito-idp:${operation}`, resource }]
    }
    default:
      throw new Error(`Nobody said what ${service} ${operation} asks for`)
  }
}

const tableChanges = new Set(['DeleteTable', 'UpdateTable', 'UpdateTimeToLive', 'UpdateContinuousBackups'])
const withoutResource = new Set(['ListTables', 'ListStreams'])

function askedOfDynamo(
  operation: string,
  body: Record<string, unknown>,
  memory: CallMemory,
  renamed: Renamed,
): Asked[] {
  const action = `dynamodb:${operation}`
  if (withoutResource.has(operation)) return [{ action, resource: '*' }]
  if (operation === 'BatchWriteItem') {
    const names = Object.keys(jsonBody.parse(body.RequestItems))
    return names.flatMap((name) => [{ action, resource: arn.table(name) }, tableKey(name)])
  }
  const stream = body.StreamArn ?? memory.streamOf.get(String(body.ShardIterator))
  if (stream !== undefined) {
    const path = String(stream).split(':table/')[1] ?? ''
    return [{ action, resource: arn.table(path) }, tableKey(path.split('/')[0] ?? '')]
  }
  const name = String(body.TableName ?? String(body.ResourceArn).split(':table/')[1])
  if (operation === 'CreateTable') return askedToCreate(name, tagsIn(body), renamed)
  const tags = tableChanges.has(operation) ? tagContext('ResourceTag', memory.tagsOf.get(name) ?? {}, renamed) : {}
  const index = typeof body.IndexName === 'string' ? `/index/${body.IndexName}` : ''
  const key = leadingKey(operation, body)
  const context = { ...tags, ...(key === null || index !== '' ? {} : { 'dynamodb:LeadingKeys': [key] }) }
  const asked = { action, resource: arn.table(name + index), context }
  const isAboutItems = /^(Get|Put|Update|Delete)Item$|^Query$|^Scan$/.test(operation)
  return isAboutItems ? [asked, tableKey(name)] : [asked]
}

/** A new table takes tags and a grant of the key, on behalf of whoever makes it. */
function askedToCreate(name: string, tags: Readonly<Record<string, string>>, renamed: Renamed): Asked[] {
  const context = tagContext('RequestTag', tags, renamed)
  return [
    { action: 'dynamodb:CreateTable', resource: arn.table(name), context },
    { action: 'dynamodb:TagResource', resource: arn.table(name), context },
    keyUse('kms:CreateGrant', 'dynamodb', { 'kms:GrantIsForAWSResource': 'true' }),
    keyUse('kms:DescribeKey', 'dynamodb'),
    keyUse('kms:Decrypt', 'dynamodb'),
    keyUse('kms:GenerateDataKey', 'dynamodb'),
  ]
}

export function tagsIn(body: Record<string, unknown>): Record<string, string> {
  const tags = z.array(z.object({ Key: z.string(), Value: z.string() })).parse(body.Tags ?? [])
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]))
}

function tagContext(kind: string, tags: Readonly<Record<string, string>>, renamed: Renamed): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).map(([tag, value]) => [
      `aws:${kind}/${tag}`,
      tag === 'Environment' ? renamed(`salestalk-${value}`).replace('salestalk-', '') : value,
    ]),
  )
}

const attributeSchema = z.object({ pk: z.object({ S: z.string() }) })

function leadingKey(operation: string, body: Record<string, unknown>): string | null {
  if (!/^(Get|Put|Update|Delete)Item$/.test(operation)) return null
  return attributeSchema.parse(operation === 'PutItem' ? body.Item : body.Key).pk.S
}

function keyUse(action: string, service: string, context: Record<string, string> = {}): Asked {
  return { action, resource: arn.key, context: { 'kms:ViaService': `${service}.eu-west-1.amazonaws.com`, ...context } }
}

function tableKey(table: string): Asked {
  return keyUse('kms:Decrypt', 'dynamodb', { 'kms:EncryptionContext:aws:dynamodb:tableName': table })
}

function askedOfS3({ method, path, headers, body }: AwsRequest, renamed: Renamed): Asked[] {
  const { pathname, searchParams: query } = new URL(path, 'http://aws')
  const [, , ...rest] = pathname.split('/')
  const key = rest.map(decodeURIComponent).join('/')
  if (key === '') return askedOfBucket(method, query, body)
  if (headers['x-amz-copy-source'] !== undefined) throw new Error('Nobody said what a copy asks for')
  const resource = arn.object(renamed(key))
  const objectKey = (action: string) => keyUse(action, 's3', { 'kms:EncryptionContext:aws:s3:arn': resource })
  const version = query.has('versionId') ? 'Version' : ''
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (query.has('uploadId')) return [{ action: 's3:ListMultipartUploadParts', resource }]
      return [{ action: `s3:GetObject${version}`, resource }, objectKey('kms:Decrypt')]
    case 'PUT':
    case 'POST':
      // The parts of one object are read again when it is put together.
      return [{ action: 's3:PutObject', resource }, ...['kms:GenerateDataKey', 'kms:Decrypt'].map(objectKey)]
    case 'DELETE':
      return [{ action: query.has('uploadId') ? 's3:AbortMultipartUpload' : `s3:DeleteObject${version}`, resource }]
    default:
      throw new Error(`Nobody said what ${method} ${path} asks for`)
  }
}

function askedOfBucket(method: string, query: URLSearchParams, body: Buffer): Asked[] {
  if (method === 'POST' && query.has('delete')) {
    return [...body.toString().matchAll(/<Object>(.*?)<\/Object>/gs)].map(([, object = '']) => ({
      action: object.includes('<VersionId>') ? 's3:DeleteObjectVersion' : 's3:DeleteObject',
      resource: arn.object(object.match(/<Key>(.*?)<\/Key>/s)?.[1] ?? ''),
    }))
  }
  const prefix = { 's3:prefix': query.get('prefix') ?? '' }
  if (method === 'GET' && query.has('uploads')) {
    return [{ action: 's3:ListBucketMultipartUploads', resource: arn.bucket }]
  }
  if (method === 'GET' && query.has('versions')) {
    return [{ action: 's3:ListBucketVersions', resource: arn.bucket, context: prefix }]
  }
  if (method === 'GET') return [{ action: 's3:ListBucket', resource: arn.bucket, context: prefix }]
  throw new Error(`Nobody said what ${method} ?${query} asks of a bucket`)
}

/** A role is assumed with one tag; STS asks for both actions. */
function askedOfSts(form: URLSearchParams, renamed: Renamed): Asked[] {
  if (form.get('Action') !== 'AssumeRole') throw new Error(`Nobody said what ${form.get('Action')} asks for`)
  const role = renamed(form.get('RoleArn')?.split(':role/')[1] ?? '').replace('salestalk-staging-', '')
  const tags: Record<string, string> = {}
  for (let tag = 1; form.has(`Tags.member.${tag}.Key`); tag += 1) {
    tags[form.get(`Tags.member.${tag}.Key`) ?? ''] = form.get(`Tags.member.${tag}.Value`) ?? ''
  }
  const context = {
    ...Object.fromEntries(Object.entries(tags).map(([tag, value]) => [`aws:RequestTag/${tag}`, value])),
    'aws:TagKeys': Object.keys(tags),
  }
  const sessionName = { 'sts:RoleSessionName': form.get('RoleSessionName') ?? '' }
  return [
    { action: 'sts:AssumeRole', resource: arn.role(role), context: { ...context, ...sessionName } },
    { action: 'sts:TagSession', resource: arn.role(role), context },
  ]
}

const mappingActions: Readonly<Record<string, string>> = {
  POST: 'CreateEventSourceMapping',
  DELETE: 'DeleteEventSourceMapping',
  PUT: 'UpdateEventSourceMapping',
}

/** IAM is told the function of a mapping, also where the request names the mapping alone: all of them are the publisher's. */
function askedOfLambda({ method, path }: AwsRequest, renamed: Renamed): Asked[] {
  const { pathname } = new URL(path, 'http://aws')
  const [, , collection, id = ''] = pathname.split('/')
  if (collection !== 'event-source-mappings') throw new Error(`Nobody said what ${method} ${path} asks for`)
  if (method === 'GET' && id === '') return [{ action: 'lambda:ListEventSourceMappings', resource: '*' }]
  const action = `lambda:${mappingActions[method] ?? 'GetEventSourceMapping'}`
  return [{ action, resource: '*', context: { 'lambda:FunctionArn': renamed(arn.publisher) } }]
}

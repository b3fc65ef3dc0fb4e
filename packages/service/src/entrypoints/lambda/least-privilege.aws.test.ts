import { CognitoIdentityProviderClient, CreateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider'
import { CreateMultipartUploadCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import {
  answerSchema,
  batchesSchema,
  createdUserSchema,
  ingestReportSchema,
  presignedUploadSchema,
  type TenantId,
  tenantIdSchema,
  uploadSchema,
} from '@salestalk/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { awsEndpoint } from '../../adapters/aws/tests/aws-endpoint.ts'
import { createEmulatedFunction } from '../../adapters/aws/tests/emulated-function.ts'
import {
  arn,
  functionNames,
  isAllowed,
  type Policy,
  policiesOf,
  readPolicy,
  type Statement,
} from '../../adapters/aws/tests/policies.ts'
import { openRecordedWorld, type RecordedNeed, type RecordedWorld, region } from './tests/recorded-world.ts'
import { letTimePass } from './tests/separate-functions.ts'

let world: RecordedWorld
let operator: string

const suffix = Date.now().toString(36)
const acme = tenantIdSchema.parse(`acme-${suffix}`)
const east = tenantIdSchema.parse(`acme-${suffix}-east`)
const minute = 60_000

const ordersCsv = `Order ID,Order Date,Region,Product,Revenue
A1,2025-01-10,North,Desk,100
A2,2025-01-20,South,Chair,30
A3,2025-02-05,North,Chair,50
`

async function expectStatus(status: number, answer: Promise<Response>): Promise<unknown> {
  const response = await answer
  const text = await response.text()
  expect([response.status, text]).toEqual([status, expect.anything()])
  return text === '' || !text.startsWith('{') ? text : JSON.parse(text)
}

const call = async (status: number, method: string, path: string, token: string, body?: unknown) =>
  await expectStatus(status, world.request(method, path, token, body))

async function adminOf(tenantId: TenantId): Promise<string> {
  const body = { email: `ada@${tenantId}.example`, name: 'Ada', role: 'admin' }
  const { user } = createdUserSchema.parse(await call(201, 'POST', `/v1/tenants/${tenantId}/users`, operator, body))
  return await world.tokenOf({ userId: user.userId, email: user.email, name: user.name, tenantId, role: 'admin' })
}

async function ask(token: string, question: string) {
  const body = { question, sessionId: null, asOf: '2025-03-01', interpretation: null }
  return answerSchema.parse(await call(200, 'POST', '/v1/chat', token, body))
}

async function onboard(): Promise<void> {
  for (const name of [`Acme ${suffix}`, `Acme ${suffix} East`]) {
    await call(201, 'POST', '/v1/tenants', operator, { name, ownerEmail: 'owner@people.example', plan: 'standard' })
  }
  await call(200, 'GET', '/v1/tenants', operator)
  await call(200, 'GET', `/v1/sign-in`, operator)
  await world.settle()
}

async function signIn(): Promise<void> {
  const person = { email: `bob@${acme}.example`, name: 'Bob', role: 'member' }
  const { code } = createdUserSchema.parse(await call(201, 'POST', `/v1/tenants/${acme}/users`, operator, person))
  const wrong = { email: person.email, code: 'WRONG-CODE' }
  await call(401, 'POST', '/v1/sign-in', operator, wrong)
  await call(200, 'POST', '/v1/sign-in', operator, { email: person.email, code })
}

async function takeDataIn(ada: string): Promise<void> {
  const path = '/v1/ingest?fileName=orders.csv'
  expect(ingestReportSchema.parse(await call(200, 'POST', path, ada, ordersCsv)).batch?.rows).toBe(3)
  await ask(ada, 'revenue by region in 2025')
  await world.settle()
  const { queries } = await ask(ada, 'revenue by region in 2025')
  expect(queries[0]?.sql).toContain('METRIC#')
  const rows = Array.from({ length: 30 }, (_, row) => `B${row},2025-03-01,West,Desk,${row}`)
  const more = `${ordersCsv.split('\n')[0]}\n${rows.join('\n')}\nB31,2025-03-01,West,Desk,unknown\n`
  const { batch } = ingestReportSchema.parse(await call(200, 'POST', `${path}&dataset=orders`, ada, more))
  await call(200, 'GET', `/v1/batches/${batch?.batchId}/rejected`, ada)
  await call(200, 'POST', `/v1/batches/${batch?.batchId}/undo`, ada)
  expect(batchesSchema.parse(await call(200, 'GET', '/v1/batches', ada)).batches).toHaveLength(2)
  await call(200, 'GET', '/v1/catalog', ada)
  await world.settle()
}

async function uploadWithLook(ada: string): Promise<void> {
  const csv = 'Day,Shop,Visits\n2025-01-01,Oslo,3\n'
  const sent = uploadSchema.parse(await call(202, 'POST', '/v1/uploads?fileName=visits.csv', ada, csv))
  await world.settle()
  await confirm(ada, sent.uploadId, 'visits')
  const other = uploadSchema.parse(await call(202, 'POST', '/v1/uploads?fileName=other.csv', ada, csv))
  await call(204, 'DELETE', `/v1/uploads/${other.uploadId}`, ada)
}

async function confirm(ada: string, uploadId: string, dataset: string): Promise<void> {
  const body = { dataset, mode: 'append', model: null, readingOptions: null }
  await call(202, 'POST', `/v1/uploads/${uploadId}/confirm`, ada, body)
  await world.settle()
  expect(uploadSchema.parse(await call(200, 'GET', `/v1/uploads/${uploadId}`, ada)).status).toBe('done')
}

async function uploadByAddress(ada: string): Promise<void> {
  const csv = `Month,Depot,Stock\n${Array.from({ length: 200 }, (_, row) => `2025-01-${10 + (row % 9)},Bergen,${row}`).join('\n')}\n`
  const body = { fileName: 'stock.csv', dataset: null, bytes: Buffer.byteLength(csv), contentType: 'text/csv' }
  const asked = await call(201, 'POST', '/v1/uploads/presigned', ada, body)
  const { uploadId, target } = presignedUploadSchema.parse(asked)
  if (target === null || uploadId === null) throw new Error('S3 can be sent to directly')
  await expectStatus(200, fetch(target.url, { method: target.method, headers: target.headers, body: csv }))
  await world.settle()
  await confirm(ada, uploadId, 'stock')
}

/** Files of more than one part, and one whose sender breaks off. */
async function largeFiles(): Promise<void> {
  const artifacts = world.functions['metrics-handler'].salesTalk.artifacts.open(acme)
  const part = Buffer.alloc(6 * 1024 * 1024)
  await artifacts.put('facts/orders/large.parquet', pieces([part, part, part]))
  await expect(artifacts.put('facts/orders/broken.parquet', pieces([part, part, part], true))).rejects.toThrow()
}

async function* pieces(parts: readonly Buffer[], breaks = false): AsyncIterable<Uint8Array> {
  yield* parts
  if (breaks) throw new Error('the sender went away')
}

/** An answer whose stream record nobody brings, and an upload whose job is lost. */
async function whatOnlyTheClockFinds(ada: string): Promise<void> {
  const { sessionId } = await ask(ada, 'revenue in 2025')
  await call(200, 'GET', '/v1/sessions', ada)
  await call(200, 'GET', `/v1/sessions/${sessionId}/messages`, ada)
  const upload = await call(202, 'POST', '/v1/uploads?fileName=late.csv', ada, 'Day,Late\n2025-01-01,3\n')
  letTimePass(2 * minute)
  await world.functions['event-publisher'].handler({ task: 'sweep' })
  letTimePass(40 * minute)
  await world.functions['session-timer'].handler({ task: 'complete-sessions' })
  await world.functions['session-timer'].handler({ task: 'clean-uploads' })
  await world.functions['tenant-onboard'].handler({ task: 'resume-interrupted' })
  await world.settle()
  const { uploadId } = uploadSchema.parse(upload)
  expect(uploadSchema.parse(await call(200, 'GET', `/v1/uploads/${uploadId}`, ada)).status).toBe('ready')
  await call(204, 'DELETE', `/v1/uploads/${uploadId}`, ada)
  const { sessionId: other } = await ask(ada, 'revenue in 2024')
  await call(204, 'POST', `/v1/sessions/${other}/complete`, ada)
  await world.settle()
  await call(204, 'DELETE', `/v1/sessions/${other}`, ada)
}

const identity = { userId: 'ada', email: 'ada@people.example', name: 'Ada', role: 'admin' as const }

/** What no consumer understands waits longer each time, until it lies among the dead letters. */
async function poison(): Promise<void> {
  const { url } = world.environment.queues.billing
  const sqs = new SQSClient({ region, endpoint: awsEndpoint() })
  await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'no event' }))
  await world.settle()
}

async function suspendAndDelete(): Promise<void> {
  await call(200, 'POST', `/v1/tenants/${east}/suspend`, operator, {})
  await world.settle()
  await call(200, 'POST', `/v1/tenants/${east}/resume`, operator)
  await call(200, 'POST', '/v1/tenants/resume-interrupted', operator)
  await uploadThatNeverEnded()
  await call(200, 'DELETE', `/v1/tenants/${acme}`, operator)
  await world.settle()
  await call(200, 'GET', `/v1/tenants/${acme}/certificate`, operator)
}

/** Its parts are paid for until somebody gives it up. */
async function uploadThatNeverEnded(): Promise<void> {
  const s3 = new S3Client({ region, endpoint: awsEndpoint(), forcePathStyle: true })
  const Bucket = world.environment.variables.SALESTALK_BUCKET
  await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: `tenant-${acme}/uploads/u/content` }))
}

/** On AWS the bucket keeps old versions. */
async function keepVersions(): Promise<void> {
  const s3 = new S3Client({ region, endpoint: awsEndpoint(), forcePathStyle: true })
  const Bucket = world.environment.variables.SALESTALK_BUCKET
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }))
}

/** With a pool of users, and streams that Lambda reads for the publisher. Its tables take no more items here, for no container runs. */
async function onboardWithAccounts(): Promise<void> {
  const client = { region, endpoint: awsEndpoint() }
  const publisher = await createEmulatedFunction(client, `salestalk-${suffix}-event-publisher`)
  const attribute = (Name: string) => ({ Name, AttributeDataType: 'String' as const, Mutable: true })
  const { UserPool } = await new CognitoIdentityProviderClient(client).send(
    new CreateUserPoolCommand({
      PoolName: suffix,
      UsernameAttributes: ['email'],
      Schema: ['tenantId', 'userId', 'role'].map(attribute),
    }),
  )
  const accounts = {
    SALESTALK_IDENTITY: 'oidc',
    SALESTALK_OIDC_ISSUER: 'https://issuer.example',
    SALESTALK_OIDC_AUDIENCE: 'web',
    SALESTALK_USER_POOL_ID: UserPool?.Id ?? '',
  }
  const started = await world.startOther('tenant-onboard', { ...accounts, SALESTALK_PUBLISHER_FUNCTION: publisher })
  const { tenants, users } = started.salesTalk
  const { tenant } = await tenants.createTenant({
    name: `Pool ${suffix}`,
    ownerEmail: 'eva@pool.example',
    plan: 'standard',
    demo: false,
  })
  const max = await users.addUser(tenant.tenantId, { email: 'max@pool.example', name: 'Max', role: 'member' })
  await users.enterTenant(max.userId, tenant.tenantId)
  await users.removeUser(tenant.tenantId, 'max@pool.example')
  await tenants.suspend(tenant.tenantId)
  await tenants.resume(tenant.tenantId)
  await tenants.deleteTenant(tenant.tenantId)
  await started.close()
}

beforeAll(async () => {
  world = await openRecordedWorld()
  operator = await world.tokenOf({ ...identity, userId: 'operator', tenantId: null, role: 'operator' })
  await keepVersions()
  await onboard()
  await signIn()
  const ada = await adminOf(acme)
  await takeDataIn(ada)
  await uploadWithLook(ada)
  await uploadByAddress(ada)
  await largeFiles()
  await whatOnlyTheClockFinds(ada)
  await poison()
  await suspendAndDelete()
  await onboardWithAccounts()
}, 120_000)
afterAll(() => world.close())

function toldShortly({ caller, tenantId, action, resource, context = {} }: RecordedNeed): string {
  const who = tenantId === null ? caller : `${caller} as ${tenantId}`
  return `${who}: ${action} ${resource} ${JSON.stringify(context)}`
}

/** Each permission once for whoever needed it. */
function distinct(needs: readonly RecordedNeed[]): RecordedNeed[] {
  return [...new Map(needs.map((need) => [toldShortly(need), need])).values()]
}

async function isGranted(need: RecordedNeed, policies: readonly Policy[]): Promise<boolean> {
  const { caller, tenantId, action } = need
  const role = arn.role(tenantId === null ? caller : 'tenant-data')
  return await isAllowed(
    { role, policies, tenantId },
    need,
    action.startsWith('sts:') ? readPolicy('tenant-data-trust') : undefined,
  )
}

const policiesFor = ({ caller, tenantId }: RecordedNeed) =>
  tenantId === null ? policiesOf(caller) : [readPolicy('tenant-data')]

/** Allowed without being seen here, and why. */
const usedElsewhere: Readonly<Record<string, readonly string[]>> = {
  'the runtime of Lambda writes logs and traces itself': functionNames.flatMap((name) => [
    `function-base of ${name} OwnLogs logs:CreateLogStream`,
    `function-base of ${name} OwnLogs logs:PutLogEvents`,
    `function-base of ${name} TracesHaveNoResource xray:PutTelemetryRecords`,
    `function-base of ${name} TracesHaveNoResource xray:PutTraceSegments`,
  ]),
  'Lambda looks at a queue before it reads it for a function, with the role of the function': [
    'insights-worker Deliveries sqs:GetQueueAttributes',
    'metrics-handler IngestJobs sqs:GetQueueAttributes',
  ],
  'Lambda sends a batch of a stream that failed for good to a queue, with the role of the function': [
    'event-publisher FailedRecords sqs:SendMessage',
    'event-publisher KeyOfFailedRecords kms:Decrypt',
    'event-publisher KeyOfFailedRecords kms:GenerateDataKey',
  ],
}

function policiesInUse() {
  const own = functionNames.flatMap((caller) =>
    [`function-base`, caller].map((name) => ({
      name: name === caller ? caller : `${name} of ${caller}`,
      policy: readPolicy(name, { function: caller }),
      needs: world.needs.filter((need) => need.tenantId === null && need.caller === caller),
    })),
  )
  const sessions = world.needs.filter(({ tenantId }) => tenantId !== null)
  return [...own, { name: 'tenant-data', policy: readPolicy('tenant-data'), needs: sessions }]
}

/** The actions and resources of a statement that nothing recorded needed it for. */
async function unusedOf(name: string, statement: Statement, needs: readonly RecordedNeed[]): Promise<string[]> {
  const policyOf = (one: Statement): Policy => ({ Version: '2012-10-17', Statement: [one] })
  const found: string[] = []
  const isUsed = async (one: Statement) => {
    for (const need of distinct(needs)) {
      if (one.Action.includes(need.action) && (await isGranted(need, [policyOf(one)]))) return true
    }
    return false
  }
  for (const action of statement.Action) {
    if (!(await isUsed({ ...statement, Action: [action] }))) found.push(`${name} ${statement.Sid} ${action}`)
  }
  if (found.length === statement.Action.length || statement.Resource?.length === 1) return found
  for (const resource of statement.Resource ?? []) {
    if (!(await isUsed({ ...statement, Resource: [resource] }))) found.push(`${name} ${statement.Sid} ${resource}`)
  }
  return found
}

/** Items of a company's tables, their indexes and files; neither streams nor the tables themselves. */
function isData({ action, resource }: RecordedNeed): boolean {
  const isItem = /^dynamodb:((Batch)?(Get|Put|Update|Delete|Write)Item|Query|Scan)$/.test(action)
  return (isItem && resource.includes(':table/tenant-')) || (action.startsWith('s3:') && resource !== arn.bucket)
}

describe('what the functions ask of AWS', () => {
  it('is allowed, each by the policy of whose credentials it was signed with', async () => {
    const refused: string[] = []
    for (const need of distinct(world.needs)) {
      if (!(await isGranted(need, policiesFor(need)))) refused.push(toldShortly(need))
    }
    expect(refused).toEqual([])
  })

  it('is all that the policies allow, but for what is listed with a reason', async () => {
    const unused: string[] = []
    for (const { name, policy, needs } of policiesInUse()) {
      for (const statement of policy.Statement) unused.push(...(await unusedOf(name, statement, needs)))
    }
    expect(unused.sort()).toEqual(Object.values(usedElsewhere).flat().sort())
  })

  it('reaches items and files of companies with a session of the company alone', () => {
    const byFunctions = distinct(world.needs).filter((need) => need.tenantId === null && isData(need))
    const told = byFunctions.map(({ caller, action }) => `${caller}: ${action}`)
    expect([...new Set(told)].sort()).toEqual([
      // Deletion removes what is left of a company, with its old versions and broken uploads; it reads none of it.
      'tenant-onboard: s3:AbortMultipartUpload',
      'tenant-onboard: s3:DeleteObject',
      'tenant-onboard: s3:DeleteObjectVersion',
    ])
  })
})

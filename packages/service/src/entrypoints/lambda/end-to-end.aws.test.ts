import { DescribeTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import {
  type Answer,
  answerSchema,
  createdUserSchema,
  ingestReportSchema,
  presignedUploadSchema,
  problemSchema,
  type TenantId,
  tenantIdSchema,
  type Upload,
  uploadSchema,
} from '@salestalk/protocol'
import type { SQSEvent } from 'aws-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AwsWorld, openAwsWorld } from './tests/aws-world.ts'

let world: AwsWorld
let operator: string

// Companies of this run alone: on an endpoint that is used again, names are taken.
const suffix = `${Date.now().toString(36)}`
const acme = tenantIdSchema.parse(`acme-${suffix}`)
// Its name begins with the name of the other: the pattern `tenant-acme-*` would let one into the other.
const acmeEast = tenantIdSchema.parse(`acme-${suffix}-east`)

/** Revenue 100 + 50 in the north, 30 in the south, in January and February 2025. */
const ordersCsv = `Order ID,Order Date,Region,Product,Revenue
A1,2025-01-10,North,Desk,100
A2,2025-01-20,South,Chair,30
A3,2025-02-05,North,Chair,50
`

beforeAll(async () => {
  world = await openAwsWorld()
  operator = await world.tokenOf({
    userId: 'operator',
    email: 'operator@example.invalid',
    name: 'Operator',
    tenantId: null,
    role: 'operator',
  })
})
afterAll(() => world.close())

async function adminOf(tenantId: TenantId): Promise<string> {
  const created = await world.post(
    `/v1/tenants/${tenantId}/users`,
    { email: `${tenantId}@people.example`, name: 'Ada', role: 'admin' },
    operator,
  )
  expect(created.status).toBe(201)
  const { user } = createdUserSchema.parse(await created.json())
  return await world.tokenOf({ userId: user.userId, email: user.email, name: user.name, tenantId, role: 'admin' })
}

async function create(name: string): Promise<void> {
  const body = { name, ownerEmail: `owner@${name.toLowerCase().replaceAll(' ', '-')}.example`, plan: 'standard' }
  const response = await world.post('/v1/tenants', body, operator)
  expect([response.status, await response.json()]).toMatchObject([201, { name }])
}

async function ask(question: string, token: string): Promise<Answer> {
  const body = { question, sessionId: null, asOf: '2025-03-01', interpretation: null }
  const response = await world.post('/v1/chat', body, token)
  expect(response.status).toBe(200)
  return answerSchema.parse(await response.json())
}

async function upload(csv: string, token: string): Promise<number> {
  const response = await world.request('/v1/ingest?fileName=orders.csv', { method: 'POST', body: csv, token })
  expect(response.status).toBe(200)
  return ingestReportSchema.parse(await response.json()).batch?.rows ?? 0
}

async function eventTypesOf(tenantId: TenantId): Promise<string[]> {
  const page = await world.salesTalk.storage(tenantId).eventLog.read({})
  return page.entries.map(({ eventType }) => eventType).sort()
}

async function codeOf(response: Response): Promise<[number, string]> {
  return [response.status, problemSchema.parse(await response.json()).code]
}

describe('SalesTalk on AWS', () => {
  let ada: string
  let eve: string

  it('onboards companies, each with protected tables of its own', async () => {
    await create(`Acme ${suffix}`)
    await create(`Acme ${suffix} East`)
    const client = new DynamoDBClient({})
    for (const name of [`tenant-${acme}-messages`, `tenant-${acme}-metrics`]) {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: name }))
      expect(Table).toMatchObject({
        TableStatus: 'ACTIVE',
        DeletionProtectionEnabled: true,
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      })
    }
    await world.pump.settle()
    expect(await eventTypesOf(acme)).toEqual(['tenant.provisioned.v1'])
    ada = await adminOf(acme)
    eve = await adminOf(acmeEast)
  })

  it('takes data in and answers from it, first from rows, then from figures computed ahead', async () => {
    expect(await upload(ordersCsv, ada)).toBe(3)
    const fromRows = await ask('revenue by region in 2025', ada)
    expect(fromRows.table?.rows.map((row) => Object.values(row).slice(0, 2))).toEqual([
      ['North', 150],
      ['South', 30],
    ])
    await world.pump.settle()
    const fromFigures = await ask('revenue by region in 2025', ada)
    expect(fromFigures.text).toBe(fromRows.text)
    expect(fromFigures.table).toEqual(fromRows.table)
    expect(fromRows.queries[0]?.sql).toMatch(/^SELECT|^WITH/)
    expect(fromFigures.queries[0]?.sql).toContain('METRIC#')
  })

  it('carries the events of every answer to their consumers, each once', async () => {
    await world.pump.settle()
    const types = await eventTypesOf(acme)
    expect(types.filter((type) => type === 'metrics.ingested.v1')).toHaveLength(1)
    expect(types.filter((type) => type === 'classification.performed.v1')).toHaveLength(2)
    expect(types.filter((type) => type === 'narrative.generated.v1')).toHaveLength(2)
    // The same message once more changes nothing.
    const page = await world.salesTalk.storage(acme).eventLog.read({ types: ['narrative.generated.v1'] })
    const before = await world.salesTalk.storage(acme).messagesTable.query({ pk: 'ANALYTICS', limit: 1000 })
    const [event] = page.entries
    const again: SQSEvent = { Records: [queueRecord('analytics', { detail: event })] }
    expect(await world.functions.worker(again)).toEqual({ batchItemFailures: [] })
    expect(await world.salesTalk.storage(acme).messagesTable.query({ pk: 'ANALYTICS', limit: 1000 })).toEqual(before)
  })

  it('names a poison message alone as failed', async () => {
    const page = await world.salesTalk.storage(acme).eventLog.read({ types: ['narrative.generated.v1'] })
    const records = [
      queueRecord('analytics', 'no event', 'poison'),
      queueRecord('analytics', { detail: page.entries[0] }),
    ]
    expect(await world.functions.worker({ Records: records })).toEqual({
      batchItemFailures: [{ itemIdentifier: 'poison' }],
    })
  })

  it('takes large files by an address of their own', async () => {
    const csv = `Visit Date,Store,Visitors\n${Array.from({ length: 500 }, (_, index) => `2025-01-${String((index % 28) + 1).padStart(2, '0')},Oslo,${index}`).join('\n')}\n`
    const bytes = Buffer.byteLength(csv)
    const asked = await world.post(
      '/v1/uploads/presigned',
      { fileName: 'visits.csv', dataset: null, bytes, contentType: 'text/csv' },
      ada,
    )
    expect(asked.status).toBe(201)
    const { uploadId, target } = presignedUploadSchema.parse(await asked.json())
    if (target === null || uploadId === null) throw new Error('S3 can be sent to directly')
    const sent = await fetch(target.url, { method: target.method, headers: target.headers, body: csv })
    expect(sent.status).toBe(200)
    await world.pump.settle()
    expect((await stateOf(uploadId)).status).toBe('ready')
    const confirmed = await world.post(
      `/v1/uploads/${uploadId}/confirm`,
      { dataset: 'visits', mode: 'append', model: null, readingOptions: null },
      ada,
    )
    expect(confirmed.status).toBe(202)
    await world.pump.settle()
    expect(await stateOf(uploadId)).toMatchObject({ status: 'done', report: { batch: { rows: 500 } } })
    // 0 + 1 + … + 499
    expect((await ask('visitors in January 2025', ada)).text).toContain('124,750')
  })

  async function stateOf(uploadId: string): Promise<Upload> {
    return uploadSchema.parse(await (await world.request(`/v1/uploads/${uploadId}`, { token: ada })).json())
  }

  it('shows one company nothing of another', async () => {
    const { sessionId } = await ask('revenue in 2025', ada)
    expect((await world.request(`/v1/sessions/${sessionId}/messages`, { token: ada })).status).toBe(200)
    expect((await world.request(`/v1/sessions/${sessionId}/messages`, { token: eve })).status).toBe(404)
    const own = await ask('revenue by region in 2025', eve)
    expect(own.kind).toBe('refusal')
    expect(JSON.stringify(own)).not.toContain('North')
    const sneaky = await world.request('/v1/catalog', {
      token: eve,
      headers: { 'x-tenant-id': acme, 'x-amz-meta-tenant': acme },
    })
    expect(await sneaky.text()).not.toContain('North')
  })

  it('tells what is wrong with a token', async () => {
    const tokens = [undefined, 'nonsense', await world.tokenOf(identity(acme), -10)]
    const codes = await Promise.all(tokens.map(async (token) => await codeOf(await get('/v1/me', token))))
    expect(codes.map(([status]) => status)).toEqual([401, 401, 401])
    expect(await codeOf(await get('/v1/catalog', operator))).toEqual([403, 'not_permitted'])
  })

  async function get(path: string, token: string | undefined): Promise<Response> {
    return await world.request(path, token === undefined ? {} : { token })
  }

  it('shuts a suspended company at once, and opens it again', async () => {
    expect((await world.post(`/v1/tenants/${acmeEast}/suspend`, {}, operator)).status).toBe(200)
    expect((await codeOf(await get('/v1/catalog', eve)))[0]).toBe(403)
    expect((await world.post(`/v1/tenants/${acmeEast}/resume`, {}, operator)).status).toBe(200)
    expect((await get('/v1/catalog', eve)).status).toBe(200)
  })

  it('deletes a company with everything it had, and certifies it', async () => {
    const deleted = await world.request(`/v1/tenants/${acme}`, { method: 'DELETE', token: operator })
    expect(deleted.status).toBe(200)
    await world.pump.settle()
    const { TableNames = [] } = await new DynamoDBClient({}).send(new ListTablesCommand({}))
    expect(TableNames.filter((name) => name.startsWith(`tenant-${acme}-m`))).toEqual([])
    expect(TableNames).toContain(`tenant-${acmeEast}-messages`)
    const files: string[] = []
    for await (const { key } of world.salesTalk.artifacts.open(acme).list('')) files.push(key)
    expect(files).toEqual([])
    expect((await get('/v1/me', ada)).status).toBeGreaterThanOrEqual(401)
    const certificate = await get(`/v1/tenants/${acme}/certificate`, operator)
    expect(certificate.status).toBe(200)
    expect((await get('/v1/catalog', eve)).status).toBe(200)
  })
})

function identity(tenantId: TenantId) {
  return { userId: 'u', email: 'u@example.invalid', name: 'U', tenantId, role: 'member' as const }
}

function queueRecord(consumer: string, body: unknown, messageId = 'm1'): SQSEvent['Records'][number] {
  return {
    messageId,
    receiptHandle: 'none',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    md5OfBody: '',
    messageAttributes: {},
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: '',
      ApproximateFirstReceiveTimestamp: '0',
    },
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:eu-central-1:000000000000:${world.environment.variables.SALESTALK_EVENT_BUS}-${consumer}`,
    awsRegion: 'eu-central-1',
  }
}

import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import {
  type Answer,
  answerSchema,
  createdUserSchema,
  ingestReportSchema,
  messagesSchema,
  type TenantId,
  tenantIdSchema,
  uploadSchema,
} from '@salestalk/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { awsEndpoint } from '../../adapters/aws/tests/aws-endpoint.ts'
import { consumerNames, eventTypesOf } from '../../events/routing.ts'
import { pendingItems } from '../../storage/outbox.ts'
import { tenantTables } from '../../storage/tables.ts'
import { seededNumbers, seedOfRun } from './tests/aws-faults.ts'
import { type FaultyWorld, openFaultyWorld, region } from './tests/faulty-world.ts'
import { letTimePass } from './tests/separate-functions.ts'

const seed = seedOfRun()
const random = seededNumbers(seed + 1)
const minute = 60_000
const TRIES = 60
const ROUNDS = 4
const names = ['north', 'south', 'gone'] as const
type Name = (typeof names)[number]

let world: FaultyWorld
let operator: string

/** What was promised to one company by answers that arrived. */
interface Promised {
  readonly tenantId: TenantId
  token: string
  readonly answers: { messageId: string; sessionId: string }[]
  readonly uploads: { readonly uploadId: string; readonly revenue: number }[]
  revenue: number
}
const companies = new Map<Name, Promised>()

/** Asks until the answer is one of those; every other one promises nothing. */
async function until(
  statuses: readonly number[],
  method: string,
  path: string,
  token: string,
  body?: unknown,
  key?: string,
) {
  const seen: string[] = []
  for (let tries = 0; tries < TRIES; tries += 1) {
    const response = await world.request(method, path, token, body, key)
    const text = await response.text()
    if (statuses.includes(response.status))
      return { status: response.status, body: text === '' ? null : JSON.parse(text) }
    // What a dead function held on to is free again after a while.
    if (response.status === 409 || response.status === 429) letTimePass(20_000)
    seen.push(`${response.status} ${text.slice(0, 300)}`)
  }
  throw new Error(`${method} ${path} never succeeded (seed ${seed}): ${[...new Set(seen)].slice(-6).join('\n')}`)
}

const identity = { userId: 'operator', email: 'operator@example.invalid', name: 'Operator' }

async function settle(): Promise<void> {
  for (let rounds = 0; rounds < 200; rounds += 1) if ((await world.deliver()) === 0) return
  throw new Error(`Deliveries never end (seed ${seed})`)
}

async function onboard(name: Name): Promise<void> {
  const tenantId = tenantIdSchema.parse(`${name}-${seed}-${Date.now().toString(36)}`)
  const body = { name: tenantId, ownerEmail: 'owner@people.example', plan: 'standard' }
  await until([201], 'POST', '/v1/tenants', operator, body)
  const person = { email: `ada@${tenantId}.example`, name: 'Ada', role: 'admin' }
  const created = await until([201], 'POST', `/v1/tenants/${tenantId}/users`, operator, person)
  const { user } = createdUserSchema.parse(created.body)
  const token = await world.tokenOf({ ...identity, userId: user.userId, email: user.email, tenantId, role: 'admin' })
  companies.set(name, { tenantId, token, answers: [], uploads: [], revenue: 0 })
}

/** Each file has rows that no other one has, so it is taken in once however often it is sent. */
function fileOf(round: number): { csv: string; revenue: number } {
  const values = Array.from({ length: 5 }, (_, row) => 100 * round + row)
  const lines = values.map((value, row) => {
    return `R${round}-${row},2025-0${1 + (row % 3)}-1${row},${row % 2 === 0 ? 'North' : 'South'},Desk,${value}`
  })
  return {
    csv: `Order ID,Order Date,Region,Product,Revenue\n${lines.join('\n')}\n`,
    revenue: values.reduce((sum, value) => sum + value, 0),
  }
}

async function ask(company: Promised, round: number): Promise<void> {
  const question = round % 2 === 0 ? 'revenue by region in 2025' : 'revenue in January 2025'
  const body = { question, sessionId: null, asOf: '2025-06-01', interpretation: null }
  const asked = await until([200], 'POST', '/v1/chat', company.token, body, `${round}-${company.tenantId}`)
  const { messageId, sessionId } = answerSchema.parse(asked.body)
  company.answers.push({ messageId, sessionId })
}

async function takeIn(company: Promised, round: number): Promise<void> {
  const { csv, revenue } = fileOf(round)
  const { body } = await until([200], 'POST', '/v1/ingest?fileName=orders.csv&dataset=orders', company.token, csv)
  ingestReportSchema.parse(body)
  company.revenue += revenue
}

async function upload(company: Promised, round: number): Promise<void> {
  const { csv, revenue } = fileOf(100 + round)
  const sent = await until([202], 'POST', `/v1/uploads?fileName=look-${round}.csv`, company.token, csv)
  company.uploads.push({ uploadId: uploadSchema.parse(sent.body).uploadId, revenue })
}

/** Takes the uploaded files in, those that can be read by then. */
async function confirm({ token, uploads }: Promised): Promise<void> {
  const body = { dataset: 'orders', mode: 'append', model: null, readingOptions: null }
  for (const { uploadId } of uploads) {
    const path = `/v1/uploads/${uploadId}`
    for (let looks = 0; looks < 100; looks += 1) {
      const { status } = uploadSchema.parse((await until([200], 'GET', path, token)).body)
      if (status === 'failed') break
      if (status !== 'ready') continue
      // When the answer was lost, the second try finds that it was said already.
      await until([202, 409], 'POST', `${path}/confirm`, token, body)
      break
    }
  }
}

async function live(name: Name): Promise<void> {
  await onboard(name)
  const company = companyOf(name)
  for (let round = 1; round <= ROUNDS; round += 1) {
    await takeIn(company, round)
    await ask(company, round)
    if (round % 3 === 0) await upload(company, round)
    const last = company.answers.at(-1)
    if (last !== undefined && random() < 0.4)
      await until([204], 'POST', `/v1/sessions/${last.sessionId}/complete`, company.token)
  }
  await confirm(company)
}

async function leave(): Promise<void> {
  const { tenantId } = companyOf('gone')
  await until([200], 'POST', `/v1/tenants/${tenantId}/suspend`, operator, {})
  await until([200], 'POST', `/v1/tenants/${tenantId}/resume`, operator)
  await until([200], 'DELETE', `/v1/tenants/${tenantId}`, operator)
}

function companyOf(name: Name): Promised {
  const company = companies.get(name)
  if (company === undefined) throw new Error(`${name} was not onboarded`)
  return company
}

/** What schedules and the operator do later; twice, for what one finds the other may have left. */
async function recover(): Promise<void> {
  world.clearUp()
  for (let times = 0; times < 2; times += 1) {
    letTimePass(10 * minute)
    await world.call('tenant-onboard', { task: 'resume-interrupted' })
    await world.call('session-timer', { task: 'complete-sessions' })
    await world.call('event-publisher', { task: 'sweep' })
    await settle()
    if (times === 0) await redrive()
  }
}

async function redrive(): Promise<void> {
  for await (const letter of world.calm.deadLetters.redrive({})) expect(letter.eventId).toBeDefined()
  await settle()
}

beforeAll(async () => {
  world = await openFaultyWorld(seed)
  operator = await world.tokenOf({ ...identity, tenantId: null, role: 'operator' })
  let isOver = false
  const lives = Promise.all(names.map(live))
    .then(leave)
    .finally(() => {
      isOver = true
    })
  const pump = (async () => {
    while (!isOver) await world.deliver()
  })()
  await Promise.all([lives, pump])
  await recover()
}, 420_000)
afterAll(() => world.close())

describe(`after throttling, failures, lost answers, repeated deliveries and dead functions, seed ${seed}`, () => {
  it('met enough of them', () => {
    const met = Object.values(world.counts).reduce((sum, count) => sum + count, 0)
    expect(met).toBeGreaterThan(150)
  })

  it.each(['north', 'south'] as const)('has every answer that arrived, with its events: %s', async (name) => {
    const { tenantId, token, answers } = companyOf(name)
    const { entries } = await world.calm.storage(tenantId).eventLog.read({ limit: 1000 })
    const narrated = entries.flatMap((event) =>
      event.eventType === 'narrative.generated.v1' ? [event.data.messageId] : [],
    )
    const classified = entries.filter(({ eventType }) => eventType === 'classification.performed.v1')
    expect(answers.length).toBeGreaterThan(0)
    for (const { messageId, sessionId } of answers) {
      expect(narrated.filter((id) => id === messageId)).toEqual([messageId])
      const { body } = await until([200], 'GET', `/v1/sessions/${sessionId}/messages`, token)
      expect(JSON.stringify(messagesSchema.parse(body))).toContain(messageId)
    }
    expect(classified).toHaveLength(narrated.length)
    // Also those whose answer got lost on its way.
    expect(await itemsOf(tenantId, 'MSG#')).toBe(narrated.length)
    const batches = await world.calm.storage(tenantId).datasets.listBatches('orders')
    const typesOf = entries.map(({ eventType }) => eventType)
    expect(typesOf.filter((type) => type === 'metrics.ingested.v1')).toHaveLength(batches.length)
    expect(typesOf.filter((type) => type === 'tenant.provisioned.v1')).toHaveLength(1)
  })

  it.each(['north', 'south'] as const)('let every consumer handle every event once: %s', async (name) => {
    const { tenantId } = companyOf(name)
    const { messagesTable, metricsTable, eventLog } = world.calm.storage(tenantId)
    const { entries } = await eventLog.read({ limit: 1000 })
    const unhandled: string[] = []
    for (const consumer of consumerNames) {
      for (const event of entries.filter(({ eventType }) => eventTypesOf(consumer).includes(eventType))) {
        const note = await messagesTable.get({ pk: `HANDLED#${consumer}`, sk: event.eventId })
        if (note === null) unhandled.push(`${consumer} ${event.eventType}`)
      }
    }
    expect(unhandled).toEqual([])
    for (const table of [messagesTable, metricsTable]) {
      for await (const item of pendingItems(table)) expect.fail(`${item.pk} has unpublished events`)
    }
    const effects = await itemsOf(tenantId, 'ANALYTICS#')
    expect(effects).toBe(entries.filter(({ eventType }) => eventType === 'narrative.generated.v1').length)
    const usage = await itemsOf(tenantId, 'USAGE#')
    const used = entries.flatMap((event) =>
      event.eventType === 'conversation.completed.v1' ? [event.data.conversationId] : [],
    )
    // One note per conversation, however often it was completed, and one that the company began.
    expect(usage).toBe(new Set(used).size + 1)
  })

  it.each(['north', 'south'] as const)('left no upload half done, and says why one failed: %s', async (name) => {
    const { tenantId, uploads } = companyOf(name)
    const found = await world.calm.storage(tenantId).uploads.list()
    const ids = found.map(({ uploadId }) => uploadId)
    expect(uploads.filter(({ uploadId }) => !ids.includes(uploadId))).toEqual([])
    for (const { status, problem, lease } of found) {
      expect(['ready', 'done', 'failed']).toContain(status)
      expect([status === 'failed', lease]).toEqual([problem !== null, null])
    }
  })

  it.each(['north', 'south'] as const)('answers with what was taken in, both ways: %s', async (name) => {
    const { tenantId, token, revenue, uploads } = companyOf(name)
    const states = await world.calm.storage(tenantId).uploads.list()
    const done = new Set(states.flatMap(({ status, uploadId }) => (status === 'done' ? [uploadId] : [])))
    const uploaded = uploads.filter(({ uploadId }) => done.has(uploadId))
    const expected = uploaded.reduce((sum, each) => sum + each.revenue, revenue)
    const figures = await answerTo('revenue by region in 2025', token)
    expect(figures.queries[0]?.sql).toContain('METRIC#')
    expect(totalOf(figures)).toBe(expected)
    // Figures are kept by one dimension at a time.
    const rows = await answerTo('revenue by region for Desk in 2025', token)
    expect(rows.queries[0]?.sql).not.toContain('METRIC#')
    expect(totalOf(rows)).toBe(expected)
  })

  it('has companies that are whole, or gone with everything they had', async () => {
    const { tenantId } = companyOf('gone')
    const registered = await world.calm.registry.tenants.list()
    const states = registered.map((tenant) => [tenant.tenantId, tenant.status])
    expect(states.filter(([id]) => String(id).includes(`-${seed}-`)).sort()).toEqual(
      (['north', 'south'] as const).map((name) => [companyOf(name).tenantId, 'active']).sort(),
    )
    const { TableNames = [] } = await new DynamoDBClient({ region, endpoint: awsEndpoint() }).send(
      new ListTablesCommand({}),
    )
    expect(TableNames.filter((table) => table.includes(tenantId))).toEqual([])
    expect(await keysOf(tenantId)).toEqual([])
    await until([200], 'GET', `/v1/tenants/${tenantId}/certificate`, operator)
    for await (const item of pendingItems(world.calm.registry.tenantsTable)) {
      expect.fail(`${item.pk} has unpublished events`)
    }
  })
})

async function answerTo(question: string, token: string): Promise<Answer> {
  const body = { question, sessionId: null, asOf: '2025-06-01', interpretation: null }
  return answerSchema.parse((await until([200], 'POST', '/v1/chat', token, body)).body)
}

/** The sum over the regions: each row of the table has a region, its revenue and its share. */
function totalOf({ table }: Answer): number {
  const revenues = table?.rows.map((row) => Math.max(...Object.values(row).map(Number).filter(Number.isFinite))) ?? []
  return revenues.reduce((sum, revenue) => sum + revenue, 0)
}

/** How many items of the company's messages lie in such a partition. */
async function itemsOf(tenantId: TenantId, partition: string): Promise<number> {
  const [messages] = tenantTables(tenantId)
  if (messages === undefined) throw new Error('Every company has a table of messages')
  let count = 0
  for await (const { pk } of world.calm.tables.scanTable(messages)) if (pk.startsWith(partition)) count += 1
  return count
}

async function keysOf(tenantId: TenantId): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of world.calm.artifacts.open(tenantId).list('')) keys.push(key)
  return keys
}

import { answerSchema, batchesSchema, problemSchema, sessionsSchema, uploadSchema } from '@salestalk/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLogger } from '../logger.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations.ts'
import { acme, openTestApp, other, type TestApp } from './tests/test-app.ts'

/** Every value, name and number here is other's alone: where one shows up for acme, something leaked. */
const voyagesCsv = `Voyage ID,Voyage Date,Harbor,Revenue
V1,2025-01-10,Atlantis,48271593
V2,2025-01-20,Lemuria,48271594
V3,2025-02-05,Atlantis,48271595
${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((day) => `V1${day},2025-03-0${day},Lemuria,1`).join('\n')}
x,not a date,Mu,48271596
`
const secrets = [
  'Voyage',
  'voyages',
  'Harbor',
  'Atlantis',
  'Lemuria',
  '48271593',
  '48,271,593',
  '48271594',
  '144,814,791',
  '144814791',
  'tenant-other',
]

let app: TestApp
let attacker: string
let victim: string
/** Ids that only somebody of other can know, and others that were guessed or found. */
const stolen = { sessionId: '', uploadId: '', batchId: '', cursor: '' }
const logged: string[] = []

beforeAll(async () => {
  app = await openTestApp({ logger: createLogger('info', { write: (line) => logged.push(line) }) })
  attacker = await app.tokenFor(acme, 'admin')
  victim = await app.tokenFor(other, 'admin')
  const file = { method: 'POST', body: voyagesCsv, token: victim }
  expect((await app.request('/v1/ingest?fileName=voyages.csv', file)).status).toBe(200)
  for (const question of ['total revenue in 2025', 'revenue by harbor in 2025']) {
    const answer = answerSchema.parse(await (await app.post('/v1/chat', { question }, victim)).json())
    stolen.sessionId = answer.sessionId
  }
  const upload = await app.request('/v1/uploads?fileName=voyages-two.csv', {
    ...file,
    body: voyagesCsv.replaceAll('V', 'W'),
  })
  stolen.uploadId = uploadSchema.parse(await upload.json()).uploadId
  await app.salesTalk.uploadsIdle()
  const { batches } = batchesSchema.parse(await (await app.request('/v1/batches', { token: victim })).json())
  stolen.batchId = batches[0]?.batchId ?? ''
  const page = sessionsSchema.parse(await (await app.request('/v1/sessions?limit=1', { token: victim })).json())
  stolen.cursor = page.cursor ?? ''
})
afterAll(() => app.close())

async function codeOf(response: Response): Promise<[number, string]> {
  return [response.status, problemSchema.parse(await response.json()).code]
}

function leaks(text: string, of = secrets): string[] {
  return of.filter((secret) => text.includes(secret))
}

/** The path with what was stolen in it, and other's name wherever a query may hold one. */
function attackedPath(operation: Operation): string {
  const ids: Record<string, string> = { ...stolen, dataset: 'voyages', tenantId: 'other' }
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => ids[name] ?? name)
  return `${path}?tenantId=other&tenant=other&cursor=${encodeURIComponent(stolen.cursor)}&fileName=a.csv`
}

const pretenses = {
  'x-tenant-id': 'other',
  'x-amzn-tenant': 'other',
  'x-forwarded-host': 'other.salestalk.example',
  forwarded: 'host=other.salestalk.example',
  cookie: 'tenantId=other',
}

describe('what is stolen', () => {
  it('is there to be stolen', async () => {
    expect(Object.values(stolen).filter((value) => value === '')).toEqual([])
    const own = await app.request('/v1/catalog', { token: victim })
    expect(leaks(await own.text())).not.toEqual([])
  })
})

describe('every operation, asked by an administrator of another company', () => {
  const reachable = Object.entries<Operation>(operations).filter(([, { access }]) => access !== 'public')

  it.each(reachable)('%s gives nothing away and changes nothing', async (_name, operation) => {
    const bodies = [
      undefined,
      JSON.stringify({ tenantId: 'other', sessionId: stolen.sessionId, question: 'revenue by harbor' }),
      JSON.stringify({
        question: 'revenue by harbor',
        email: 'x@acme.example',
        name: 'X',
        role: 'admin',
        ownerEmail: 'x@acme.example',
      }),
    ]
    for (const body of operation.body === undefined ? [undefined] : bodies) {
      const response = await app.request(attackedPath(operation), {
        method: operation.method.toUpperCase(),
        token: attacker,
        headers: { ...pretenses, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body }),
      })
      expect(response.status).toBeLessThan(500)
      const headers = JSON.stringify([...response.headers])
      // What was asked may be said again: the id in a problem, the words of the question.
      const echoed = [
        'tenant-other',
        ...(body?.includes('harbor') ? ['Harbor'] : []),
        ...(operation.path.includes('{dataset}') ? ['voyages'] : []),
      ]
      expect(leaks((await response.text()) + headers).filter((secret) => !echoed.includes(secret))).toEqual([])
    }
  })

  it('has changed nothing of the victim', async () => {
    const sessions = sessionsSchema.parse(await (await app.request('/v1/sessions', { token: victim })).json())
    expect(sessions.sessions).toHaveLength(2)
    const { batches } = batchesSchema.parse(await (await app.request('/v1/batches', { token: victim })).json())
    expect(batches).toMatchObject([{ batchId: stolen.batchId, status: 'live' }])
    const upload = await app.request(`/v1/uploads/${stolen.uploadId}`, { token: victim })
    expect(uploadSchema.parse(await upload.json()).fileName).toBe('voyages-two.csv')
    const users = await app.salesTalk.users.listUsers(other)
    expect(users.map(({ user }) => user.email).filter((email) => email.endsWith('@acme.example'))).toEqual([])
  })
})

describe('a stolen id', () => {
  it.each<[string, string, () => string, [number, string]]>([
    [
      'messages of a conversation',
      'GET',
      () => `/v1/sessions/${stolen.sessionId}/messages`,
      [404, 'session_not_found'],
    ],
    ['end a conversation', 'POST', () => `/v1/sessions/${stolen.sessionId}/complete`, [404, 'session_not_found']],
    ['delete a conversation', 'DELETE', () => `/v1/sessions/${stolen.sessionId}`, [404, 'session_not_found']],
    ['an upload', 'GET', () => `/v1/uploads/${stolen.uploadId}`, [404, 'not_found']],
    ['cancel an upload', 'DELETE', () => `/v1/uploads/${stolen.uploadId}`, [404, 'not_found']],
    ['undo a batch', 'POST', () => `/v1/batches/${stolen.batchId}/undo`, [404, 'unknown_batch']],
    ['rejected rows', 'GET', () => `/v1/batches/${stolen.batchId}/rejected`, [404, 'unknown_batch']],
  ])('is as unknown as an invented one: %s', async (_name, method, path, expected) => {
    const body = method === 'POST' ? { body: '{}', headers: { 'content-type': 'application/json' } } : {}
    const known = await app.request(path(), { method, token: attacker, ...body })
    const invented = path().replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '00000000-0000-4000-8000-000000000000')
    const unknown = await app.request(invented, { method, token: attacker, ...body })
    expect(await codeOf(known)).toEqual(expected)
    expect(await codeOf(unknown)).toEqual(expected)
  })

  it('of a conversation does not continue it', async () => {
    const response = await app.post('/v1/chat', { question: 'and by region?', sessionId: stolen.sessionId }, attacker)
    expect(await codeOf(response)).toEqual([404, 'session_not_found'])
  })

  it('of an upload does not preview or confirm it', async () => {
    for (const [step, body] of [
      ['preview', {}],
      ['confirm', { model: null, mode: 'append' }],
    ] as const) {
      const response = await app.post(`/v1/uploads/${stolen.uploadId}/${step}`, body, attacker)
      expect([400, 404]).toContain(response.status)
    }
  })

  it.each(['../other', '..%2Fother', 'tenant-other', '%00', '*', 'a%2F..%2F..%2Ftenant-other'])(
    'is not a path to elsewhere: %s',
    async (id) => {
      for (const path of [`/v1/sessions/${id}/messages`, `/v1/uploads/${id}`, `/v1/batches/${id}/rejected`]) {
        const response = await app.request(path, { token: attacker })
        expect([400, 404]).toContain(response.status)
        expect(leaks((await response.text()).replaceAll(id, '').replaceAll(decodeURIComponent(id), ''))).toEqual([])
      }
    },
  )
})

describe('what is asked', () => {
  it('is answered from the own data alone, also with a cursor of somebody else', async () => {
    const response = await app.request(`/v1/sessions?cursor=${encodeURIComponent(stolen.cursor)}`, { token: attacker })
    const text = await response.text()
    expect([200, 400]).toContain(response.status)
    expect(text).not.toContain(stolen.sessionId)
  })

  it('with the idempotency key of somebody else is asked anew', async () => {
    const ask = async (token: string) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': 'the-same-key' }
      const body = JSON.stringify({ question: 'how many rows are there' })
      return await (await app.request('/v1/chat', { method: 'POST', headers, body, token })).text()
    }
    const [theirs, ours] = [await ask(victim), await ask(attacker)]
    expect(leaks(ours)).toEqual([])
    expect(ours).not.toBe(theirs)
  })

  it('names values of another company without an answer', async () => {
    const text = await (await app.post('/v1/chat', { question: 'revenue in Atlantis by harbor' }, attacker)).text()
    expect(leaks(text.replaceAll(/Atlantis|harbor/gi, ''))).toEqual([])
  })

  it('is sourced in the own tables, also when both ask at once', async () => {
    const turns = Array.from({ length: 24 }, (_value, index) => index % 2 === 0)
    const answers = await Promise.all(
      turns.map(async (isVictim) => {
        const question = 'total revenue in 2025'
        const response = await app.post('/v1/chat', { question }, isVictim ? victim : attacker)
        return { isVictim, answer: answerSchema.parse(await response.json()) }
      }),
    )
    for (const { isVictim, answer } of answers) {
      expect(answer.references[0]?.value).toBe(isVictim ? 144814791 : 180)
      const tables = new Set(answer.references.map(({ source }) => source.table))
      expect([...tables]).toEqual([isVictim ? 'tenant-other-metrics' : 'tenant-acme-metrics'])
    }
  })
})

describe('what is written down', () => {
  it('as events stays with the company that caused them', async () => {
    await app.salesTalk.flushEvents(null)
    for (const tenantId of [acme, other]) {
      const { entries } = await app.salesTalk.storage(tenantId).eventLog.read({ limit: 100 })
      expect(entries.length).toBeGreaterThan(1)
      expect(new Set(entries.map((event) => event.tenantId))).toEqual(new Set([tenantId]))
      if (tenantId === acme) expect(leaks(JSON.stringify(entries).replaceAll(/Atlantis|harbor/gi, ''))).toEqual([])
    }
  })

  it('in the log has neither rows nor questions nor tokens, and names the company of the token', () => {
    const lines = logged.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines.length).toBeGreaterThan(50)
    const text = logged.join('')
    expect(
      leaks(text, ['Atlantis', 'Lemuria', 'Harbor', '48271593', 'by harbor', attacker, victim, '@acme.example']),
    ).toEqual([])
    const tenants = new Set(lines.map(({ tenantId }) => tenantId).filter((id) => id !== undefined && id !== null))
    expect([...tenants].sort()).toEqual(['acme', 'other'])
  })
})

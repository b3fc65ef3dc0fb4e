import {
  answerSchema,
  catalogSchema,
  healthSchema,
  meSchema,
  problemSchema,
  signedInSchema,
  signInOptionsSchema,
  tenantIdSchema,
} from '@salestalk/protocol'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acme, openTestApp, other, type TestApp } from './tests/test-app.ts'

let app: TestApp
let token: string

beforeAll(async () => {
  app = await openTestApp()
  token = await app.tokenFor(acme)
})
afterAll(() => app.close())

const ask = async (question: string, more: object = {}, as = token) =>
  answerSchema.parse(await (await app.post('/v1/chat', { question, ...more }, as)).json())

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const problem = problemSchema.parse(await response.json())
  expect(problem.status).toBe(response.status)
  expect(problem.requestId).toBe(response.headers.get('x-request-id'))
  return problem
}

describe('who may ask', () => {
  it('is nobody without a token', async () => {
    const response = await app.post('/v1/chat', { question: 'revenue' })
    expect(await problemOf(response)).toMatchObject({ status: 401, code: 'token_missing' })
    expect(response.headers.get('www-authenticate')).toContain('Bearer')
  })

  it('is nobody with a forged, expired or unreadable token', async () => {
    const identity = { userId: 'u', email: 'e@x.example', name: 'n', tenantId: acme, role: 'admin' as const }
    const forged = await new SignJWT({ email: 'e', name: 'n', tenantId: 'acme', role: 'admin' })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('u')
      .setIssuer('salestalk-local')
      .setAudience('salestalk-api')
      .setIssuedAt(1_740_000_000)
      .setExpirationTime(1_999_999_999)
      .sign(new Uint8Array(32))
    const unsigned = `${btoa('{"alg":"none"}')}.${btoa('{"sub":"u","role":"operator","tenantId":null}')}.`
    const tokens = {
      token_forged: forged,
      token_expired: await app.tokenOf(identity, -60),
      token_malformed: 'nonsense',
    }
    for (const [code, wrong] of Object.entries(tokens)) {
      expect(await problemOf(await app.request('/v1/me', { token: wrong }))).toMatchObject({ status: 401, code })
    }
    expect((await app.request('/v1/me', { token: unsigned })).status).toBe(401)
  })

  it('is nobody who has been removed from the company since', async () => {
    const { userId } = await app.salesTalk.users.addUser(acme, { email: 'gone@acme.example', role: 'member' })
    const identity = { userId, email: 'gone@acme.example', name: 'Gone', tenantId: acme, role: 'member' as const }
    const gone = await app.tokenOf(identity)
    expect((await app.request('/v1/me', { token: gone })).status).toBe(200)
    await app.salesTalk.users.removeUser(acme, 'gone@acme.example')
    expect(await problemOf(await app.request('/v1/me', { token: gone }))).toMatchObject({
      status: 403,
      code: 'not_permitted',
      detail: 'You no longer belong to this company: ask its administrator.',
    })
  })

  it('has the role of now, whatever the token says', async () => {
    const { userId } = await app.salesTalk.users.addUser(acme, { email: 'was@acme.example', role: 'member' })
    const identity = { userId, email: 'was@acme.example', name: 'Was', tenantId: acme, role: 'admin' as const }
    const old = await app.tokenOf(identity)
    expect((await app.request('/v1/me', { token: old })).status).toBe(200)
    expect(await problemOf(await app.request('/v1/uploads/u1', { token: old }))).toMatchObject({ status: 403 })
  })

  it('is in a company that is suspended, until it is resumed', async () => {
    await app.salesTalk.tenants.createTenant({ name: 'Paused', ownerEmail: 'p@paused.example', plan: 'free' })
    const paused = tenantIdSchema.parse('paused')
    const inside = await app.tokenFor(paused)
    await app.salesTalk.tenants.suspend(paused)
    for (const path of ['/v1/me', '/v1/catalog', '/v1/sessions']) {
      expect(await problemOf(await app.request(path, { token: inside }))).toMatchObject({
        status: 403,
        code: 'company_not_active',
        detail: 'The company "paused" is suspended: ask the operator.',
      })
    }
    expect((await app.post('/v1/chat', { question: 'revenue' }, inside)).status).toBe(403)
    await app.salesTalk.tenants.resume(paused)
    expect((await app.request('/v1/me', { token: inside })).status).toBe(200)
  })

  it('is in a company that was deleted', async () => {
    const company = { name: 'Shortlived', ownerEmail: 's@short.example', plan: 'free' }
    await app.salesTalk.tenants.createTenant(company)
    const shortlived = tenantIdSchema.parse('shortlived')
    const inside = await app.tokenFor(shortlived, 'admin')
    await app.salesTalk.tenants.deleteTenant(shortlived)
    expect(await problemOf(await app.request('/v1/me', { token: inside }))).toMatchObject({
      status: 403,
      code: 'company_not_active',
      detail: 'The company "shortlived" is deleted: ask the operator.',
    })
  })

  it('sees no conversation of another company or person, nor that it exists', async () => {
    const { sessionId } = await ask('revenue in 2025')
    for (const stranger of [await app.tokenFor(other), await app.tokenFor(acme)]) {
      const asked = await problemOf(await app.post('/v1/chat', { question: 'revenue', sessionId }, stranger))
      const unknown = await problemOf(
        await app.post('/v1/chat', { question: 'revenue', sessionId: 'no-such-session' }, stranger),
      )
      expect({ ...asked, requestId: null }).toEqual({ ...unknown, requestId: null })
      expect(asked.status).toBe(404)
      const path = `/v1/sessions/${sessionId}`
      expect((await app.request(`${path}/messages`, { token: stranger })).status).toBe(404)
      expect((await app.request(`${path}/complete`, { method: 'POST', token: stranger })).status).toBe(404)
      expect((await app.request(path, { method: 'DELETE', token: stranger })).status).toBe(404)
    }
  })

  it('cannot reach another company by naming it', async () => {
    const stranger = await app.tokenFor(other)
    const headers = { 'x-tenant-id': 'acme' }
    const response = await app.request('/v1/catalog?tenantId=acme', { token: stranger, headers })
    expect(catalogSchema.parse(await response.json())).toMatchObject({ tenantId: 'other', metrics: [] })
  })

  it('ends own conversations, each once however often it is asked', async () => {
    const { sessionId } = await ask('revenue in 2025')
    const end = async () => (await app.request(`/v1/sessions/${sessionId}/complete`, { method: 'POST', token })).status
    expect([await end(), await end()]).toEqual([204, 204])
    await app.salesTalk.flushEvents(null)
    const { entries } = await app.salesTalk.storage(acme).eventLog.read({ types: ['conversation.completed.v1'] })
    expect(entries.filter((event) => event.sessionId === sessionId)).toMatchObject([{ data: { userMessageCount: 1 } }])
  })

  it('deletes own conversations', async () => {
    const { sessionId } = await ask('revenue in 2025')
    expect((await app.request(`/v1/sessions/${sessionId}`, { method: 'DELETE', token })).status).toBe(204)
    expect((await app.request(`/v1/sessions/${sessionId}/messages`, { token })).status).toBe(404)
  })
})

describe('signing in', () => {
  it('works once with the code the operator gave', async () => {
    const email = 'ann@acme.example'
    await app.salesTalk.users.addUser(acme, { email, name: 'Ann' })
    const { code } = await app.salesTalk.users.createSignInCode(acme, email)
    const signedIn = signedInSchema.parse(await (await app.post('/v1/sign-in', { email, code })).json())
    expect(signedIn).toMatchObject({ user: { email, role: 'member' }, company: { tenantId: 'acme' } })
    const me = meSchema.parse(await (await app.request('/v1/me', { token: signedIn.token })).json())
    expect(me.companies.map(({ tenantId }) => tenantId)).toEqual(['acme'])
    expect(await problemOf(await app.post('/v1/sign-in', { email, code }))).toMatchObject({ code: 'wrong_code' })
  })

  it('lets guests into demo companies only', async () => {
    await app.salesTalk.tenants.createTenant({
      name: 'Demo Shop',
      ownerEmail: 'd@demo.example',
      plan: 'free',
      demo: true,
    })
    const options = signInOptionsSchema.parse(await (await app.request('/v1/sign-in')).json())
    expect(options.demoCompanies.map(({ tenantId }) => tenantId)).toEqual(['demo-shop'])
    const guest = signedInSchema.parse(await (await app.post('/v1/sign-in/demo', { tenantId: 'demo-shop' })).json())
    expect((await app.request('/v1/me', { token: guest.token })).status).toBe(200)
    for (const tenantId of ['acme', 'no-such-company', '../acme']) {
      expect((await app.post('/v1/sign-in/demo', { tenantId })).status).toBe(403)
    }
  })

  it('switches to companies of the same person only', async () => {
    const email = 'both@people.example'
    const { userId } = await app.salesTalk.users.addUser(acme, { email, name: 'Both' })
    const identity = { userId, email, name: 'Both', tenantId: acme, role: 'member' as const }
    const both = await app.tokenOf(identity)
    expect((await app.post('/v1/sign-in/switch', { tenantId: 'other' }, both)).status).toBe(403)
    await app.salesTalk.users.addUser(other, { email, role: 'admin' })
    const switched = signedInSchema.parse(
      await (await app.post('/v1/sign-in/switch', { tenantId: 'other' }, both)).json(),
    )
    expect(switched).toMatchObject({ user: { role: 'admin' }, company: { tenantId: 'other' } })
  })
})

describe('companies', () => {
  const operator = { userId: 'operator', email: 'o@x.example', name: 'O', tenantId: null, role: 'operator' as const }

  it('are created and deleted by the operator alone', async () => {
    const request = { name: 'New Company', ownerEmail: 'n@new.example' }
    const admin = await app.tokenFor(acme, 'admin')
    expect(await problemOf(await app.post('/v1/tenants', request, admin))).toMatchObject({ status: 403 })
    const as = await app.tokenOf(operator)
    const created = await app.post('/v1/tenants', request, as)
    expect([created.status, await created.json()]).toMatchObject([201, { tenantId: 'new-company' }])
    const list = (await (await app.request('/v1/tenants', { token: as })).json()) as { companies: object[] }
    expect(list.companies).toContainEqual(expect.objectContaining({ tenantId: 'new-company' }))
    expect((await app.request('/v1/tenants/new-company', { method: 'DELETE', token: as })).status).toBe(200)
    expect((await app.request('/v1/tenants/new-company', { method: 'DELETE', token: as })).status).toBe(404)
    expect((await app.post('/v1/chat', { question: 'revenue' }, as)).status).toBe(403)
  })

  it('get people from their own administrators', async () => {
    const admin = await app.tokenFor(acme, 'admin')
    const person = { email: 'new@acme.example', name: 'New', role: 'member' }
    const response = await app.post('/v1/tenants/acme/users', person, admin)
    expect(response.status).toBe(201)
    const { code } = (await response.json()) as { code: string }
    expect((await app.post('/v1/sign-in', { email: person.email, code })).status).toBe(200)
    expect((await app.post('/v1/tenants/other/users', person, admin)).status).toBe(404)
    expect((await app.post('/v1/tenants/acme/users', person, token)).status).toBe(403)
  })
})

describe('the server', () => {
  it('says that it is up, and what it can do', async () => {
    expect(healthSchema.parse(await (await app.request('/v1/health')).json())).toEqual({
      status: 'ok',
      version: '1.2.3',
    })
    const document = (await (await app.request('/v1/openapi.json')).json()) as { openapi: string }
    expect(document.openapi).toBe('3.1.0')
  })

  it('answers unknown routes and methods with problems', async () => {
    expect(await problemOf(await app.request('/v1/nonsense'))).toMatchObject({ status: 404, code: 'not_found' })
    const wrong = await app.request('/v1/chat', { token })
    expect(await problemOf(wrong)).toMatchObject({ status: 405, code: 'method_not_allowed' })
    expect(wrong.headers.get('allow')).toBe('POST')
    expect(await problemOf(await app.request('/elsewhere', { method: 'POST' }))).toMatchObject({ status: 404 })
  })

  it('sends security headers with everything', async () => {
    for (const path of ['/', '/v1/health', '/v1/nonsense']) {
      const { headers } = await app.request(path)
      expect(headers.get('content-security-policy')).toContain("default-src 'self'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
    expect((await app.request('/v1/me', { token })).headers.get('cache-control')).toBe('no-store')
  })

  it('says so when the web app is not built', async () => {
    const response = await app.request('/')
    expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('npm run build')])
  })
})

describe('limits', () => {
  it('slow down one person without stopping the others', async () => {
    const never = { burst: 1000, perSecond: 1000 }
    const plan = { perTenant: never, perUser: { burst: 2, perSecond: 0.5 } }
    const limits = {
      perAddress: never,
      signInPerAddress: { burst: 1, perSecond: 0.1 },
      plans: { free: plan, standard: plan, enterprise: plan },
      perOperator: never,
      timeoutMilliseconds: 1000,
      bodyMilliseconds: 1000,
    }
    const slow = await openTestApp({ limits })
    const [one, two] = [await slow.tokenFor(acme), await slow.tokenFor(acme)]
    const statuses: number[] = []
    for (let index = 0; index < 3; index += 1) statuses.push((await slow.request('/v1/me', { token: one })).status)
    expect(statuses).toEqual([200, 200, 429])
    const refused = await slow.request('/v1/me', { token: one })
    expect(refused.headers.get('retry-after')).toBe('2')
    expect(await problemOf(refused)).toMatchObject({ code: 'too_many_requests' })
    expect((await slow.request('/v1/me', { token: two })).status).toBe(200)
    const wrong = { email: 'a@b.example', code: 'AAAAAA' }
    expect((await slow.post('/v1/sign-in', wrong)).status).toBe(401)
    expect((await slow.post('/v1/sign-in', wrong)).status).toBe(429)
    await slow.close()
  })
})

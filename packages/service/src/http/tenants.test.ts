import { companiesSchema, companyDetailsSchema, deletionCertificateSchema, problemSchema } from '@salestalk/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isUnchanged } from '../tenants/certificate.ts'
import { AccountRefusedError, QuotaReachedError } from '../tenants/errors.ts'
import { acme, openTestApp, type TestApp } from './tests/test-app.ts'

const operator = { userId: 'operator', email: 'o@x.example', name: 'O', tenantId: null, role: 'operator' as const }

let app: TestApp
let token: string

beforeAll(async () => {
  app = await openTestApp()
  token = await app.tokenOf(operator)
})
afterAll(() => app.close())

const codeOf = async (response: Response) => problemSchema.parse(await response.json()).code

describe('a company', () => {
  it('is suspended and resumed by the operator, with effect on the very next request', async () => {
    const member = await app.tokenFor(acme, 'admin')
    expect((await app.post('/v1/tenants/acme/suspend', {}, member)).status).toBe(403)
    const suspended = await app.post('/v1/tenants/acme/suspend', { reason: 'unpaid' }, token)
    expect(companyDetailsSchema.parse(await suspended.json())).toMatchObject({ tenantId: 'acme', status: 'suspended' })
    const refused = await app.post('/v1/chat', { question: 'revenue in 2025' }, member)
    expect(refused.status).toBe(403)
    expect(problemSchema.parse(await refused.json())).toMatchObject({
      code: 'company_not_active',
      detail: 'The company "acme" is suspended: ask the operator.',
    })
    const { companies } = companiesSchema.parse(await (await app.request('/v1/tenants', { token })).json())
    expect(companies.map(({ tenantId, status }) => [tenantId, status])).toEqual([
      ['acme', 'suspended'],
      ['other', 'active'],
    ])
    const resumed = await app.post('/v1/tenants/acme/resume', {}, token)
    expect(companyDetailsSchema.parse(await resumed.json())).toMatchObject({ status: 'active', suspendedAt: null })
    expect((await app.post('/v1/chat', { question: 'revenue in 2025' }, member)).status).toBe(200)
  })

  it('is deleted with a certificate that can be asked for again', async () => {
    const person = await app.tokenFor(acme)
    const response = await app.request('/v1/tenants/acme', { method: 'DELETE', token })
    expect(response.status).toBe(200)
    const certificate = deletionCertificateSchema.parse(await response.json())
    expect(isUnchanged(certificate)).toBe(true)
    const counts = new Map(certificate.removed.map(({ kind, count }) => [kind, count]))
    // The segment, and the file that was taken in or what belongs to it.
    expect(counts.get('files')).toBeGreaterThan(0)
    expect(counts.get('members')).toBeGreaterThan(1)
    const again = await app.request('/v1/tenants/acme/certificate', { token })
    expect(await again.json()).toEqual(certificate)
    expect((await app.request('/v1/me', { token: person })).status).toBe(403)
    expect(await codeOf(await app.request('/v1/tenants/acme', { method: 'DELETE', token }))).toBe('company_not_found')
    expect((await app.request('/v1/tenants/acme/certificate', { token: person })).status).toBe(403)
    expect(await codeOf(await app.request('/v1/tenants/other/certificate', { token }))).toBe('certificate_not_found')
  })

  it('of the same id begins with nothing of the one before', async () => {
    const company = { name: 'Acme', ownerEmail: 'new@acme.example', plan: 'standard' }
    expect((await app.post('/v1/tenants', company, token)).status).toBe(201)
    const member = await app.tokenFor(acme)
    const sessions = await app.request('/v1/sessions', { token: member })
    expect(await sessions.json()).toEqual({ sessions: [], cursor: null })
    const batches = await app.request('/v1/batches', { token: member })
    expect(await batches.json()).toEqual({ batches: [] })
  })

  it('finds nothing to carry on when nothing was interrupted', async () => {
    expect(await (await app.post('/v1/tenants/resume-interrupted', {}, token)).json()).toEqual({ work: [] })
  })
})

describe('a company that cannot be made', () => {
  const cases: [Error, number, string][] = [
    [new QuotaReachedError('tables per account and region', 2_400, 2_500), 507, 'quota_reached'],
    [new AccountRefusedError('a@b.example', 'not accepted'), 422, 'account_refused'],
  ]
  for (const [error, status, code] of cases) {
    it(`is answered with ${code}`, async () => {
      const { tenants } = app.salesTalk
      const failing = await openTestApp({ tenants: { ...tenants, createTenant: () => Promise.reject(error) } })
      try {
        const as = await failing.tokenOf(operator)
        const response = await failing.post('/v1/tenants', { name: 'Third', ownerEmail: 'a@b.example' }, as)
        expect([response.status, await codeOf(response)]).toEqual([status, code])
      } finally {
        await failing.close()
      }
    })
  }
})

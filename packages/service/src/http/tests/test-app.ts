import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '@salestalk/engine'
import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import { readConfig } from '../../config.ts'
import type { Identity } from '../../tenants/identity.ts'
import { openSalesTalk, type SalesTalk } from '../../wiring.ts'
import { type AppDependencies, createApp } from '../app.ts'
import { defaultRequestLimits } from '../router.ts'

/** Orders of two regions and two months; revenue 100 + 50 in the north, 30 in the south. */
export const ordersCsv = `Order ID,Order Date,Region,Product,Revenue
A1,2025-01-10,North,Desk,100
A2,2025-01-20,South,Chair,30
A3,2025-02-05,North,Chair,50
`

/** Noon of one day for every test; a millisecond passes whenever somebody looks, so that things happen one after another. */
function testClock(): Clock {
  let milliseconds = Date.parse('2025-03-01T12:00:00.000Z')
  return {
    now() {
      milliseconds += 1
      return new Date(milliseconds)
    },
    today: () => '2025-03-01',
  }
}

export const acme = tenantIdSchema.parse('acme')
export const other = tenantIdSchema.parse('other')

export interface TestApp {
  readonly salesTalk: SalesTalk
  readonly folder: string
  request(path: string, init?: RequestInit & { readonly token?: string }): Promise<Response>
  /** A request with a JSON body. */
  post(path: string, body: unknown, token?: string): Promise<Response>
  /** A token of a new person in a company. */
  tokenFor(tenantId: TenantId, role?: 'admin' | 'member'): Promise<string>
  tokenOf(identity: Identity, seconds?: number): Promise<string>
  close(): Promise<void>
}

/** The real app on real stores in a folder of its own: companies acme (with orders) and other (without data). */
export async function openTestApp(overrides: Partial<AppDependencies> = {}): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), 'salestalk-http-'))
  const config = readConfig({ dataFolder: folder }, { SALESTALK_LOG_LEVEL: 'silent' })
  const salesTalk = await openSalesTalk(config, { demoMode: true, clock: testClock() })
  for (const name of ['Acme', 'Other'])
    await salesTalk.tenants.createTenant({ name, ownerEmail: `owner@${name.toLowerCase()}.example`, plan: 'free' })
  const file = join(folder, 'orders.csv')
  await writeFile(file, ordersCsv)
  await salesTalk.ingest({ tenantId: acme, path: file })
  const { verifier, issuer } = await salesTalk.identity()
  if (issuer === null) throw new Error('The embedded stores issue tokens themselves')
  const app = createApp({
    ...salesTalk,
    identity: verifier,
    issuer,
    demoMode: true,
    signInIssuer: null,
    isReady: () => true,
    descriptionOf: () => null,
    version: '1.2.3',
    webFolder: join(folder, 'web'),
    clientAddress: () => '192.0.2.1',
    limits: defaultRequestLimits,
    stopwatch: () => 0,
    timer: () => () => undefined,
    ...overrides,
  })
  const request: TestApp['request'] = async (path, { token, ...init } = {}) => {
    const headers = new Headers(init.headers)
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
    return await app.request(path, { ...init, headers })
  }
  const tokenOf: TestApp['tokenOf'] = async (identity, seconds) => (await issuer.issueToken(identity, seconds)).token
  return {
    salesTalk,
    folder,
    request,
    tokenOf,
    post: (path, body, token) =>
      request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        ...(token === undefined ? {} : { token }),
      }),
    async tokenFor(tenantId, role = 'member') {
      const email = `${salesTalk.ids.next()}@people.example`
      const { userId } = await salesTalk.users.addUser(tenantId, { email, name: 'Someone', role })
      return await tokenOf({ userId, email, name: 'Someone', tenantId, role })
    },
    async close() {
      await salesTalk.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

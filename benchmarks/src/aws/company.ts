import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Answer, answerSchema, createdUserSchema, type TenantId, tenantIdSchema } from '@salestalk/protocol'
import { type EmulatedWorld, loadEmulatedWorld } from '@salestalk/service'
import { anyCredentials } from './credentials.ts'
import { chatRequest } from './questions.ts'

/** A company of the AWS deployment, and what it takes to ask in its name. */
export interface Company {
  readonly tenantId: TenantId
  readonly token: string
}

export interface OnboardedWorld extends EmulatedWorld {
  readonly operator: string
  request(path: string, init: RequestInit & { readonly token: string }): Promise<Response>
  post(path: string, body: unknown, token: string): Promise<Response>
}

/** The whole deployment on an emulator, in this process; one per process. Close it. */
export async function openWorld(endpoint: string): Promise<OnboardedWorld> {
  const { openEmulatedWorld } = await loadEmulatedWorld()
  const folder = await mkdtemp(join(tmpdir(), 'salestalk-aws-'))
  const world = await openEmulatedWorld(
    { region: anyCredentials.AWS_REGION, endpoint },
    { workFolder: folder, logLevel: 'error', onError: fail },
  )
  const operator = await world.tokenOf({
    userId: 'operator',
    email: 'operator@example.com',
    name: 'Operator',
    tenantId: null,
    role: 'operator',
  })
  const request: OnboardedWorld['request'] = async (path, { token, ...init }) => {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${token}`)
    return await fetch(`${world.url}${path}`, { ...init, headers })
  }
  return {
    ...world,
    operator,
    request,
    post: (path, body, token) =>
      request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        token,
      }),
    async close() {
      await world.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Onboards a company as an operator does; only its creation, the accounts come after. */
export async function onboard(world: OnboardedWorld, name: string): Promise<TenantId> {
  const response = await world.post(
    '/v1/tenants',
    { name, ownerEmail: 'owner@example.com', plan: 'standard' },
    world.operator,
  )
  await requireStatus(response, 201)
  return tenantIdSchema.parse(name.toLowerCase().replaceAll(' ', '-'))
}

/** An administrator of the company, signed in. */
export async function administratorOf(world: OnboardedWorld, tenantId: TenantId): Promise<Company> {
  const email = `ada@${tenantId}.example`
  const account = { email, name: 'Ada', role: 'admin' as const }
  const created = await world.post(`/v1/tenants/${tenantId}/users`, account, world.operator)
  await requireStatus(created, 201)
  const { user } = createdUserSchema.parse(await created.json())
  return { tenantId, token: await world.tokenOf({ ...account, userId: user.userId, tenantId }, 24 * 3600) }
}

/** Takes a file in at once, as one request. */
export async function upload(world: OnboardedWorld, { token }: Company, path: string): Promise<void> {
  const body = await readFile(path)
  const response = await world.request('/v1/ingest?fileName=orders.csv', { method: 'POST', body, token })
  await requireStatus(response, 200)
}

export async function ask(world: OnboardedWorld, { token }: Company, question: string): Promise<Answer> {
  const response = await world.post('/v1/chat', chatRequest(question), token)
  await requireStatus(response, 200)
  return answerSchema.parse(await response.json())
}

async function requireStatus(response: Response, status: number): Promise<void> {
  if (response.status === status) return
  throw new Error(`${response.url} answered ${response.status}: ${(await response.text()).slice(0, 500)}`)
}

/**
 * Takes what waits to its consumers. Items lie where no stream tells of them, so what waits is looked for; rounds, because what consumers
 * do may have events of its own.
 */
export async function carryEvents(
  { salesTalk, pump }: OnboardedWorld,
  { tenantId }: Pick<Company, 'tenantId'>,
): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await salesTalk.flushEvents(tenantId)
    await pump.settle()
  }
}

/** What is measured must be what works. */
function fail(error: unknown): never {
  throw error
}

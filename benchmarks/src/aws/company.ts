import { readFile } from 'node:fs/promises'
import { type Answer, answerSchema, createdUserSchema, type TenantId, tenantIdSchema } from '@salestalk/protocol'
import { type AwsWorld, openAwsWorld } from '../../../packages/service/src/entrypoints/lambda/tests/aws-world.ts'
import { anyCredentials } from './emulator.ts'
import { chatRequest } from './questions.ts'

/** A company of the AWS deployment, and what it takes to ask in its name. */
export interface Company {
  readonly tenantId: TenantId
  readonly token: string
}

export interface OnboardedWorld extends AwsWorld {
  readonly operator: string
}

/** The whole deployment on an emulator, in this process; one per process. Close it. */
export async function openWorld(endpoint: string): Promise<OnboardedWorld> {
  Object.assign(process.env, anyCredentials, { AWS_ENDPOINT_URL: endpoint })
  const world = await openAwsWorld()
  const operator = await world.tokenOf({
    userId: 'operator',
    email: 'operator@example.com',
    name: 'Operator',
    tenantId: null,
    role: 'operator',
  })
  return Object.assign(world, { operator })
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

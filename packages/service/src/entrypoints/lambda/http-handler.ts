import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { handle, type LambdaContext, type LambdaEvent, streamHandle } from 'hono/aws-lambda'
import * as z from 'zod'
import { type FunctionName, functionOf } from '../../functions.ts'
import { problemOf } from '../../http/error-table.ts'
import { leasedRateLimiter } from '../../http/leased-rate-limits.ts'
import { lazy } from '../../lazy.ts'
import { createLogger } from '../../logger.ts'
import { limitRepository } from '../../storage/limit-repository.ts'
import type { SalesTalk } from '../../wiring.ts'
import { httpAppOf } from '../http-app.ts'
import { salesTalk } from './runtime.ts'

type Bindings = { readonly event: LambdaEvent; readonly lambdaContext: LambdaContext }

/** The operations of one function behind API Gateway. It opens while the function initializes, not with the first request. */
export function httpHandler(name: FunctionName) {
  return handle(frontOf(name))
}

/** The same for a gateway that passes answers on in pieces; only the Lambda runtime can make one, null elsewhere. */
export function streamingHttpHandler(name: FunctionName) {
  return isLambdaRuntime() ? streamHandle(frontOf(name)) : null
}

function isLambdaRuntime(): boolean {
  const runtime: unknown = Reflect.get(globalThis, 'awslambda')
  return typeof runtime === 'object' && runtime !== null && 'streamifyResponse' in runtime
}

/** Opens as far as every request needs. A failure is only logged: the first request tries again, and its answer tells what is wrong. */
async function openAhead(): Promise<void> {
  try {
    await (await salesTalk()).identity()
  } catch (error) {
    createLogger('error').error({ err: error }, 'a function cannot open ahead of its first request')
  }
}

// A module that awaits is not ready before: initialization has a whole processor, and is over when a request arrives at a process made ahead.
if (isLambdaRuntime()) await openAhead()

function frontOf(name: FunctionName): Hono<{ Bindings: Bindings }> {
  const app = lazy(async () => await openApp(name))
  const front = new Hono<{ Bindings: Bindings }>()
  front.all('*', async (context) => await (await app.get()).fetch(context.req.raw, context.env))
  front.onError((error) => cannotOpen(error))
  return front
}

/** What the application cannot tell because it did not open; the next request tries to open it again. */
function cannotOpen(error: unknown): Response {
  const requestId = randomUUID()
  createLogger('error').error({ requestId, err: error }, 'a function cannot open')
  const { problem, headers } = problemOf(error, requestId)
  return Response.json(problem, {
    status: problem.status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
  })
}

async function openApp(name: FunctionName) {
  const opened = await salesTalk()
  return await httpAppOf(opened, {
    uploads: opened.uploads,
    isReady: () => true,
    clientAddress: ({ env }) => sourceAddressOf(env),
    serves: (operation) => functionOf(operation) === name,
    limiter: sharedLimiter(opened),
  })
}

/** Many processes serve one company; together they keep to its limits. */
function sharedLimiter({ storage, clock, logger }: SalesTalk) {
  return leasedRateLimiter({
    limitsOf: (tenantId) => limitRepository(storage(tenantId).messagesTable),
    now: () => clock.now().getTime(),
    onFallback: (error) => logger.warn({ err: error }, 'limits are counted by this process alone'),
  })
}

const gatewayEventSchema = z.object({
  event: z.object({ requestContext: z.object({ identity: z.object({ sourceIp: z.string() }) }) }),
})

/** The address the gateway saw; a header could say anything. */
function sourceAddressOf(environment: unknown): string {
  const parsed = gatewayEventSchema.safeParse(environment)
  return parsed.success ? parsed.data.event.requestContext.identity.sourceIp : 'unknown'
}

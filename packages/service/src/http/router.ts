import type { TenantId } from '@salestalk/protocol'
import type { Hono } from 'hono'
import type { AppEnvironment, Handler, RequestContext } from './context.ts'
import { RequestError } from './errors.ts'
import { type AccessOptions, authorize, type Caller } from './middleware/access.ts'
import type { Operation } from './operation.ts'
import { type OperationName, operations } from './operations.ts'
import { type PlanLimits, planLimits, type RateLimit, type RateLimiter } from './rate-limits.ts'

export interface RouterOptions extends AccessOptions {
  /** Which operations this process serves; default all. */
  readonly serves?: (operation: Operation) => boolean
  readonly limiter: RateLimiter
  readonly clientAddress: (context: RequestContext) => string
  readonly limits: RequestLimits
  /** Milliseconds of a clock that never goes back. */
  readonly stopwatch: () => number
  /** Runs work after a number of milliseconds; the result cancels it. */
  readonly timer: (work: () => void, milliseconds: number) => () => void
}

export interface RequestLimits {
  readonly perAddress: RateLimit
  readonly signInPerAddress: RateLimit
  readonly plans: PlanLimits
  readonly perOperator: RateLimit
  readonly timeoutMilliseconds: number
  /** For a JSON body as a whole, and for each piece of a file. */
  readonly bodyMilliseconds: number
}

export const defaultRequestLimits: RequestLimits = {
  perAddress: { burst: 300, perSecond: 100 },
  signInPerAddress: { burst: 20, perSecond: 1 },
  plans: planLimits,
  perOperator: { burst: 100, perSecond: 25 },
  timeoutMilliseconds: 60_000,
  bodyMilliseconds: 30_000,
}

/** Connects every operation of the table with its handler, behind limits and access. */
export function routeOperations(
  app: Hono<AppEnvironment>,
  handlers: Readonly<Record<OperationName, Handler>>,
  options: RouterOptions,
): void {
  const methodsOf = new Map<string, string[]>()
  for (const name of Object.keys(operations) as OperationName[]) {
    const operation: Operation = operations[name]
    if (options.serves?.(operation) === false) continue
    const path = operation.path.replaceAll(/\{(\w+)\}/g, ':$1')
    methodsOf.set(path, [...(methodsOf.get(path) ?? []), operation.method.toUpperCase()])
    app.on(operation.method.toUpperCase(), path, (context) => serve(context, operation, handlers[name], options))
  }
  for (const [path, methods] of methodsOf) {
    app.all(path, (context) => {
      const message = `${context.req.method} is not possible here: use ${methods.join(' or ')}`
      throw new RequestError('method_not_allowed', message, { allow: methods.join(', ') })
    })
  }
}

async function serve(
  context: RequestContext,
  operation: Operation,
  handler: Handler,
  options: RouterOptions,
): Promise<Response> {
  const { limits } = options
  const address = options.clientAddress(context)
  await take(`address#${address}`, limits.perAddress, null, options)
  if (operation.path.startsWith('/v1/sign-in') && operation.method === 'post')
    await take(`sign-in#${address}`, limits.signInPerAddress, null, options)
  const caller = await authorize(context, operation.access, options)
  if (caller !== null) await takeFor(caller, options)
  requirePlainBody(context, operation)
  const bodyTooSlow = () => {
    const message = `The body came in too slowly: send it within ${Math.ceil(limits.bodyMilliseconds / 1000)} s`
    return new RequestError('body_too_slow', message, { connection: 'close' })
  }
  if (operation.body === 'file') {
    context.set('inTime', (work) => within(work, limits.bodyMilliseconds, bodyTooSlow, options))
  } else {
    const deadline = options.stopwatch() + limits.bodyMilliseconds
    context.set('inTime', (work) => within(work, deadline - options.stopwatch(), bodyTooSlow, options))
  }
  const work = Promise.resolve(handler(context))
  if (operation.unlimited) return await work
  const tooLong = () => new RequestError('timeout', 'This took too long: try again', { 'retry-after': '1' })
  return await within(work, limits.timeoutMilliseconds, tooLong, options)
}

/** What is packed could unpack to any size, so bodies come as they are. */
function requirePlainBody(context: RequestContext, { body }: Operation): void {
  const encoding = context.req.header('content-encoding') ?? 'identity'
  if (body === undefined || encoding.toLowerCase() === 'identity') return
  throw new RequestError('unsupported_media_type', 'Send the body without a content-encoding', {
    'accept-encoding': 'identity',
  })
}

/** The person first: whoever asks too much takes nothing from the colleagues. */
async function takeFor({ identity, plan }: Caller, options: RouterOptions): Promise<void> {
  const { tenantId, userId } = identity
  if (tenantId === null || plan === null)
    return await take(`operator#${userId}`, options.limits.perOperator, null, options)
  const { perUser, perTenant } = options.limits.plans[plan]
  await take(`user#${userId}`, perUser, tenantId, options)
  await take(`tenant#${tenantId}`, perTenant, tenantId, options)
}

async function take(
  key: string,
  limit: RateLimit,
  tenantId: TenantId | null,
  { limiter }: RouterOptions,
): Promise<void> {
  const seconds = await limiter.take(key, limit, tenantId)
  if (seconds === 0) return
  const message = `Too many requests: wait ${seconds} s and try again`
  throw new RequestError('too_many_requests', message, { 'retry-after': String(seconds) })
}

/** The work, or the failure when it has not ended after so many milliseconds. */
async function within<T>(
  work: Promise<T>,
  milliseconds: number,
  failure: () => RequestError,
  { timer }: RouterOptions,
): Promise<T> {
  return await new Promise((resolve, reject) => {
    const cancel = timer(() => reject(failure()), milliseconds)
    work.then(resolve, reject).finally(cancel)
  })
}

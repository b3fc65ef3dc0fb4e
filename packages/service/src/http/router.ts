import type { Hono } from 'hono'
import type { AppEnvironment, Handler, RequestContext } from './context.ts'
import { RequestError } from './errors.ts'
import { type AccessOptions, authorize } from './middleware/access.ts'
import type { Operation } from './operation.ts'
import { type OperationName, operations } from './operations.ts'
import type { RateLimit, RateLimiter } from './rate-limits.ts'

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
  readonly perTenant: RateLimit
  readonly perUser: RateLimit
  readonly timeoutMilliseconds: number
  /** For a JSON body as a whole, and for each piece of a file. */
  readonly bodyMilliseconds: number
}

export const defaultRequestLimits: RequestLimits = {
  perAddress: { burst: 300, perSecond: 100 },
  signInPerAddress: { burst: 20, perSecond: 1 },
  perTenant: { burst: 400, perSecond: 100 },
  perUser: { burst: 100, perSecond: 25 },
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
  take(`address#${address}`, limits.perAddress, options)
  if (operation.path.startsWith('/v1/sign-in') && operation.method === 'post')
    take(`sign-in#${address}`, limits.signInPerAddress, options)
  await authorize(context, operation.access, options)
  const identity = context.get('identity')
  if (identity !== null) {
    take(`user#${identity.userId}`, limits.perUser, options)
    if (identity.tenantId !== null) take(`tenant#${identity.tenantId}`, limits.perTenant, options)
  }
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

function take(key: string, limit: RateLimit, { limiter }: RouterOptions): void {
  const seconds = limiter.take(key, limit)
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

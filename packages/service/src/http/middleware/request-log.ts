import type { MiddlewareHandler } from 'hono'
import type { Logger } from '../../logger.ts'
import type { AppEnvironment } from '../context.ts'

/** Gives every request an id of our own (a client's could forge log lines) and writes one line about it. */
export function requestLog(
  logger: Logger,
  nextId: () => string,
  stopwatch: () => number,
): MiddlewareHandler<AppEnvironment> {
  return async (context, next) => {
    const requestId = nextId()
    context.set('requestId', requestId)
    context.set('identity', null)
    const startedAt = stopwatch()
    context.set('startedAt', startedAt)
    await next()
    context.res.headers.set('x-request-id', requestId)
    const identity = context.get('identity')
    logger.info(
      {
        requestId,
        tenantId: identity?.tenantId ?? null,
        method: context.req.method,
        path: context.req.path,
        status: context.res.status,
        milliseconds: Math.round(stopwatch() - startedAt),
      },
      'request',
    )
  }
}

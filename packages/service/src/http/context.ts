import type { TenantId } from '@salestalk/protocol'
import type { Context } from 'hono'
import { AuthenticationError } from '../tenants/errors.ts'
import type { Identity } from '../tenants/identity.ts'

export interface AppEnvironment {
  Variables: {
    requestId: string
    identity: Identity | null
    /** Milliseconds of the stopwatch when the request came in. */
    startedAt: number
    /** Waits for a piece of the body, but not for ever: a body that trickles in must not hold a connection. Throws body_too_slow. */
    inTime: <T>(work: Promise<T>) => Promise<T>
  }
}

export type RequestContext = Context<AppEnvironment>
export type Handler = (context: RequestContext) => Response | Promise<Response>

/** Somebody who acts in one company. */
export type MemberIdentity = Extract<Identity, { tenantId: TenantId }>

/** Who is asking; the tenant can come from here only. */
export function memberOf(context: RequestContext): MemberIdentity {
  const identity = context.get('identity')
  if (identity === null) throw new AuthenticationError('missing')
  if (identity.tenantId === null) throw new AuthenticationError('not_permitted')
  return identity
}

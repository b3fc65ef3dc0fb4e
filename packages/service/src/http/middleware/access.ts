import type { Plan } from '@salestalk/protocol'
import type { Registry } from '../../storage/storage.ts'
import { AuthenticationError, TenantNotActiveError } from '../../tenants/errors.ts'
import { bearerToken, type Identity, type IdentityVerifier } from '../../tenants/identity.ts'
import type { MemberIdentity, RequestContext } from '../context.ts'
import { RequestError } from '../errors.ts'
import type { Access } from '../operation.ts'

export interface AccessOptions {
  readonly identity: IdentityVerifier
  readonly registry: Registry
  readonly demoMode: boolean
}

/** Who is asking, as of now. */
export interface Caller {
  readonly identity: Identity
  /** Of the company; operators have none. */
  readonly plan: Plan | null
}

/**
 * Finds out who is asking and whether they may; null where nobody needs to be known. Throws AuthenticationError, IdentityUnavailableError,
 * TenantNotActiveError, RequestError not_permitted.
 */
export async function authorize(
  context: RequestContext,
  access: Access,
  options: AccessOptions,
): Promise<Caller | null> {
  if (access === 'public') return null
  const verified = await options.identity.verifyToken(bearerToken(context.req.header('authorization')))
  const caller = await callerNow(verified, options)
  context.set('identity', caller.identity)
  requireAccess(caller.identity, access)
  return caller
}

function requireAccess(identity: Identity, access: Exclude<Access, 'public'>): void {
  const isOperator = identity.tenantId === null
  const isAdmin = !isOperator && (identity.role === 'admin' || isGuest(identity))
  const isAllowed = {
    signed_in: true,
    member: !isOperator,
    admin: isAdmin,
    operator: isOperator,
    operator_or_admin: isOperator || (isAdmin && !isGuest(identity)),
  }[access]
  if (isAllowed) return
  const who = {
    signed_in: 'somebody',
    member: 'a member of a company',
    admin: 'an administrator',
    operator: 'the operator',
  }
  const needed = access === 'operator_or_admin' ? 'an administrator' : who[access]
  throw new RequestError('not_permitted', `Only ${needed} may do this: ask one`)
}

/** A token says who somebody was when it was made; whether they still belong here, and as what, is looked up every time. */
async function callerNow(identity: Identity, options: AccessOptions): Promise<Caller> {
  if (identity.tenantId === null) return { identity, plan: null }
  return isGuest(identity) ? await guestNow(identity, options) : await memberNow(identity, options)
}

async function memberNow({ userId, tenantId }: MemberIdentity, { registry }: AccessOptions): Promise<Caller> {
  const [user, membership, tenant] = await Promise.all([
    registry.users.getById(userId),
    registry.users.getMembership(userId, tenantId),
    registry.tenants.get(tenantId),
  ])
  // A company that is gone took the memberships with it, so this is said first.
  if (tenant === null || tenant.status === 'deleted') throw new TenantNotActiveError(tenantId, 'deleted')
  if (user === null || membership === null)
    throw new RequestError('not_permitted', 'You no longer belong to this company: ask its administrator')
  if (tenant.status !== 'active') throw new TenantNotActiveError(tenantId, tenant.status)
  const { email, name } = user
  return { identity: { userId, email, name, tenantId, role: membership.role }, plan: tenant.plan }
}

async function guestNow(identity: MemberIdentity, { registry, demoMode }: AccessOptions): Promise<Caller> {
  const tenant = await registry.tenants.get(identity.tenantId)
  if (!demoMode || tenant?.status !== 'active' || !tenant.settings.demo) throw new AuthenticationError('not_permitted')
  return { identity, plan: tenant.plan }
}

/** Somebody who entered a demo company by a click; the data there is for playing. */
export function isGuest({ userId }: Identity): boolean {
  return userId.startsWith('demo-')
}

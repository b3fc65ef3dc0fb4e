import type { TenantId } from '@salestalk/protocol'
import { AuthenticationError, TenantNotActiveError, TenantNotFoundError } from '../../tenants/errors.ts'
import { bearerToken, type Identity, type IdentityVerifier } from '../../tenants/identity.ts'
import type { TenantService } from '../../tenants/tenant-service.ts'
import type { UserService } from '../../tenants/user-service.ts'
import type { RequestContext } from '../context.ts'
import { RequestError } from '../errors.ts'
import type { Access } from '../operation.ts'

export interface AccessOptions {
  readonly identity: IdentityVerifier
  readonly tenants: TenantService
  readonly users: UserService
  readonly demoMode: boolean
}

/** Finds out who is asking and whether they may. Throws AuthenticationError, RequestError not_permitted. */
export async function authorize(context: RequestContext, access: Access, options: AccessOptions): Promise<void> {
  if (access === 'public') return
  const verified = await options.identity.verifyToken(bearerToken(context.req.header('authorization')))
  const identity = await currentIdentity(verified, options)
  context.set('identity', identity)
  if (access === 'signed_in') return
  const isOperator = identity.tenantId === null
  const isAdmin = !isOperator && (identity.role === 'admin' || isGuest(identity))
  const isAllowed = {
    member: !isOperator,
    admin: isAdmin,
    operator: isOperator,
    operator_or_admin: isOperator || (isAdmin && !isGuest(identity)),
  }[access]
  if (isAllowed) return
  const who = { member: 'a member of a company', admin: 'an administrator', operator: 'the operator' }
  const needed = access === 'operator_or_admin' ? 'an administrator' : who[access]
  throw new RequestError('not_permitted', `Only ${needed} may do this: ask one`)
}

/** A token says who somebody was when it was made; whether they still belong here is looked up. */
async function currentIdentity(identity: Identity, options: AccessOptions): Promise<Identity> {
  if (identity.tenantId === null) return identity
  if (!isGuest(identity)) return await options.users.switchTenant(identity.userId, identity.tenantId)
  await requireDemo(identity.tenantId, options)
  return identity
}

async function requireDemo(tenantId: TenantId, { tenants, demoMode }: AccessOptions): Promise<void> {
  try {
    const tenant = await tenants.requireActive(tenantId)
    if (demoMode && tenant.settings.demo) return
  } catch (error) {
    if (!(error instanceof TenantNotFoundError || error instanceof TenantNotActiveError)) throw error
  }
  throw new AuthenticationError('not_permitted')
}

/** Somebody who entered a demo company by a click; the data there is for playing. */
export function isGuest({ userId }: Identity): boolean {
  return userId.startsWith('demo-')
}

import {
  type Companies,
  type CreatedUser,
  createTenantRequestSchema,
  createUserRequestSchema,
  type TenantId,
} from '@salestalk/protocol'
import { TenantNotFoundError } from '../../tenants/errors.ts'
import { checkedTenantId } from '../../tenants/tenant-names.ts'
import type { TenantService } from '../../tenants/tenant-service.ts'
import type { UserService } from '../../tenants/user-service.ts'
import type { Handler, RequestContext } from '../context.ts'
import { readJson, readParameter } from '../request.ts'
import { companyOf } from './sign-in.ts'

export interface TenantRoutesOptions {
  readonly tenants: TenantService
  readonly users: UserService
  readonly descriptionOf: (tenantId: string) => string | null
  readonly onDeleted: (tenantId: TenantId) => Promise<void>
}

export function tenantRoutes({ tenants, users, descriptionOf, onDeleted }: TenantRoutesOptions) {
  const companies: Handler = async (context) => {
    const all = await tenants.listTenants()
    const body: Companies = { companies: all.map((tenant) => companyOf(tenant, descriptionOf)) }
    return context.json(body)
  }
  const createCompany: Handler = async (context) => {
    const { tenant } = await tenants.createTenant(await readJson(context, createTenantRequestSchema))
    return context.json(companyOf(tenant, descriptionOf), 201)
  }
  const deleteCompany: Handler = async (context) => {
    const tenantId = checkedTenantId(readParameter(context, 'tenantId'))
    await tenants.deleteTenant(tenantId)
    await onDeleted(tenantId)
    return context.body(null, 204)
  }
  const createUser: Handler = async (context) => {
    const tenantId = reachableTenant(context)
    const request = await readJson(context, createUserRequestSchema)
    const { userId, email, name } = await users.addUser(tenantId, request)
    const { code, expiresAt } = await users.createSignInCode(tenantId, email)
    const body: CreatedUser = {
      user: { userId, email, name, role: request.role },
      code,
      expiresAt: expiresAt.toISOString(),
    }
    return context.json(body, 201)
  }
  return { companies, createCompany, deleteCompany, createUser }
}

/** The company in the path; administrators reach their own only, and do not learn which others exist. */
function reachableTenant(context: RequestContext): TenantId {
  const tenantId = checkedTenantId(readParameter(context, 'tenantId'))
  const own = context.get('identity')?.tenantId ?? null
  if (own !== null && own !== tenantId) throw new TenantNotFoundError(tenantId)
  return tenantId
}

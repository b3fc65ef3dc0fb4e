import {
  type Companies,
  type CompanyDetails,
  type CreatedUser,
  createTenantRequestSchema,
  createUserRequestSchema,
  type DeletionCertificate,
  type InterruptedWorkList,
  suspendTenantRequestSchema,
  type TenantId,
} from '@salestalk/protocol'
import type { TenantRecord } from '../../storage/tenant-repository.ts'
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
  readonly deleteTenant: (tenantId: TenantId) => Promise<DeletionCertificate>
}

export function tenantRoutes({ tenants, users, descriptionOf, deleteTenant }: TenantRoutesOptions) {
  const companies: Handler = async (context) => {
    const all = await tenants.listTenants()
    const body: Companies = { companies: all.map(details) }
    return context.json(body)
  }
  const createCompany: Handler = async (context) => {
    const { tenant } = await tenants.createTenant(await readJson(context, createTenantRequestSchema))
    return context.json(details(tenant), 201)
  }
  const deleteCompany: Handler = async (context) =>
    context.json((await deleteTenant(tenantIdIn(context))) satisfies DeletionCertificate)
  const deletionCertificate: Handler = async (context) =>
    context.json((await tenants.certificateOf(tenantIdIn(context))) satisfies DeletionCertificate)
  const suspendCompany: Handler = async (context) => {
    const { reason } = await readJson(context, suspendTenantRequestSchema)
    return context.json(details(await tenants.suspend(tenantIdIn(context), reason)))
  }
  const resumeCompany: Handler = async (context) => context.json(details(await tenants.resume(tenantIdIn(context))))
  const resumeInterrupted: Handler = async (context) => {
    const body: InterruptedWorkList = { work: await tenants.resumeInterrupted() }
    return context.json(body)
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
  return {
    companies,
    createCompany,
    deleteCompany,
    deletionCertificate,
    suspendCompany,
    resumeCompany,
    resumeInterrupted,
    createUser,
  }

  function details(tenant: TenantRecord): CompanyDetails {
    const { ownerEmail, plan, status, createdAt, suspendedAt } = tenant
    return { ...companyOf(tenant, descriptionOf), ownerEmail, plan, status, createdAt, suspendedAt }
  }
}

function tenantIdIn(context: RequestContext): TenantId {
  return checkedTenantId(readParameter(context, 'tenantId'))
}

/** The company in the path; administrators reach their own only, and do not learn which others exist. */
function reachableTenant(context: RequestContext): TenantId {
  const tenantId = tenantIdIn(context)
  const own = context.get('identity')?.tenantId ?? null
  if (own !== null && own !== tenantId) throw new TenantNotFoundError(tenantId)
  return tenantId
}

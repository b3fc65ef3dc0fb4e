import {
  type Company,
  demoSignInRequestSchema,
  type Me,
  type SignedIn,
  type SignInIssuer,
  type SignInOptions,
  type SwitchedCompany,
  signInRequestSchema,
  type TenantId,
  tenantIdSchema,
  type User,
} from '@salestalk/protocol'
import type { Registry } from '../../storage/storage.ts'
import type { TenantRecord } from '../../storage/tenant-repository.ts'
import { AuthenticationError } from '../../tenants/errors.ts'
import type { Identity, TokenIssuer } from '../../tenants/identity.ts'
import type { TenantService } from '../../tenants/tenant-service.ts'
import type { UserService } from '../../tenants/user-service.ts'
import type { Handler, RequestContext } from '../context.ts'
import { RequestError } from '../errors.ts'
import { isGuest } from '../middleware/access.ts'
import { readJson } from '../request.ts'

export interface SignInOptionsOfApp {
  readonly tenants: TenantService
  readonly users: UserService
  readonly registry: Registry
  readonly issuer: TokenIssuer | null
  readonly demoMode: boolean
  /** Where people sign in when no tokens are issued here. */
  readonly signInIssuer: SignInIssuer | null
  readonly descriptionOf: (tenantId: string) => string | null
}

export function signInRoutes(options: SignInOptionsOfApp) {
  const { tenants, users, registry, issuer, demoMode, signInIssuer, descriptionOf } = options
  const toCompany = (tenant: TenantRecord): Company => companyOf(tenant, descriptionOf)

  async function signedIn(who: Identity): Promise<SignedIn> {
    if (issuer === null) throw new RequestError('issuer_outside', 'Sign in with the issuer that /v1/sign-in names')
    const { token, expiresAt } = await issuer.issueToken(who)
    return { token, expiresAt: expiresAt.toISOString(), ...(await personOf(who)) }
  }

  /** Somebody who is signed in goes on elsewhere; an issuer outside puts the new company into its next token. */
  async function entered(who: Identity): Promise<SwitchedCompany> {
    if (issuer !== null) return await signedIn(who)
    return { token: null, expiresAt: null, ...(await personOf(who)) }
  }

  async function personOf(who: Identity): Promise<Pick<SignedIn, 'user' | 'company'>> {
    const company = who.tenantId === null ? null : toCompany(await tenants.getTenant(who.tenantId))
    return { user: userOf(who), company }
  }

  async function demoCompanies(): Promise<Company[]> {
    if (!demoMode) return []
    const all = await tenants.listTenants()
    return all.filter(({ settings, status }) => settings.demo && status === 'active').map(toCompany)
  }

  async function companiesOf(who: Identity): Promise<Company[]> {
    if (isGuest(who)) return await demoCompanies()
    const memberships = await registry.users.membershipsOf(who.userId)
    const found = await Promise.all(memberships.map(({ tenantId }) => registry.tenants.get(tenantId)))
    return found.flatMap((tenant) => (tenant?.status === 'active' ? [toCompany(tenant)] : []))
  }

  const signInOptions: Handler = async (context) => {
    const body: SignInOptions = { demoCompanies: await demoCompanies(), issuer: signInIssuer }
    return context.json(body)
  }
  const signIn: Handler = async (context) => {
    const { email, code } = await readJson(context, signInRequestSchema)
    return context.json(await signedIn(await users.signInWithCode(email, code)))
  }
  const signInDemo: Handler = async (context) => {
    const { tenantId } = await readJson(context, demoSignInRequestSchema)
    return context.json(await signedIn(await users.signInToDemo(knownId(tenantId))))
  }
  const switchCompany: Handler = async (context) => {
    const who = requireIdentity(context)
    const tenantId = knownId((await readJson(context, demoSignInRequestSchema)).tenantId)
    if (isGuest(who)) {
      const guest = await users.signInToDemo(tenantId)
      return context.json(await signedIn({ ...guest, userId: who.userId }))
    }
    return context.json(await entered(await users.enterTenant(who.userId, tenantId)))
  }
  const me: Handler = async (context) => {
    const who = requireIdentity(context)
    const company = who.tenantId === null ? null : toCompany(await tenants.getTenant(who.tenantId))
    const body: Me = { user: userOf(who), company, companies: await companiesOf(who) }
    return context.json(body)
  }
  return { signInOptions, signIn, signInDemo, switchCompany, me }
}

/** An id that cannot exist is treated like one that does not. */
function knownId(tenantId: string): TenantId {
  const parsed = tenantIdSchema.safeParse(tenantId)
  if (!parsed.success) throw new AuthenticationError('not_permitted')
  return parsed.data
}

function requireIdentity(context: RequestContext): Identity {
  const identity = context.get('identity')
  if (identity === null) throw new AuthenticationError('missing')
  return identity
}

export function companyOf(
  { tenantId, name, settings }: TenantRecord,
  descriptionOf: (tenantId: string) => string | null,
): Company {
  return { tenantId, name, description: descriptionOf(tenantId), isDemo: settings.demo }
}

function userOf({ userId, email, name, role }: Identity): User {
  return { userId, email, name, role }
}

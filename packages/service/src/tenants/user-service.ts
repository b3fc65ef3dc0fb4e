import { type Clock, ConditionFailedError, type Identity, type Ids } from '@salestalk/engine'
import { type MemberRole, memberRoleSchema, type TenantId } from '@salestalk/protocol'
import type { Registry } from '../storage/storage.ts'
import type { StoredSignInCode, UserRecord } from '../storage/user-repository.ts'
import {
  AuthenticationError,
  InvalidTenantError,
  TenantNotActiveError,
  TenantNotFoundError,
  UserNotFoundError,
} from './errors.ts'
import { noDirectory, type UserDirectory } from './ports/user-directory.ts'
import { hashedCode, isCode, newSignInCode } from './sign-in-codes.ts'
import { checkedEmail } from './tenant-names.ts'

const CODE_LIFETIME_SECONDS = 24 * 60 * 60
const MOST_FAILURES = 5

export interface UserService {
  /** Lets somebody into a company, creating the user when there is none of this address. Throws InvalidTenantError, TenantNotFoundError. */
  addUser(tenantId: TenantId, user: { email: string; name?: string; role?: string }): Promise<UserRecord>
  listUsers(tenantId: TenantId): Promise<{ user: UserRecord; role: MemberRole }[]>
  removeUser(tenantId: TenantId, email: string): Promise<void>
  /** A code that lets the user in once, within a day; an earlier one stops working. Throws UserNotFoundError. */
  createSignInCode(tenantId: TenantId, email: string): Promise<{ code: string; expiresAt: Date }>
  /** Who signs in with this code. The code is used up. Throws AuthenticationError. */
  signInWithCode(email: string, code: string): Promise<Identity>
  /** A guest of a demo company. Throws AuthenticationError unless demo mode is on and the company is a demo. */
  signInToDemo(tenantId: TenantId): Promise<Identity>
  /** Who a person is in a company, as of now. Throws AuthenticationError, and TenantNotActiveError for a member of a suspended one. */
  switchTenant(userId: string, tenantId: TenantId): Promise<Identity>
  /** The same, and from the next token on the person's account is in this company. */
  enterTenant(userId: string, tenantId: TenantId): Promise<Identity>
}

export interface UserServiceOptions {
  readonly registry: Registry
  readonly clock: Clock
  readonly ids: Ids
  readonly demoMode: boolean
  /** Where accounts live; default: nowhere, people get one-time codes. */
  readonly directory?: UserDirectory
}

export function userService(options: UserServiceOptions): UserService {
  const { registry, clock, ids, demoMode, directory = noDirectory } = options
  const { users, tenants } = registry

  async function requireTenant(tenantId: TenantId): Promise<void> {
    const tenant = await tenants.get(tenantId)
    if (tenant === null) throw new TenantNotFoundError(tenantId)
    if (tenant.status === 'deleted') throw new TenantNotActiveError(tenantId, 'being deleted')
  }

  async function requireMember(tenantId: TenantId, email: string): Promise<UserRecord> {
    const address = checkedEmail(email, 'email')
    const user = await users.getByEmail(address)
    const membership = user === null ? null : await users.getMembership(user.userId, tenantId)
    if (user === null || membership === null) throw new UserNotFoundError(address)
    return user
  }

  /** The identity of a member of an active company. Only members learn that it is suspended. */
  async function identityOf(userId: string, tenantId: TenantId): Promise<Identity> {
    const [user, membership, tenant] = await Promise.all([
      users.getById(userId),
      users.getMembership(userId, tenantId),
      tenants.get(tenantId),
    ])
    if (user === null || membership === null || tenant === null) throw new AuthenticationError('not_permitted')
    if (tenant.status !== 'active') {
      throw new TenantNotActiveError(tenantId, tenant.status === 'deleted' ? 'being deleted' : tenant.status)
    }
    return { userId, email: user.email, name: user.name, tenantId, role: membership.role }
  }

  return {
    async addUser(tenantId, { email, name, role = 'member' }) {
      const address = checkedEmail(email, 'email')
      const parsedRole = memberRoleSchema.safeParse(role)
      if (!parsedRole.success)
        throw new InvalidTenantError('role', `There is no role "${role}": choose admin or member`)
      await requireTenant(tenantId)
      const newUser = {
        userId: ids.next(),
        email: address,
        name: name ?? address,
        createdAt: clock.now().toISOString(),
      }
      const user = await users.create(newUser)
      await users.addMember({ userId: user.userId, tenantId, role: parsedRole.data })
      // Who has an account keeps it, in the company it is in; a membership opens the other one.
      await directory.ensure({ userId: user.userId, email: address, name: user.name, tenantId, role: parsedRole.data })
      return user
    },
    async listUsers(tenantId) {
      const members = await users.membersOf(tenantId)
      const found = await Promise.all(
        members.map(async ({ userId, role }) => ({ user: await users.getById(userId), role })),
      )
      return found.flatMap(({ user, role }) => (user === null ? [] : [{ user, role }]))
    },
    async removeUser(tenantId, email) {
      const { userId, email: address } = await requireMember(tenantId, email)
      if ((await users.getSignInCode(userId))?.tenantId === tenantId) await users.deleteSignInCode(userId)
      await leaveAccount(userId, address, tenantId)
      await users.removeMember(userId, tenantId)
    },
    async createSignInCode(tenantId, email) {
      await requireTenant(tenantId)
      const { userId } = await requireMember(tenantId, email)
      const code = newSignInCode()
      const expiresAt = Math.floor(clock.now().getTime() / 1000) + CODE_LIFETIME_SECONDS
      await users.putSignInCode(userId, { tenantId, ...(await hashedCode(code)) }, expiresAt)
      return { code, expiresAt: new Date(expiresAt * 1000) }
    },
    async signInWithCode(email, code) {
      const user = await users.getByEmail(email.trim().toLowerCase().slice(0, 254) || 'nobody')
      const kept = user === null ? null : await users.getSignInCode(user.userId)
      if (user === null || kept === null) {
        // As slow as a real check, so that the time taken does not tell which addresses exist.
        await hashedCode(code)
        throw new AuthenticationError('wrong_code')
      }
      // A guess is counted before it is checked: guessing from many connections at once gains nothing.
      const counted = await countGuess(user.userId, kept)
      if (!counted || !(await isCode(code, kept))) throw new AuthenticationError('wrong_code')
      if (!(await users.takeSignInCode(user.userId, { ...kept, version: kept.version + 1 }))) {
        throw new AuthenticationError('wrong_code')
      }
      return await identityOf(user.userId, kept.tenantId)
    },
    async signInToDemo(tenantId) {
      const tenant = demoMode ? await tenants.get(tenantId) : null
      if (tenant === null || tenant.status !== 'active' || !tenant.settings.demo)
        throw new AuthenticationError('not_permitted')
      return { userId: `demo-${ids.next()}`, email: 'guest@demo.invalid', name: 'Demo guest', tenantId, role: 'member' }
    },
    switchTenant: identityOf,
    async enterTenant(userId, tenantId) {
      const identity = await identityOf(userId, tenantId)
      const membership = await users.getMembership(userId, tenantId)
      if (membership !== null) await directory.move(identity.email, membership)
      return identity
    },
  }

  /** Before the membership goes: after a crash in between, removing the person again does the rest. */
  async function leaveAccount(userId: string, email: string, tenantId: TenantId): Promise<void> {
    const account = await directory.find(email)
    if (account?.tenantId !== tenantId) return
    const [other] = (await users.membershipsOf(userId)).filter((membership) => membership.tenantId !== tenantId)
    if (other === undefined) await directory.remove(email)
    else await directory.move(email, other)
    await directory.signOut(email)
  }

  async function countGuess(userId: string, kept: StoredSignInCode): Promise<boolean> {
    if (kept.failures >= MOST_FAILURES) return false
    try {
      await users.countSignInFailure(userId, kept)
      return true
    } catch (error) {
      if (error instanceof ConditionFailedError) return false
      throw error
    }
  }
}

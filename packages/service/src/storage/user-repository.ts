import { ConditionFailedError, type ItemKey, type StoredItem, type TenantTable } from '@salestalk/engine'
import { memberRoleSchema, type TenantId, tenantIdSchema } from '@salestalk/protocol'
import * as z from 'zod'
import { listOf } from './paging.ts'

const userRecordSchema = z.object({
  userId: z.string(),
  /** In lower case; one user per address. */
  email: z.string(),
  name: z.string(),
  createdAt: z.string(),
})
export type UserRecord = z.infer<typeof userRecordSchema>

const membershipSchema = z.object({ userId: z.string(), tenantId: tenantIdSchema, role: memberRoleSchema })
export type Membership = z.infer<typeof membershipSchema>

const signInCodeSchema = z.object({
  tenantId: tenantIdSchema,
  salt: z.string(),
  hash: z.string(),
  failures: z.int(),
  version: z.int(),
})
/** A sign-in code as kept: only its hash, for one user and one tenant, until it is used or expires. */
export type StoredSignInCode = z.infer<typeof signInCodeSchema>

export interface UserRepository {
  /** Creates the user, or returns the one who has this address already. */
  create(user: UserRecord): Promise<UserRecord>
  getByEmail(email: string): Promise<UserRecord | null>
  getById(userId: string): Promise<UserRecord | null>
  addMember(membership: Membership): Promise<void>
  getMembership(userId: string, tenantId: TenantId): Promise<Membership | null>
  membersOf(tenantId: TenantId): Promise<Membership[]>
  membershipsOf(userId: string): Promise<Membership[]>
  removeMember(userId: string, tenantId: TenantId): Promise<void>
  /** Deletes the user; memberships are removed before. */
  delete(user: UserRecord): Promise<void>
  /** Replaces the user's code: there is one at a time. */
  putSignInCode(userId: string, code: Omit<StoredSignInCode, 'version' | 'failures'>, expiresAt: number): Promise<void>
  getSignInCode(userId: string): Promise<StoredSignInCode | null>
  /** Uses the code up. False when somebody else did, or failed at it, in the meantime. */
  takeSignInCode(userId: string, code: StoredSignInCode): Promise<boolean>
  countSignInFailure(userId: string, code: StoredSignInCode): Promise<void>
  deleteSignInCode(userId: string): Promise<void>
}

/** `EMAIL#{email}` / `USER`, `TENANT#{tenantId}` / `MEMBER#{userId}` and `SIGN_IN#{userId}` / `CODE`, in the registry. */
export function userRepository(table: TenantTable): UserRepository {
  async function read<T>(key: ItemKey, parse: (item: StoredItem) => T): Promise<T | null> {
    const item = await table.get(key)
    return item === null ? null : parse(item)
  }
  const getByEmail = (email: string) => read(userKey(email), userOf)

  return {
    getByEmail,
    async create(user) {
      try {
        return userOf(
          await table.put({ ...userKey(user.email), ...userRecordSchema.parse(user) }, { ifNotExists: true }),
        )
      } catch (error) {
        const existing = error instanceof ConditionFailedError ? await getByEmail(user.email) : null
        if (existing === null) throw error
        return existing
      }
    },
    async getById(userId) {
      const found = await listOf(table, { pk: userId, index: 'UserIndex', sort: { beginsWith: 'EMAIL#' } }, userOf)
      return found[0] ?? null
    },
    async addMember(membership) {
      await table.put({ ...memberKey(membership.userId, membership.tenantId), ...membership })
    },
    getMembership: (userId, tenantId) => read(memberKey(userId, tenantId), membershipOf),
    membersOf: (tenantId) => listOf(table, { pk: `TENANT#${tenantId}`, sort: { beginsWith: 'MEMBER#' } }, membershipOf),
    membershipsOf: (userId) =>
      listOf(table, { pk: userId, index: 'UserIndex', sort: { beginsWith: 'TENANT#' } }, membershipOf),
    removeMember: (userId, tenantId) => table.delete(memberKey(userId, tenantId)),
    async delete(user) {
      await table.delete(codeKey(user.userId))
      await table.delete(userKey(user.email))
    },
    async putSignInCode(userId, code, expiresAt) {
      await table.put({ ...codeKey(userId), ...code, failures: 0, expiresAt })
    },
    getSignInCode: (userId) => read(codeKey(userId), (item) => signInCodeSchema.parse(item)),
    async takeSignInCode(userId, code) {
      try {
        await table.delete(codeKey(userId), { ifVersion: code.version })
        return true
      } catch (error) {
        if (error instanceof ConditionFailedError) return false
        throw error
      }
    },
    async countSignInFailure(userId, code) {
      await table.update(codeKey(userId), { expectedVersion: code.version, set: { failures: code.failures + 1 } })
    },
    deleteSignInCode: (userId) => table.delete(codeKey(userId)),
  }
}

function userKey(email: string): ItemKey {
  return { pk: `EMAIL#${email}`, sk: 'USER' }
}

function memberKey(userId: string, tenantId: TenantId): ItemKey {
  return { pk: `TENANT#${tenantId}`, sk: `MEMBER#${userId}` }
}

function codeKey(userId: string): ItemKey {
  return { pk: `SIGN_IN#${userId}`, sk: 'CODE' }
}

function userOf(item: StoredItem): UserRecord {
  return userRecordSchema.parse(item)
}

function membershipOf(item: StoredItem): Membership {
  return membershipSchema.parse(item)
}

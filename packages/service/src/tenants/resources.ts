import {
  type ArtifactStore,
  type TableAddress,
  type TableAdmin,
  TableNotFoundError,
  tableName,
} from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import type { Registry } from '../storage/storage.ts'
import { messagesTable, metricsTable } from '../storage/tables.ts'
import type { TenantEntry } from '../storage/tenant-repository.ts'
import type { UserRecord } from '../storage/user-repository.ts'
import type { StreamMappings } from './ports/stream-mappings.ts'
import type { UserDirectory } from './ports/user-directory.ts'

/**
 * One kind of thing a tenant has: how it is made, counted and removed. All of it may be done twice. Onboarding makes the kinds in
 * order; deletion and compensation remove them in the reverse order.
 */
export interface TenantResource {
  readonly kind: string
  create(entry: TenantEntry): Promise<void>
  /** How many there are, for the certificate; 0 when there is nothing. */
  count(tenantId: TenantId): Promise<number>
  remove(tenantId: TenantId): Promise<void>
  isGone(tenantId: TenantId): Promise<boolean>
}

export interface ResourceOptions {
  readonly tables: TableAdmin
  readonly artifacts: ArtifactStore
  readonly registry: Registry
  readonly directory: UserDirectory
  readonly streamMappings: StreamMappings | null
  /** Gives a company its demo data; null where there is none to give. */
  readonly seedDemo: ((tenantId: TenantId) => Promise<void>) | null
  /** A new user of this address, unless there is one. */
  readonly newOwner: (email: string) => UserRecord
}

/** All kinds. Those of one inner list do not need each other and are made at the same time. */
export function tenantResources(options: ResourceOptions): readonly (readonly TenantResource[])[] {
  const { tables, streamMappings, seedDemo } = options
  return [
    [tableResource('messages', tables), tableResource('metrics', tables)],
    [fileResource(options)],
    streamMappings === null ? [] : [mappingResource(streamMappings)],
    [memberResource(options)],
    [accountResource(options)],
    seedDemo === null ? [] : [demoResource(seedDemo)],
  ]
}

function tableResource(kind: 'messages' | 'metrics', tables: TableAdmin): TenantResource {
  const addressOf = (tenantId: TenantId): TableAddress => ({
    tenantId,
    definition: kind === 'messages' ? messagesTable : metricsTable,
  })
  return {
    kind,
    create: ({ tenantId }) => tables.createTable(addressOf(tenantId)),
    async count(tenantId) {
      try {
        return await lengthOf(tables.scanTable(addressOf(tenantId)))
      } catch (error) {
        if (error instanceof TableNotFoundError) return 0
        throw error
      }
    },
    remove: (tenantId) => tables.deleteTable(addressOf(tenantId)),
    isGone: async (tenantId) => !(await tables.listTables(tenantId)).includes(tableName(addressOf(tenantId))),
  }
}

function fileResource({ artifacts, registry }: ResourceOptions): TenantResource {
  const isGone = async (tenantId: TenantId) => {
    for await (const _file of artifacts.open(tenantId).list('')) return false
    return true
  }
  return {
    kind: 'files',
    /** A prefix needs no making, but must be empty: something that was on its way to an earlier company may have arrived since. */
    async create({ tenantId, work }) {
      if (await isGone(tenantId)) return
      // Whoever got further in the same work may have put files here, after writing down that this step was done.
      const now = await registry.tenants.getEntry(tenantId)
      if (now?.work?.workId !== work?.workId || now?.work?.done.includes('files')) return
      await artifacts.open(tenantId).deleteAll()
    },
    count: (tenantId) => lengthOf(artifacts.open(tenantId).list('')),
    remove: (tenantId) => artifacts.open(tenantId).deleteAll(),
    isGone,
  }
}

function mappingResource(mappings: StreamMappings): TenantResource {
  const namesOf = (tenantId: TenantId) =>
    [messagesTable, metricsTable].map((definition) => tableName({ tenantId, definition }))
  const count = async (tenantId: TenantId) => {
    const counts = await Promise.all(namesOf(tenantId).map((name) => mappings.count(name)))
    return counts.reduce((sum, each) => sum + each, 0)
  }
  return {
    kind: 'stream_mappings',
    async create({ tenantId }) {
      for (const name of namesOf(tenantId)) await mappings.ensure(name)
    },
    count,
    async remove(tenantId) {
      for (const name of namesOf(tenantId)) await mappings.remove(name)
    },
    isGone: async (tenantId) => (await count(tenantId)) === 0,
  }
}

/** Who belongs to the company. Users who are left without any company go with it. */
function memberResource({ registry, newOwner }: ResourceOptions): TenantResource {
  const { users } = registry
  return {
    kind: 'members',
    async create({ tenantId, ownerEmail }) {
      const { userId } = await users.create(newOwner(ownerEmail))
      await users.addMember({ userId, tenantId, role: 'admin' })
    },
    count: async (tenantId) => (await users.membersOf(tenantId)).length,
    async remove(tenantId) {
      for (const { userId } of await users.membersOf(tenantId)) {
        // The user goes before the membership: after a crash in between, the membership still leads here again.
        const others = (await users.membershipsOf(userId)).filter((membership) => membership.tenantId !== tenantId)
        const user = await users.getById(userId)
        if (others.length === 0 && user !== null) await users.delete(user)
        else if ((await users.getSignInCode(userId))?.tenantId === tenantId) await users.deleteSignInCode(userId)
        await users.removeMember(userId, tenantId)
      }
    },
    isGone: async (tenantId) => (await users.membersOf(tenantId)).length === 0,
  }
}

/** What members sign in with. Who belongs to another company as well keeps the account, and is moved there. */
function accountResource({ registry, directory }: ResourceOptions): TenantResource {
  const { users } = registry
  async function accountsIn(tenantId: TenantId) {
    const members = await users.membersOf(tenantId)
    const found = await Promise.all(
      members.map(async ({ userId }) => {
        const user = await users.getById(userId)
        const account = user === null ? null : await directory.find(user.email)
        return account?.tenantId === tenantId ? [account] : []
      }),
    )
    return found.flat()
  }
  return {
    kind: 'accounts',
    async create({ tenantId, ownerEmail }) {
      const user = await users.getByEmail(ownerEmail)
      if (user === null) throw new TypeError('The owner of a company is made before the account')
      await directory.ensure({ userId: user.userId, email: user.email, name: user.name, tenantId, role: 'admin' })
    },
    count: async (tenantId) => (await accountsIn(tenantId)).length,
    async remove(tenantId) {
      for (const { userId, email } of await accountsIn(tenantId)) {
        const [other] = (await users.membershipsOf(userId)).filter((membership) => membership.tenantId !== tenantId)
        if (other === undefined) await directory.remove(email)
        else await directory.move(email, other)
        await directory.signOut(email)
      }
    },
    isGone: async (tenantId) => (await accountsIn(tenantId)).length === 0,
  }
}

/** Lies in the tables and files, and goes with them. */
function demoResource(seedDemo: (tenantId: TenantId) => Promise<void>): TenantResource {
  return {
    kind: 'demo_data',
    async create({ tenantId, work }) {
      if (work?.demoData) await seedDemo(tenantId)
    },
    count: async () => 0,
    remove: async () => undefined,
    isGone: async () => true,
  }
}

async function lengthOf(things: AsyncIterable<unknown>): Promise<number> {
  let length = 0
  for await (const _thing of things) length += 1
  return length
}

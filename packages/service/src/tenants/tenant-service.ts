import type { ArtifactStore, Clock, Ids, TableAdmin, TableStore } from '@salestalk/engine'
import { tableName } from '@salestalk/engine'
import { createEvent, type TenantId } from '@salestalk/protocol'
import { openRegistry, type Registry } from '../storage/storage.ts'
import { messagesTable, metricsTable, tenantTables } from '../storage/tables.ts'
import type { TenantClaim, TenantRecord } from '../storage/tenant-repository.ts'
import { TenantExistsError, TenantNotActiveError, TenantNotFoundError } from './errors.ts'
import { checkedEmail, checkedName, checkedPlan, tenantIdOf } from './tenant-names.ts'

export interface CreateTenantInput {
  readonly name: string
  readonly ownerEmail: string
  readonly plan: string
  /** A company anybody may enter by a click while demo mode is on; default false. */
  readonly demo?: boolean
}

export interface CreatedTenant {
  readonly tenant: TenantRecord
  /** False when the same company was there already: asking twice changes nothing. */
  readonly created: boolean
}

export interface TenantService {
  /**
   * Provisions tables, prefix, owner and registry entry; `tenant.provisioned.v1` is written with the entry. Safe to repeat, also after a
   * crash in the middle. Throws InvalidTenantError, TenantExistsError.
   */
  createTenant(input: CreateTenantInput): Promise<CreatedTenant>
  listTenants(): Promise<TenantRecord[]>
  /** Throws TenantNotFoundError. */
  getTenant(tenantId: TenantId): Promise<TenantRecord>
  /** The tenant, unless it is suspended or being deleted. Throws TenantNotFoundError, TenantNotActiveError. */
  requireActive(tenantId: TenantId): Promise<TenantRecord>
  setSuspended(tenantId: TenantId, suspended: boolean): Promise<TenantRecord>
  /** Deletes the company with everything it has. Repeat it after a crash. Throws TenantNotFoundError. */
  deleteTenant(tenantId: TenantId): Promise<void>
}

export interface TenantServiceOptions {
  readonly tables: TableStore & TableAdmin
  readonly artifacts: ArtifactStore
  readonly clock: Clock
  readonly ids: Ids
  /** Where the data lives, for the event: an AWS region, or `local`. */
  readonly region: string
}

export function tenantService(options: TenantServiceOptions): TenantService {
  const { tables, artifacts, clock, ids } = options
  const registry = openRegistry(tables)

  async function getTenant(tenantId: TenantId): Promise<TenantRecord> {
    const tenant = await registry.tenants.get(tenantId)
    if (tenant === null) throw new TenantNotFoundError(tenantId)
    return tenant
  }

  async function createTenant(input: CreateTenantInput): Promise<CreatedTenant> {
    const startedAt = clock.now()
    const claim: TenantClaim = {
      name: checkedName(input.name),
      ownerEmail: checkedEmail(input.ownerEmail, 'ownerEmail'),
      plan: checkedPlan(input.plan),
    }
    const tenantId = tenantIdOf(claim.name)
    // The claim comes first: of two requests for one id, only its holder goes on to create anything.
    const holder = await registry.tenants.claim(tenantId, claim)
    if (holder !== null && !sameClaim(holder, claim)) throw new TenantExistsError(tenantId)
    const existing = holder === null ? null : await registry.tenants.get(tenantId)
    if (existing?.status === 'deleted') throw new TenantNotActiveError(tenantId, 'being deleted')
    if (existing !== null) return { tenant: existing, created: false }

    for (const address of tenantTables(tenantId)) await tables.createTable(address)
    await addOwner(tenantId, claim.ownerEmail)
    const tenant = newRecord(tenantId, claim, input.demo ?? false, startedAt)
    // The last step makes the company exist, and its event with it.
    const created = await registry.tenants.create(tenant, [provisionedEvent(tenant, startedAt)])
    return { tenant: created ? tenant : await getTenant(tenantId), created }
  }

  async function addOwner(tenantId: TenantId, email: string): Promise<void> {
    const name = email.split('@')[0] ?? email
    const user = await registry.users.create({ userId: ids.next(), email, name, createdAt: clock.now().toISOString() })
    await registry.users.addMember({ userId: user.userId, tenantId, role: 'admin' })
  }

  function newRecord(tenantId: TenantId, claim: TenantClaim, demo: boolean, at: Date): TenantRecord {
    return {
      tenantId,
      ...claim,
      messagesTableName: tableName({ tenantId, definition: messagesTable }),
      metricsTableName: tableName({ tenantId, definition: metricsTable }),
      s3Prefix: artifacts.open(tenantId).prefix,
      status: 'active',
      settings: { demo },
      createdAt: at.toISOString(),
      updatedAt: at.toISOString(),
    }
  }

  function provisionedEvent(tenant: TenantRecord, startedAt: Date) {
    const { tenantId, name, ownerEmail, plan, messagesTableName, metricsTableName, s3Prefix } = tenant
    const now = clock.now()
    const data = {
      tenantId,
      organizationName: name,
      ownerEmail,
      plan,
      region: options.region,
      resources: { messagesTableName, metricsTableName, s3Prefix },
      provisioningTimeMs: now.getTime() - startedAt.getTime(),
      sampleDataSeeded: false,
    }
    const content = { source: 'tenant-onboard' as const, tenantId, metadata: { correlationId: ids.next() }, data }
    return createEvent('tenant.provisioned.v1', content, { eventId: ids.next(), timestamp: now })
  }

  async function setStatus(tenantId: TenantId, status: TenantRecord['status']): Promise<TenantRecord> {
    const changes = { status, updatedAt: clock.now().toISOString() }
    const changed = await registry.tenants.change(tenantId, changes, [])
    if (changed === null) throw new TenantNotFoundError(tenantId)
    return changed
  }

  return {
    createTenant,
    getTenant,
    listTenants: () => registry.tenants.list(),
    async requireActive(tenantId) {
      const tenant = await getTenant(tenantId)
      if (tenant.status !== 'active') throw new TenantNotActiveError(tenantId, tenant.status)
      return tenant
    },
    async setSuspended(tenantId, suspended) {
      const { status } = await getTenant(tenantId)
      if (status === 'deleted') throw new TenantNotActiveError(tenantId, 'being deleted')
      return await setStatus(tenantId, suspended ? 'suspended' : 'active')
    },
    async deleteTenant(tenantId) {
      const claimed = (await registry.tenants.getClaim(tenantId)) !== null
      if (!claimed) throw new TenantNotFoundError(tenantId)
      // From here on nobody gets in; the id is given back last, so that a new company cannot meet what is left of the old one.
      if ((await registry.tenants.get(tenantId)) !== null) await setStatus(tenantId, 'deleted')
      for (const address of tenantTables(tenantId)) await tables.deleteTable(address)
      await artifacts.open(tenantId).deleteAll()
      await removeMembers(registry, tenantId)
      await registry.tenants.remove(tenantId)
    },
  }
}

/** Takes away the memberships, and the users who are left without any company. */
async function removeMembers(registry: Registry, tenantId: TenantId): Promise<void> {
  const { users } = registry
  for (const { userId } of await users.membersOf(tenantId)) {
    // The user goes before the membership: after a crash in between, the membership still leads here again.
    const others = (await users.membershipsOf(userId)).filter((membership) => membership.tenantId !== tenantId)
    const user = await users.getById(userId)
    if (others.length === 0 && user !== null) await users.delete(user)
    else if ((await users.getSignInCode(userId))?.tenantId === tenantId) await users.deleteSignInCode(userId)
    await users.removeMember(userId, tenantId)
  }
}

function sameClaim(left: TenantClaim, right: TenantClaim): boolean {
  return left.name === right.name && left.ownerEmail === right.ownerEmail && left.plan === right.plan
}

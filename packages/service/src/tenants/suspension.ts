import type { Clock, Ids } from '@salestalk/engine'
import { createEvent, type TenantId } from '@salestalk/protocol'
import type { Registry } from '../storage/storage.ts'
import type { TenantEntry, TenantRecord, TenantWork } from '../storage/tenant-repository.ts'
import { TenantBusyError, TenantNotActiveError, TenantNotFoundError } from './errors.ts'
import type { UserDirectory } from './ports/user-directory.ts'

export interface SuspensionOptions {
  readonly registry: Registry
  readonly directory: UserDirectory
  readonly clock: Clock
  readonly ids: Ids
}

export interface Suspension {
  /** Nobody gets in from its one write on; accounts are shut after it. Repeat it after a crash. */
  suspend(tenantId: TenantId, reason: string | null): Promise<TenantRecord>
  /** Opens accounts first, so that everybody can sign in the moment the company is active again. */
  resume(tenantId: TenantId): Promise<TenantRecord>
}

export function suspension({ registry, directory, clock, ids }: SuspensionOptions): Suspension {
  const { tenants, users } = registry

  async function requireTenant(tenantId: TenantId): Promise<TenantRecord> {
    const tenant = await tenants.get(tenantId)
    if (tenant === null) throw new TenantNotFoundError(tenantId)
    if (tenant.status === 'deleted') throw new TenantNotActiveError(tenantId, 'being deleted')
    return tenant
  }

  /** Accounts of people who work in no other company: the others find this one closed and keep theirs. */
  async function setAccounts(tenantId: TenantId, enabled: boolean): Promise<void> {
    for (const { userId } of await users.membersOf(tenantId)) {
      const user = await users.getById(userId)
      if (user === null) continue
      const isElsewhere = (await users.membershipsOf(userId)).some((membership) => membership.tenantId !== tenantId)
      if (enabled || !isElsewhere) await directory.setEnabled(user.email, enabled)
      if (!enabled) await directory.signOut(user.email)
    }
  }

  function suspendedEvent(tenantId: TenantId, reason: string | null, now: Date) {
    const metadata = { correlationId: ids.next() }
    const content = { source: 'tenant-onboard' as const, tenantId, metadata, data: { tenantId, reason } }
    return createEvent('tenant.suspended.v1', content, { eventId: ids.next(), timestamp: now })
  }

  async function markSuspended(tenantId: TenantId, reason: string | null): Promise<TenantEntry | null> {
    const now = clock.now()
    const at = now.toISOString()
    const work: TenantWork = {
      kind: 'suspension',
      workId: ids.next(),
      startedAt: at,
      touchedAt: at,
      done: [],
      counts: {},
      demoData: false,
    }
    return await tenants.changeEntry(tenantId, (entry) =>
      entry.status === 'active'
        ? {
            set: { status: 'suspended', suspendedAt: at, updatedAt: at, work },
            events: [suspendedEvent(tenantId, reason, now)],
          }
        : null,
    )
  }

  return {
    async suspend(tenantId, reason) {
      await requireTenant(tenantId)
      await markSuspended(tenantId, reason)
      await setAccounts(tenantId, false)
      await tenants.changeEntry(tenantId, (entry) =>
        entry.status === 'suspended' && entry.work !== null ? { set: { work: null } } : null,
      )
      const tenant = await requireTenant(tenantId)
      // Resumed by somebody else while accounts were being shut: they must not stay shut.
      if (tenant.status === 'active') {
        await setAccounts(tenantId, true)
        throw new TenantBusyError(tenantId)
      }
      return tenant
    },
    async resume(tenantId) {
      await requireTenant(tenantId)
      await setAccounts(tenantId, true)
      const at = clock.now().toISOString()
      await tenants.changeEntry(tenantId, (entry) =>
        entry.status === 'suspended'
          ? { set: { status: 'active', suspendedAt: null, updatedAt: at, work: null } }
          : null,
      )
      return await requireTenant(tenantId)
    },
  }
}

import { ConditionFailedError, type ItemKey, type StoredItem, type TenantTable } from '@salestalk/engine'
import { type DomainEvent, planSchema, type TenantId, tenantIdSchema, tenantStatusSchema } from '@salestalk/protocol'
import * as z from 'zod'
import { putWithEvents, updateWithEvents } from './outbox.ts'
import { listOf } from './paging.ts'
import { retryOnConflict } from './retry-on-conflict.ts'

export const tenantSettingsSchema = z.looseObject({
  /** A demo company: anybody may sign in by a click while demo mode is on. */
  demo: z.boolean().default(false),
})

export const tenantRecordSchema = z.object({
  tenantId: tenantIdSchema,
  name: z.string(),
  ownerEmail: z.string(),
  plan: planSchema,
  messagesTableName: z.string(),
  metricsTableName: z.string(),
  s3Prefix: z.string(),
  status: tenantStatusSchema,
  settings: tenantSettingsSchema,
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type TenantRecord = z.infer<typeof tenantRecordSchema>

/** Who asked for an id first: taken before anything is provisioned, given back after everything is deleted. Without a `tenantId` it is in no index. */
const claimSchema = z.object({ name: z.string(), ownerEmail: z.string(), plan: planSchema })
export type TenantClaim = z.infer<typeof claimSchema>

export interface TenantRepository {
  /** Takes the id and returns null, or returns the claim that holds it. */
  claim(tenantId: TenantId, claim: TenantClaim): Promise<TenantClaim | null>
  getClaim(tenantId: TenantId): Promise<TenantClaim | null>
  /** Makes the tenant exist, with its events, in one write. False, and nothing written, when it exists. */
  create(tenant: TenantRecord, events: readonly DomainEvent[]): Promise<boolean>
  get(tenantId: TenantId): Promise<TenantRecord | null>
  /** All that are not deleted, in order of ids. */
  list(): Promise<TenantRecord[]>
  listOfOwner(ownerEmail: string): Promise<TenantRecord[]>
  change(
    tenantId: TenantId,
    changes: Partial<TenantRecord>,
    events: readonly DomainEvent[],
  ): Promise<TenantRecord | null>
  /** Takes the tenant and its claim off the registry. */
  remove(tenantId: TenantId): Promise<void>
}

/** `TENANT#{tenantId}` / `METADATA` and `CLAIM`, in the registry. */
export function tenantRepository(table: TenantTable): TenantRepository {
  async function getClaim(tenantId: TenantId): Promise<TenantClaim | null> {
    const item = await table.get(claimKey(tenantId))
    return item === null ? null : claimSchema.parse(item)
  }

  const ofStatus = (status: string) => listOf(table, { pk: status, index: 'StatusIndex' }, recordOf)

  return {
    getClaim,
    async claim(tenantId, claim) {
      try {
        await table.put({ ...claimKey(tenantId), ...claim }, { ifNotExists: true })
        return null
      } catch (error) {
        const holder = error instanceof ConditionFailedError ? await getClaim(tenantId) : null
        if (holder === null) throw error
        return holder
      }
    },
    async create(tenant, events) {
      try {
        await putWithEvents(table, { ...keyOf(tenant.tenantId), ...tenant }, events, { ifNotExists: true })
        return true
      } catch (error) {
        if (error instanceof ConditionFailedError) return false
        throw error
      }
    },
    async get(tenantId) {
      const item = await table.get(keyOf(tenantId))
      return item === null ? null : recordOf(item)
    },
    async list() {
      const all = [...(await ofStatus('active')), ...(await ofStatus('suspended'))]
      return all.sort((left, right) => (left.tenantId < right.tenantId ? -1 : 1))
    },
    listOfOwner: (ownerEmail) => listOf(table, { pk: ownerEmail, index: 'OwnerEmailIndex' }, recordOf),
    change: (tenantId, changes, events) =>
      retryOnConflict(async () => {
        const item = await table.get(keyOf(tenantId))
        return item === null ? null : recordOf(await updateWithEvents(table, item, changes, events))
      }),
    async remove(tenantId) {
      await table.delete(keyOf(tenantId))
      await table.delete(claimKey(tenantId))
    },
  }
}

function keyOf(tenantId: TenantId): ItemKey {
  return { pk: `TENANT#${tenantId}`, sk: 'METADATA' }
}

function claimKey(tenantId: TenantId): ItemKey {
  return { pk: `TENANT#${tenantId}`, sk: 'CLAIM' }
}

function recordOf(item: StoredItem): TenantRecord {
  return tenantRecordSchema.parse(item)
}

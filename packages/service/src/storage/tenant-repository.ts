import { ConditionFailedError, type ItemKey, type StoredItem, type TenantTable } from '@salestalk/engine'
import { type DomainEvent, planSchema, type TenantId, tenantIdSchema, tenantStatusSchema } from '@salestalk/protocol'
import * as z from 'zod'
import { putWithEvents, updateWithEvents } from './outbox.ts'
import { listOf } from './paging.ts'
import { retryOnConflict } from './retry-on-conflict.ts'

export const tenantSettingsSchema = z.looseObject({
  /** A demo company: anybody may sign in by a click while demo mode is on. */
  demo: z.boolean().default(false),
  /** The wording of its answers, without figures and names, may be shown to the language model of this deployment. */
  rephrase: z.boolean().optional(),
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
  /** Null unless it is suspended: what happened since then was not worked on. */
  suspendedAt: z.string().nullable().default(null),
})
export type TenantRecord = z.infer<typeof tenantRecordSchema>

/** A longer piece of work on a tenant, as far as it has come: whoever finds it interrupted can carry it on. */
export const tenantWorkSchema = z.object({
  kind: z.enum(['onboarding', 'import', 'suspension', 'deletion']),
  /** Tells this work from any other on a tenant of the same id. */
  workId: z.string(),
  startedAt: z.string(),
  /** When something was last written down here. */
  touchedAt: z.string(),
  /** The steps that need not be done again. */
  done: z.array(z.string()),
  /** What was counted before it was removed, by kind. */
  counts: z.record(z.string(), z.int()).default({}),
  demoData: z.boolean().default(false),
})
export type TenantWork = z.infer<typeof tenantWorkSchema>

/** What the registry holds under an id: a tenant, or the claim of one that is being made (`onboarding`) or taken back (`compensating`). */
export const tenantEntrySchema = tenantRecordSchema.extend({
  status: z.enum([...tenantStatusSchema.options, 'onboarding', 'compensating']),
  work: tenantWorkSchema.nullable().default(null),
})
export type TenantEntry = z.infer<typeof tenantEntrySchema>

export interface EntryChange {
  readonly set: Partial<TenantEntry>
  readonly events?: readonly DomainEvent[]
}

export interface TenantRepository {
  /** Takes the id: null when this entry now holds it, or the entry that does. Only its holder goes on to make anything. */
  claim(entry: TenantEntry): Promise<TenantEntry | null>
  getEntry(tenantId: TenantId): Promise<TenantEntry | null>
  /** Changes the entry as `decide` says of what is there now, events with it in one write. Null `decide`d or no entry: nothing is written. */
  changeEntry(tenantId: TenantId, decide: (entry: TenantEntry) => EntryChange | null): Promise<TenantEntry | null>
  /** The tenant, null unless its onboarding is complete. */
  get(tenantId: TenantId): Promise<TenantRecord | null>
  /** All that are active or suspended, in order of ids. */
  list(): Promise<TenantRecord[]>
  listOfOwner(ownerEmail: string): Promise<TenantRecord[]>
  /** Entries on which some work was begun and not ended. */
  listInterrupted(): Promise<TenantEntry[]>
  /** Gives the id back, unless the entry is of other work by now. */
  release(tenantId: TenantId, workId: string): Promise<void>
}

/** `TENANT#{tenantId}` / `METADATA`, in the registry. One item is claim and tenant, so that a claim becomes a tenant by one write. */
export function tenantRepository(table: TenantTable): TenantRepository {
  async function getEntry(tenantId: TenantId): Promise<TenantEntry | null> {
    const item = await table.get(keyOf(tenantId))
    return item === null ? null : entryOf(item)
  }
  const ofStatus = (status: TenantEntry['status']) => listOf(table, { pk: status, index: 'StatusIndex' }, entryOf)

  return {
    getEntry,
    async claim(entry) {
      try {
        await putWithEvents(table, { ...keyOf(entry.tenantId), ...entry }, [], { ifNotExists: true })
        return null
      } catch (error) {
        const holder = error instanceof ConditionFailedError ? await getEntry(entry.tenantId) : null
        if (holder === null) throw error
        return holder
      }
    },
    changeEntry: (tenantId, decide) =>
      retryOnConflict(async () => {
        const item = await table.get(keyOf(tenantId))
        const change = item === null ? null : decide(entryOf(item))
        if (item === null || change === null) return null
        return entryOf(await updateWithEvents(table, item, change.set, change.events ?? []))
      }),
    async get(tenantId) {
      const entry = await getEntry(tenantId)
      return entry === null ? null : tenantOf(entry)
    },
    async list() {
      const all = [...(await ofStatus('active')), ...(await ofStatus('suspended'))]
      return tenantsOf(all).sort((left, right) => (left.tenantId < right.tenantId ? -1 : 1))
    },
    async listOfOwner(ownerEmail) {
      return tenantsOf(await listOf(table, { pk: ownerEmail, index: 'OwnerEmailIndex' }, entryOf))
    },
    async listInterrupted() {
      const found: TenantEntry[] = []
      for (const status of ['onboarding', 'compensating', 'suspended', 'deleted'] as const) {
        found.push(...(await ofStatus(status)).filter(({ work }) => work !== null))
      }
      return found
    },
    async release(tenantId, workId) {
      // Claims had an item of their own once.
      await table.delete({ pk: `TENANT#${tenantId}`, sk: 'CLAIM' })
      await retryOnConflict(async () => {
        const item = await table.get(keyOf(tenantId))
        if (item === null || entryOf(item).work?.workId !== workId) return
        await table.delete(keyOf(tenantId), { ifVersion: item.version })
      })
    },
  }
}

function keyOf(tenantId: TenantId): ItemKey {
  return { pk: `TENANT#${tenantId}`, sk: 'METADATA' }
}

function entryOf(item: StoredItem): TenantEntry {
  return tenantEntrySchema.parse(item)
}

function tenantOf(entry: TenantEntry): TenantRecord | null {
  const { work: _work, status, ...rest } = entry
  return status === 'onboarding' || status === 'compensating' ? null : { ...rest, status }
}

function tenantsOf(entries: readonly TenantEntry[]): TenantRecord[] {
  return entries.flatMap((entry) => tenantOf(entry) ?? [])
}

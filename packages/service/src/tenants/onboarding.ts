import type { Clock, Ids } from '@salestalk/engine'
import { createEvent } from '@salestalk/protocol'
import type { Registry } from '../storage/storage.ts'
import type { TenantEntry, TenantRecord } from '../storage/tenant-repository.ts'
import {
  AccountRefusedError,
  InvalidTenantError,
  QuotaReachedError,
  TenantBusyError,
  TenantExistsError,
  TenantNotFoundError,
} from './errors.ts'
import type { TenantResource } from './resources.ts'
import { OvertakenError, removeResources, workJournal } from './work.ts'

export interface OnboardingOptions {
  readonly registry: Registry
  readonly resources: readonly (readonly TenantResource[])[]
  readonly clock: Clock
  readonly ids: Ids
  readonly region: string
}

export interface Onboarding {
  /**
   * Carries the onboarding of a claimed entry on to its end, from wherever it is. What fails for good is undone and the id given back;
   * any other failure leaves the entry as it is, to be carried on. True when this call made the tenant exist.
   */
  run(entry: TenantEntry): Promise<{ tenant: TenantRecord; created: boolean }>
  /** Undoes what an onboarding or an import made and gives the id back. Safe to repeat. */
  undo(entry: TenantEntry): Promise<void>
}

export function onboarding(options: OnboardingOptions): Onboarding {
  const { registry, resources, clock, ids, region } = options
  const { tenants } = registry

  async function run(entry: TenantEntry): Promise<{ tenant: TenantRecord; created: boolean }> {
    try {
      for (const group of resources) await makeGroup(entry, group)
      return await finish(entry)
    } catch (error) {
      if (error instanceof OvertakenError) return await overtaken(entry)
      if (isForGood(error)) await undo(entry)
      throw error
    }
  }

  async function makeGroup(entry: TenantEntry, group: readonly TenantResource[]): Promise<void> {
    const journal = workJournal(tenants, clock, entry)
    const { done } = await journal.read()
    const made = await Promise.allSettled(
      group
        .filter(({ kind }) => !done.includes(kind))
        .map(async (resource) => {
          await resource.create(entry)
          await journal.done(resource.kind)
        }),
    )
    // All have ended before one failure is acted on: nothing may be made while it is being undone.
    const failures = made.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
    const worst = failures.find(isForGood) ?? failures[0]
    if (worst !== undefined) throw worst
  }

  /** The last write: the claim becomes a tenant, and its event with it. */
  async function finish(entry: TenantEntry): Promise<{ tenant: TenantRecord; created: boolean }> {
    const now = clock.now()
    const changed = await tenants.changeEntry(entry.tenantId, (latest) => {
      if (latest.status !== 'onboarding' || latest.work?.workId !== entry.work?.workId) return null
      const set = { status: 'active' as const, work: null, updatedAt: now.toISOString() }
      return { set, events: [provisionedEvent(latest, now)] }
    })
    if (changed === null) throw new OvertakenError(`The onboarding of ${entry.tenantId} was taken over`)
    const tenant = await tenants.get(entry.tenantId)
    if (tenant === null) throw new TenantNotFoundError(entry.tenantId)
    return { tenant, created: true }
  }

  /** Somebody else carried the same work on. If it was undone meanwhile, what was made here since must go too. */
  async function overtaken(entry: TenantEntry): Promise<{ tenant: TenantRecord; created: boolean }> {
    const { tenantId } = entry
    const latest = await tenants.getEntry(tenantId)
    if (latest === null) {
      // Under a claim of its own, so that a new company of this id is not touched.
      const work = entry.work === null ? null : { ...entry.work, workId: ids.next(), done: [] }
      const cleaning: TenantEntry = { ...entry, status: 'compensating', work }
      if ((await tenants.claim(cleaning)) === null) await undo(cleaning)
      throw new TenantBusyError(tenantId)
    }
    const tenant = await tenants.get(tenantId)
    if (tenant === null || tenant.status === 'deleted') throw new TenantBusyError(tenantId)
    if (tenant.createdAt !== entry.createdAt || !isSameRequest(tenant, entry)) throw new TenantExistsError(tenantId)
    return { tenant, created: false }
  }

  async function undo({ tenantId, work }: TenantEntry): Promise<void> {
    const isOurs = (entry: TenantEntry) =>
      entry.work?.workId === work?.workId && (entry.status === 'onboarding' || entry.status === 'compensating')
    await tenants.changeEntry(tenantId, (entry) =>
      isOurs(entry) ? { set: { status: 'compensating', updatedAt: clock.now().toISOString() } } : null,
    )
    const latest = await tenants.getEntry(tenantId)
    if (work === null || latest === null || !isOurs(latest)) return
    await removeResources(tenantId, resources)
    await tenants.release(tenantId, work.workId)
  }

  function provisionedEvent(entry: TenantEntry, now: Date) {
    const { tenantId, name, ownerEmail, plan, messagesTableName, metricsTableName, s3Prefix, work } = entry
    const data = {
      tenantId,
      organizationName: name,
      ownerEmail,
      plan,
      region,
      resources: { messagesTableName, metricsTableName, s3Prefix },
      provisioningTimeMs: Math.max(0, now.getTime() - Date.parse(entry.createdAt)),
      sampleDataSeeded: (work?.demoData ?? false) && (work?.done.includes('demo_data') ?? false),
    }
    const content = { source: 'tenant-onboard' as const, tenantId, metadata: { correlationId: ids.next() }, data }
    return createEvent('tenant.provisioned.v1', content, { eventId: ids.next(), timestamp: now })
  }

  return { run, undo }
}

/** Whether an entry is of the company that is asked for. */
export function isSameRequest(
  left: Pick<TenantRecord, 'name' | 'ownerEmail' | 'plan'>,
  right: Pick<TenantRecord, 'name' | 'ownerEmail' | 'plan'>,
): boolean {
  return left.name === right.name && left.ownerEmail === right.ownerEmail && left.plan === right.plan
}

/** A failure that trying again cannot mend. */
function isForGood(error: unknown): boolean {
  return (
    error instanceof QuotaReachedError || error instanceof AccountRefusedError || error instanceof InvalidTenantError
  )
}

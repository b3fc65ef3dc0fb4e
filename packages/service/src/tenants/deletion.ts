import type { Clock, Ids } from '@salestalk/engine'
import { createEvent, type DeletionCertificate, type TenantId } from '@salestalk/protocol'
import type { Registry } from '../storage/storage.ts'
import type { TenantEntry, TenantWork } from '../storage/tenant-repository.ts'
import { sealed } from './certificate.ts'
import { LeftoverError, TenantBusyError, TenantNotFoundError } from './errors.ts'
import type { ExpiringKind } from './ports/onboarding.ts'
import type { TenantResource } from './resources.ts'
import { OvertakenError, workJournal } from './work.ts'

export interface DeletionOptions {
  readonly registry: Registry
  readonly resources: readonly (readonly TenantResource[])[]
  readonly clock: Clock
  readonly ids: Ids
  readonly expiring: readonly ExpiringKind[]
}

export type Deletion = (tenantId: TenantId) => Promise<DeletionCertificate>

/**
 * Deletes a company with everything it has; repeating it after a crash goes on where it stopped. Nobody gets in from the first write
 * on, and the id is given back by the last one. Throws TenantNotFoundError, TenantBusyError, LeftoverError.
 */
export function deletion(options: DeletionOptions): Deletion {
  const { registry, clock, ids, expiring } = options
  const { tenants, certificates } = registry
  const lastMadeFirst = options.resources.toReversed().flat()

  async function begin(tenantId: TenantId): Promise<{ entry: TenantEntry; work: TenantWork }> {
    const at = clock.now().toISOString()
    const fresh: TenantWork = {
      kind: 'deletion',
      workId: ids.next(),
      startedAt: at,
      touchedAt: at,
      done: [],
      counts: {},
      demoData: false,
    }
    await tenants.changeEntry(tenantId, (entry) => {
      if (entry.status === 'deleted' && entry.work?.kind === 'deletion') return null
      if (entry.status === 'compensating') return null
      return { set: { status: 'deleted', work: fresh, updatedAt: at } }
    })
    const entry = await tenants.getEntry(tenantId)
    if (entry === null) throw new TenantNotFoundError(tenantId)
    if (entry.status !== 'deleted' || entry.work === null) throw new TenantBusyError(tenantId)
    return { entry, work: entry.work }
  }

  async function removeOne(resource: TenantResource, entry: TenantEntry): Promise<void> {
    const { kind } = resource
    const journal = workJournal(tenants, clock, entry)
    const { done, counts } = await journal.read()
    if (done.includes(kind)) return
    // Written down before anything is removed: after a crash in the middle there would be less to count.
    if (!(kind in counts)) await journal.counted(kind, await resource.count(entry.tenantId))
    await removeForSure(resource, entry.tenantId)
    await journal.done(kind)
  }

  async function removeForSure(resource: TenantResource, tenantId: TenantId): Promise<void> {
    await resource.remove(tenantId)
    if (!(await resource.isGone(tenantId))) throw new LeftoverError(tenantId, resource.kind)
  }

  function certificateOf(tenantId: TenantId, work: TenantWork): DeletionCertificate {
    const now = clock.now()
    const removed = lastMadeFirst
      .filter(({ kind }) => kind !== 'demo_data')
      .map(({ kind }) => ({ kind, count: work.counts[kind] ?? 0 }))
    return sealed({
      format: 1,
      certificateId: work.workId,
      tenantId,
      requestedAt: work.startedAt,
      deletedAt: now.toISOString(),
      removed,
      expiring: expiring.map(({ kind, days }) => ({ kind, until: dayAfter(now, days) })),
    })
  }

  function deletedEvent({ tenantId, certificateId, sha256, removed }: DeletionCertificate) {
    const data = { tenantId, certificateId, certificateSha256: sha256, removed }
    const content = { source: 'tenant-onboard' as const, tenantId, metadata: { correlationId: certificateId }, data }
    return createEvent('tenant.deleted.v1', content, { eventId: ids.next(), timestamp: clock.now() })
  }

  return async (tenantId) => {
    const { entry, work } = await begin(tenantId)
    try {
      for (const resource of lastMadeFirst) await removeOne(resource, entry)
      // What was under way when the deletion began may have put something back.
      for (const resource of lastMadeFirst) {
        if (!(await resource.isGone(tenantId))) await removeForSure(resource, tenantId)
      }
      const finished = await workJournal(tenants, clock, entry).read()
      const certificate = certificateOf(tenantId, finished)
      const kept = await certificates.put(certificate, [deletedEvent(certificate)])
      await tenants.release(tenantId, work.workId)
      return kept
    } catch (error) {
      if (!(error instanceof OvertakenError)) throw error
      // Somebody else deleted it to the end in the meantime.
      const kept = await certificates.latest(tenantId)
      if (kept?.certificateId !== work.workId) throw new TenantBusyError(tenantId)
      return kept
    }
  }
}

function dayAfter(from: Date, days: number): string {
  return new Date(from.getTime() + days * 24 * 3_600_000).toISOString().slice(0, 10)
}

import type { Clock } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import type { TenantEntry, TenantRepository, TenantWork } from '../storage/tenant-repository.ts'
import type { TenantResource } from './resources.ts'

/** The entry is of other work by now, or gone: whoever is at it must stop. Never leaves this folder. */
export class OvertakenError extends Error {
  override readonly name = 'OvertakenError'
}

/** Writes down how far a piece of work has come. Throws OvertakenError when it is no longer this work's turn. */
export function workJournal(tenants: TenantRepository, clock: Clock, { tenantId, status, work }: TenantEntry) {
  async function write(change: (now: TenantWork) => Partial<TenantWork> | null): Promise<TenantWork> {
    let latest: TenantWork | null = null
    await tenants.changeEntry(tenantId, (entry) => {
      latest = entry.status === status && entry.work?.workId === work?.workId ? entry.work : null
      const changes = latest === null ? null : change(latest)
      if (latest === null || changes === null) return null
      latest = { ...latest, ...changes, touchedAt: clock.now().toISOString() }
      return { set: { work: latest } }
    })
    if (latest === null) throw new OvertakenError(`The work on ${tenantId} was taken over`)
    return latest
  }
  return {
    /** The work as it is written down now. */
    read: () => write(() => null),
    done: (step: string) => write(({ done }) => (done.includes(step) ? null : { done: [...done, step] })),
    counted: (kind: string, count: number) =>
      write(({ counts }) => (kind in counts ? null : { counts: { ...counts, [kind]: count } })),
  }
}

/** Removes everything a company may have, last made first. */
export async function removeResources(
  tenantId: TenantId,
  resources: readonly (readonly TenantResource[])[],
): Promise<void> {
  for (const group of resources.toReversed()) {
    for (const resource of group) await resource.remove(tenantId)
  }
}

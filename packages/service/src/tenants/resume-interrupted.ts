import type { Clock } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import type { TenantEntry, TenantRepository, TenantWork } from '../storage/tenant-repository.ts'
import type { Deletion } from './deletion.ts'
import type { Onboarding } from './onboarding.ts'
import type { Suspension } from './suspension.ts'

/** What became of a piece of work that had been interrupted. `problem` is for the operator; then it stays, to be resumed again. */
export interface InterruptedWork {
  readonly tenantId: TenantId
  readonly kind: TenantWork['kind']
  readonly outcome: 'finished' | 'undone' | 'failed'
  readonly problem: string | null
}

export interface ResumeOptions {
  readonly tenants: TenantRepository
  readonly clock: Clock
  readonly onboard: Onboarding
  readonly deleteTenant: Deletion
  readonly suspend: Suspension['suspend']
}

// Longer than any step takes that writes nothing down meanwhile.
const UNTOUCHED_MILLISECONDS = 5 * 60_000
// An import writes nothing down until its end, and cannot be carried on by anybody else.
const UNTOUCHED_IMPORT_MILLISECONDS = 24 * 3_600_000

/** One after another: what was interrupted together need not hit the control plane together. */
export async function resumeInterrupted(options: ResumeOptions): Promise<InterruptedWork[]> {
  const { tenants, clock } = options
  const results: InterruptedWork[] = []
  for (const entry of await tenants.listInterrupted()) {
    const { tenantId, work } = entry
    if (work === null || !isAbandoned(work, clock.now())) continue
    try {
      results.push({ tenantId, kind: work.kind, outcome: await carryOn(entry, work, options), problem: null })
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      // The claim is gone when the failure was one that could only be undone.
      const outcome = (await tenants.getEntry(tenantId)) === null ? 'undone' : 'failed'
      results.push({ tenantId, kind: work.kind, outcome, problem })
    }
  }
  return results
}

function isAbandoned({ kind, touchedAt }: TenantWork, now: Date): boolean {
  const untouched = now.getTime() - Date.parse(touchedAt)
  return untouched >= (kind === 'import' ? UNTOUCHED_IMPORT_MILLISECONDS : UNTOUCHED_MILLISECONDS)
}

async function carryOn(
  entry: TenantEntry,
  { kind }: TenantWork,
  { onboard, deleteTenant, suspend }: ResumeOptions,
): Promise<'finished' | 'undone'> {
  switch (kind) {
    case 'onboarding':
      if (entry.status === 'compensating') {
        await onboard.undo(entry)
        return 'undone'
      }
      await onboard.run(entry)
      return 'finished'
    case 'import':
      await onboard.undo(entry)
      return 'undone'
    case 'suspension':
      await suspend(entry.tenantId, null)
      return 'finished'
    case 'deletion':
      await deleteTenant(entry.tenantId)
      return 'finished'
  }
}

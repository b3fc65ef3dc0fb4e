import { type Clock, type Ids, TableNotFoundError } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import { someAtOnce } from '../at-once.ts'
import type { TenantRecord, TenantStorage } from '../storage/index.ts'
import { completeSilentSession, silentSince } from './complete-sessions.ts'

export interface SessionTimerOptions {
  readonly storage: (tenantId: TenantId) => TenantStorage
  readonly tenants: () => Promise<readonly Pick<TenantRecord, 'tenantId' | 'status'>[]>
  readonly clock: Clock
  readonly ids: Ids
  /** Told when a tenant has new events. */
  readonly onEvents: (tenantId: TenantId) => void
  /** Told about trouble with one tenant or session; the others go on. */
  readonly onError: (error: unknown, place: { readonly tenantId: TenantId; readonly sessionId?: string }) => void
}

export interface SilenceRound {
  readonly completed: number
  /** Sessions, or whole tenants, that are looked at again in the next round. */
  readonly failed: number
}

// A round is bounded; what is left is found by the next one.
const MOST_PER_TENANT = 200
const TENANTS_AT_ONCE = 8

/** Ends the conversations of all active companies that have fallen silent. Two rounds at once, anywhere, do no harm. */
export async function completeIdleSessions(options: SessionTimerOptions): Promise<SilenceRound> {
  const active = (await options.tenants()).filter(({ status }) => status === 'active')
  const total = { completed: 0, failed: 0 }
  await someAtOnce(active, TENANTS_AT_ONCE, async ({ tenantId }) => {
    const { completed, failed } = await completeOfTenant(tenantId, options)
    total.completed += completed
    total.failed += failed
  })
  return total
}

async function completeOfTenant(tenantId: TenantId, options: SessionTimerOptions): Promise<SilenceRound> {
  const tenant = options.storage(tenantId)
  let [completed, failed] = [0, 0]
  try {
    for await (const sessionId of silentSessions(tenant, silentSince(options.clock))) {
      try {
        if ((await completeSilentSession(tenant, sessionId, options)) === 'completed') completed += 1
      } catch (error) {
        failed += 1
        options.onError(error, { tenantId, sessionId })
      }
      if (completed === MOST_PER_TENANT) break
    }
  } catch (error) {
    // A tenant that is being deleted takes its conversations along.
    if (!(error instanceof TableNotFoundError)) {
      failed += 1
      options.onError(error, { tenantId })
    }
  }
  if (completed > 0) options.onEvents(tenantId)
  return { completed, failed }
}

async function* silentSessions({ sessions }: TenantStorage, before: string): AsyncIterable<string> {
  let cursor: string | null = null
  do {
    const page = await sessions.listSilent(before, { cursor })
    yield* page.entries
    cursor = page.cursor
  } while (cursor !== null)
}

import { type Clock, ConditionFailedError, type ItemKey, type TenantTable } from '@salestalk/engine'
import * as z from 'zod'

/** What a request finds under its idempotency key. */
export type IdempotencyState =
  /** Nobody did this yet: do it, then `complete` with this version, or `abandon`. */
  | { readonly kind: 'started'; readonly version: number }
  | { readonly kind: 'completed'; readonly response: unknown }
  /** The same request is being worked on right now. */
  | { readonly kind: 'in_progress' }
  /** The key was used for another request. */
  | { readonly kind: 'mismatch' }

export interface IdempotencyRepository {
  /** `requestHash` tells requests apart that use the same key. */
  begin(key: string, requestHash: string): Promise<IdempotencyState>
  /** Keeps the response for a day. ConditionFailedError when the lease ran out and somebody else took over. */
  complete(key: string, version: number, response: unknown): Promise<void>
  /** Forgets a request that failed, so that it may be tried again. */
  abandon(key: string, version: number): Promise<void>
}

const recordSchema = z.object({ requestHash: z.string(), completed: z.boolean(), response: z.unknown() })

// A request whose process died blocks its key for this long.
const LEASE_SECONDS = 60
const KEPT_SECONDS = 24 * 60 * 60

/** `IDEMPOTENCY#{key}` / `RECORD`, with a time to live. */
export function idempotencyRepository(table: TenantTable, clock: Clock): IdempotencyRepository {
  const inSeconds = (seconds: number) => Math.floor(clock.now().getTime() / 1000) + seconds
  return {
    async begin(key, requestHash) {
      const record = { requestHash, completed: false, response: null, expiresAt: inSeconds(LEASE_SECONDS) }
      try {
        const { version } = await table.put({ ...keyOf(key), ...record }, { ifNotExists: true })
        return { kind: 'started', version }
      } catch (error) {
        if (!(error instanceof ConditionFailedError)) throw error
      }
      const item = await table.get(keyOf(key))
      // Abandoned between the two calls: the client will send it again.
      if (item === null) return { kind: 'in_progress' }
      const existing = recordSchema.parse(item)
      if (existing.requestHash !== requestHash) return { kind: 'mismatch' }
      return existing.completed ? { kind: 'completed', response: existing.response } : { kind: 'in_progress' }
    },
    async complete(key, version, response) {
      const set = { completed: true, response, expiresAt: inSeconds(KEPT_SECONDS) }
      await table.update(keyOf(key), { expectedVersion: version, set })
    },
    abandon: (key, version) => table.delete(keyOf(key), { ifVersion: version }),
  }
}

function keyOf(key: string): ItemKey {
  return { pk: `IDEMPOTENCY#${key}`, sk: 'RECORD' }
}

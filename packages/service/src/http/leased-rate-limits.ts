import { TableError } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import type { LimitRepository } from '../storage/limit-repository.ts'
import { type RateLimit, type RateLimiter, rateLimiter } from './rate-limits.ts'

export interface LeasedRateLimiterOptions {
  /** Where the buckets of a tenant are kept: in its own tables. */
  readonly limitsOf: (tenantId: TenantId) => LimitRepository
  /** Milliseconds since 1970; the clocks of processes may differ by less than a second. */
  readonly now: () => number
  /** Told when the table cannot be asked and every process counts alone for a while. */
  readonly onFallback?: (error: TableError) => void
}

/** What this process holds of one bucket. */
interface Share {
  tokens: number
  /** Tokens not used by then are dropped: they must not be spent on top of those that came back since. */
  until: number
  /** The bucket was found empty; asking before is useless. */
  emptyUntil: number
  lastLease: { readonly size: number; readonly at: number }
  leasing: Promise<void> | null
}

// A lease grows to this part of the burst while it is used up within a second.
const LARGEST_LEASE = 1 / 20
const SMALLEST_LEASE = 2
const GROWS_WITHIN_MILLISECONDS = 1_000
const LEASE_MILLISECONDS = 10_000
// Losing so often against other processes means that the bucket is fought for.
const ATTEMPTS = 8
// While the table does not answer, it is left alone for so long.
const FALLBACK_MILLISECONDS = 5_000
const MOST_SHARES = 20_000

/** The most tokens one process holds of a bucket: so many per process, a tenant may go above its limit. */
export function largestLease({ burst }: RateLimit): number {
  return Math.max(SMALLEST_LEASE, Math.floor(burst * LARGEST_LEASE))
}

/**
 * Limits that hold across processes: each leases tokens in blocks from a bucket that is kept in the tenant's table, so that most requests
 * cost no write. In any stretch of T seconds, k processes let through at most `burst + perSecond * T + k * largestLease` requests. What
 * belongs to no tenant, and everything while the table does not answer, is counted by each process alone.
 */
export function leasedRateLimiter(options: LeasedRateLimiterOptions): RateLimiter {
  const { limitsOf, now } = options
  const local = rateLimiter(now)
  const shares = new Map<string, Share>()
  let alone = Number.NEGATIVE_INFINITY

  function shareOf(name: string): Share {
    const share = shares.get(name) ?? {
      tokens: 0,
      until: 0,
      emptyUntil: 0,
      lastLease: { size: 0, at: Number.NEGATIVE_INFINITY },
      leasing: null,
    }
    shares.delete(name)
    shares.set(name, share)
    for (const oldest of shares.keys()) {
      if (shares.size <= MOST_SHARES) break
      shares.delete(oldest)
    }
    return share
  }

  async function takeShared(share: Share, key: string, limit: RateLimit, tenantId: TenantId): Promise<number> {
    // Ends: a lease leaves tokens or finds the bucket empty, or the table fails.
    while (true) {
      const at = now()
      if (share.tokens >= 1 && at < share.until) {
        share.tokens -= 1
        return 0
      }
      if (at < share.emptyUntil) return Math.ceil((share.emptyUntil - at) / 1000)
      share.leasing ??= lease(share, limitsOf(tenantId), key, limit, now).finally(() => {
        share.leasing = null
      })
      await share.leasing
    }
  }

  return {
    take(key, limit, tenantId) {
      if (tenantId === null || now() < alone) return local.take(key, limit)
      const share = shareOf(`${tenantId}/${key}`)
      return takeShared(share, key, limit, tenantId).catch((error: unknown) => {
        if (!(error instanceof TableError)) throw error
        alone = now() + FALLBACK_MILLISECONDS
        options.onFallback?.(error)
        return local.take(key, limit)
      })
    },
  }
}

/** Moves tokens from the bucket to the share. */
async function lease(
  share: Share,
  limits: LimitRepository,
  key: string,
  limit: RateLimit,
  now: () => number,
): Promise<void> {
  const { burst, perSecond } = limit
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await limits.read(key)
    const at = now()
    // A process whose clock is ahead wrote a time to come: nothing has come back since then.
    const elapsed = before === null ? 0 : Math.max(0, at - before.at) / 1000
    const available = before === null ? burst : Math.min(burst, before.tokens + elapsed * perSecond)
    if (available < 1) {
      share.emptyUntil = at + millisecondsToRefill(available, limit)
      return
    }
    const size = Math.min(Math.floor(available), nextSize(share, limit, at))
    const tokens = available - size
    const secondsToFull = Math.ceil((burst - tokens) / perSecond)
    const after = { tokens, at: Math.max(at, before?.at ?? 0) }
    if (await limits.replace(key, before, after, Math.ceil(at / 1000) + secondsToFull + 1)) {
      share.tokens = size
      share.until = at + LEASE_MILLISECONDS
      share.lastLease = { size, at }
      if (tokens < 1) share.emptyUntil = at + millisecondsToRefill(tokens, limit)
      return
    }
  }
  // So many others take at this moment that waiting a little is right.
  share.emptyUntil = now() + 250
}

/** Where many wait, each comes back when there is enough for half a block, not for every single token. */
function millisecondsToRefill(available: number, limit: RateLimit): number {
  const wanted = Math.max(1, largestLease(limit) / 2)
  return Math.ceil(((wanted - available) / limit.perSecond) * 1000)
}

function nextSize({ lastLease }: Share, limit: RateLimit, at: number): number {
  const isBusy = at - lastLease.at < GROWS_WITHIN_MILLISECONDS
  return isBusy ? Math.min(largestLease(limit), lastLease.size * 2) : SMALLEST_LEASE
}

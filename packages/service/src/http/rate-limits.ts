import type { Plan, TenantId } from '@salestalk/protocol'

/** Tokens that come back steadily: `burst` at once, `perSecond` for ever. */
export interface RateLimit {
  readonly burst: number
  readonly perSecond: number
}

/** What each plan allows a company, and one person in it. */
export type PlanLimits = Readonly<Record<Plan, { readonly perTenant: RateLimit; readonly perUser: RateLimit }>>

export const planLimits: PlanLimits = {
  free: { perTenant: { burst: 200, perSecond: 50 }, perUser: { burst: 100, perSecond: 25 } },
  standard: { perTenant: { burst: 400, perSecond: 100 }, perUser: { burst: 100, perSecond: 25 } },
  enterprise: { perTenant: { burst: 2000, perSecond: 500 }, perUser: { burst: 200, perSecond: 50 } },
}

export interface RateLimiter {
  /**
   * Takes a token; gives 0, or how many seconds to wait until there is one. With a tenant, what its processes take together counts
   * where a limiter can know that.
   */
  take(key: string, limit: RateLimit, tenantId: TenantId | null): number | Promise<number>
}

/** Counts in this process alone, and so at once. */
export interface LocalRateLimiter extends RateLimiter {
  take(key: string, limit: RateLimit, tenantId?: TenantId | null): number
}

interface Bucket {
  tokens: number
  at: number
}

// A bucket nobody used lately is full again, so forgetting the oldest does no harm.
const MOST_BUCKETS = 20_000

/** Token buckets in memory. `now` gives milliseconds. */
export function rateLimiter(now: () => number): LocalRateLimiter {
  const buckets = new Map<string, Bucket>()
  return {
    take(key, { burst, perSecond }) {
      const at = now()
      const bucket = buckets.get(key) ?? { tokens: burst, at }
      const tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * perSecond)
      const isAllowed = tokens >= 1
      buckets.delete(key)
      buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, at })
      for (const oldest of buckets.keys()) {
        if (buckets.size <= MOST_BUCKETS) break
        buckets.delete(oldest)
      }
      return isAllowed ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond))
    },
  }
}

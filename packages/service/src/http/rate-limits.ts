/** Tokens that come back steadily: `burst` at once, `perSecond` for ever. */
export interface RateLimit {
  readonly burst: number
  readonly perSecond: number
}

export interface RateLimiter {
  /** Takes a token; returns 0, or how many seconds to wait until there is one. */
  take(key: string, limit: RateLimit): number
}

interface Bucket {
  tokens: number
  at: number
}

// A bucket nobody used lately is full again, so forgetting the oldest does no harm.
const MOST_BUCKETS = 20_000

/** Token buckets in memory. `now` gives milliseconds. */
export function rateLimiter(now: () => number): RateLimiter {
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

import { describe, expect, it } from 'vitest'
import { rateLimiter } from './rate-limits.ts'

describe('a rate limit', () => {
  it('allows a burst, then as many as come back', () => {
    let now = 0
    const limiter = rateLimiter(() => now)
    const limit = { burst: 2, perSecond: 0.5 }
    expect([limiter.take('a', limit), limiter.take('a', limit)]).toEqual([0, 0])
    expect(limiter.take('a', limit)).toBe(2)
    now = 1000
    expect(limiter.take('a', limit)).toBe(1)
    now = 2000
    expect(limiter.take('a', limit)).toBe(0)
    expect(limiter.take('a', limit)).toBe(2)
  })

  it('counts everybody apart and never saves up more than the burst', () => {
    let now = 0
    const limiter = rateLimiter(() => now)
    const limit = { burst: 1, perSecond: 1 }
    expect([limiter.take('a', limit), limiter.take('b', limit)]).toEqual([0, 0])
    now = 60_000
    expect([limiter.take('a', limit), limiter.take('a', limit)]).toEqual([0, 1])
  })
})

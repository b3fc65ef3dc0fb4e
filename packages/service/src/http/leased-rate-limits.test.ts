import { StoreUnavailableError, TableNotFoundError } from '@salestalk/engine'
import { fixedClock, inMemoryTables } from '@salestalk/engine/fakes'
import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limitRepository } from '../storage/limit-repository.ts'
import { messagesTable } from '../storage/tables.ts'
import { largestLease, leasedRateLimiter } from './leased-rate-limits.ts'
import { type RateLimit, type RateLimiter, rateLimiter } from './rate-limits.ts'

const acme = tenantIdSchema.parse('acme')
const other = tenantIdSchema.parse('other')

/** Processes that share the tables of two tenants; `writes` counts what they write there. */
async function deployment(processes: number) {
  const clock = fixedClock()
  const tables = inMemoryTables(clock)
  const failing = { error: null as Error | null }
  const counts = { reads: 0, writes: 0 }
  for (const tenantId of [acme, other]) await tables.createTable({ tenantId, definition: messagesTable })
  const limitsOf = (tenantId: TenantId) => {
    const limits = limitRepository(tables.open({ tenantId, definition: messagesTable }))
    return {
      async read(key: string) {
        counts.reads += 1
        if (failing.error !== null) throw failing.error
        return await limits.read(key)
      },
      async replace(...parameters: Parameters<typeof limits.replace>) {
        counts.writes += 1
        return await limits.replace(...parameters)
      },
    }
  }
  const fallbacks: string[] = []
  const open = () =>
    leasedRateLimiter({ limitsOf, now: () => clock.now().getTime(), onFallback: ({ name }) => fallbacks.push(name) })
  return { clock, counts, failing, fallbacks, limiters: Array.from({ length: processes }, open) }
}

/** Asks `perSecond` times a second for so many seconds, each time another process; how many were let through. */
async function asked(
  { clock, limiters }: { clock: ReturnType<typeof fixedClock>; limiters: readonly RateLimiter[] },
  limit: RateLimit,
  { perSecond, seconds, pick }: { perSecond: number; seconds: number; pick: (turn: number) => number },
): Promise<number> {
  let through = 0
  for (let turn = 0; turn < perSecond * seconds; turn += 1) {
    if ((await limiters[pick(turn) % limiters.length]?.take('tenant', limit, acme)) === 0) through += 1
    clock.advance(1000 / perSecond)
  }
  return through
}

const limit = { burst: 200, perSecond: 50 }

describe('a limit across processes', () => {
  it('holds one noisy tenant to its rate, with a stated slack, and uses what it has', async () => {
    const eight = await deployment(8)
    const through = await asked(eight, limit, { perSecond: 1000, seconds: 30, pick: (turn) => turn * 7 })
    // 200 at once, 50 a second for 30 seconds, and 8 processes that hold up to 10 each.
    expect(through).toBeLessThanOrEqual(200 + 50 * 30 + 8 * 10)
    expect(through).toBeGreaterThan(0.95 * (200 + 50 * 30 - 8 * 10))
  })

  it('leaves another tenant alone', async () => {
    const { clock, limiters } = await deployment(4)
    let refused = 0
    for (let turn = 0; turn < 2000; turn += 1) {
      const limiter = limiters[turn % 4]
      await limiter?.take('tenant', limit, acme)
      if (turn % 25 === 0 && (await limiter?.take('tenant', limit, other)) !== 0) refused += 1
      clock.advance(1)
    }
    expect(refused).toBe(0)
  })

  it('costs about a write per block of requests', async () => {
    const two = await deployment(2)
    // 40 a second each second: below the limit of 50.
    const through = await asked(two, limit, { perSecond: 40, seconds: 25, pick: (turn) => turn })
    expect(through).toBe(1000)
    expect(two.counts.writes).toBeLessThan(1000 / 8)
    expect(two.counts.reads).toBeLessThan(1000 / 8)
  })

  it('is asked about rarely while there is nothing to be had', async () => {
    const four = await deployment(4)
    await asked(four, limit, { perSecond: 1000, seconds: 5, pick: (turn) => turn })
    const { reads } = four.counts
    await asked(four, limit, { perSecond: 1000, seconds: 5, pick: (turn) => turn })
    // Each process comes back every tenth of a second at most: 4 * 10 * 5.
    expect(four.counts.reads - reads).toBeLessThanOrEqual(250)
  })

  it('says how long to wait', async () => {
    const { clock, limiters } = await deployment(1)
    const slow = { burst: 2, perSecond: 0.5 }
    const take = async () => await limiters[0]?.take('user', slow, acme)
    expect([await take(), await take(), await take()]).toEqual([0, 0, 2])
    clock.advance(2000)
    expect([await take(), await take()]).toEqual([0, 2])
  })

  it('forgets tokens that were not used, and remembers nothing of a bucket that is full again', async () => {
    const { clock, limiters, counts } = await deployment(1)
    await limiters[0]?.take('tenant', limit, acme)
    clock.advance(60_000)
    await limiters[0]?.take('tenant', limit, acme)
    expect(counts.writes).toBe(2)
  })

  it('serves many who ask one process at the same moment', async () => {
    const { limiters } = await deployment(1)
    const answers = await Promise.all(Array.from({ length: 250 }, () => limiters[0]?.take('tenant', limit, acme)))
    expect(answers.filter((seconds) => seconds === 0)).toHaveLength(200)
  })

  it('is never passed by more than what processes hold, whatever their number and the limit', async () => {
    const cases = fc.record({
      processes: fc.integer({ min: 1, max: 12 }),
      burst: fc.integer({ min: 1, max: 300 }),
      perSecond: fc.integer({ min: 1, max: 80 }),
      turns: fc.array(fc.record({ at: fc.integer({ min: 0, max: 11 }), wait: fc.integer({ min: 0, max: 40 }) }), {
        maxLength: 400,
      }),
    })
    await fc.assert(
      fc.asyncProperty(cases, async ({ processes, burst, perSecond, turns }) => {
        const own = { burst, perSecond }
        const { clock, limiters } = await deployment(processes)
        const start = clock.now().getTime()
        let through = 0
        for (const { at, wait } of turns) {
          if ((await limiters[at % processes]?.take('tenant', own, acme)) === 0) through += 1
          clock.advance(wait)
        }
        const seconds = (clock.now().getTime() - start) / 1000
        expect(through).toBeLessThanOrEqual(burst + perSecond * seconds + processes * largestLease(own))
      }),
      { numRuns: 60 },
    )
  })
})

describe('without the table', () => {
  it.each([new StoreUnavailableError('busy', 'busy'), new TableNotFoundError('tenant-acme-messages')])(
    'every process counts alone, and asks again later: %s',
    async (error) => {
      const { clock, limiters, failing, fallbacks, counts } = await deployment(2)
      const small = { burst: 2, perSecond: 1 }
      failing.error = error
      const take = async (index: number) => await limiters[index]?.take('tenant', small, acme)
      expect([await take(0), await take(0), await take(0)]).toEqual([0, 0, 1])
      expect([await take(1), await take(1), await take(1)]).toEqual([0, 0, 1])
      expect([fallbacks.length, counts.reads]).toEqual([2, 2])
      failing.error = null
      clock.advance(5_001)
      expect(await take(0)).toBe(0)
      expect(counts.writes).toBe(1)
    },
  )

  it('a mistake is not taken for a table that is away', async () => {
    const { limiters, failing } = await deployment(1)
    failing.error = new TypeError('a mistake')
    await expect(limiters[0]?.take('tenant', limit, acme)).rejects.toThrow('a mistake')
  })

  it('what belongs to no tenant is counted by each process', async () => {
    const { limiters, counts } = await deployment(1)
    const one = { burst: 1, perSecond: 1 }
    expect([limiters[0]?.take('address#1', one, null), limiters[0]?.take('address#1', one, null)]).toEqual([0, 1])
    expect(counts).toEqual({ reads: 0, writes: 0 })
    expect(rateLimiter(() => 0).take('address#1', one)).toBe(0)
  })
})

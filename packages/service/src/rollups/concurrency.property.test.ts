import type { DatasetSnapshot } from '@salestalk/engine'
import type { MetricQuery } from '@salestalk/protocol'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aggregate } from './aggregate.ts'
import { autumn, orderSegments, ordersModel, segmentStore, snapshotOf, spring, winter } from './tests/fixture.ts'
import { rollupBench, tenantId } from './tests/rollup-bench.ts'

const store = segmentStore(orderSegments)
const versions: readonly DatasetSnapshot[] = [
  [autumn],
  [autumn, winter],
  [autumn, winter, spring],
  [autumn, spring],
].map((keys) => snapshotOf(ordersModel, orderSegments, keys))
const queries: readonly MetricQuery[] = [
  { metrics: ['revenue', 'orders'], groupBy: ['region'] },
  { metrics: ['average_order'], grain: 'month' as const },
  { metrics: ['customers'], groupBy: ['tier'], grain: 'quarter' as const },
  { metrics: ['revenue'], filters: [{ dimension: 'region', operator: 'in' as const, values: ['West'] }] },
  { metrics: ['orders'], start: '2025-03-01', end: '2025-04-01' },
].map((query) => ({
  filters: [],
  having: [],
  groupBy: [],
  grain: null,
  start: null,
  end: null,
  orderBy: null,
  limit: null,
  ...query,
}))

/**
 * At each write of any run: nothing, other data, a run beside it, a pause of this one, its end, a question, or all of another run for
 * other data while this one stands still, about to write what is out of date by then.
 */
const event = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: 'none' as const, number: 0 }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('change' as const), number: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'run' as const, number: 0 }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pause' as const), number: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'kill' as const, number: 0 }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('overtake' as const), number: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('ask' as const), number: fc.nat(19) }) },
)

it('a question gets the figures of its own data, whatever is being computed, changed, paused or killed meanwhile', async () => {
  let covered = 0
  let checked = 0
  const property = fc.asyncProperty(fc.array(event, { minLength: 30, maxLength: 60, size: 'max' }), async (events) => {
    const bench = await rollupBench(store)
    bench.setLive(versions.slice(0, 1))
    const runs: Promise<unknown>[] = []
    const paused: (() => void)[] = []
    let step = 0

    async function ask(number: number): Promise<void> {
      const query = queries[number % queries.length]
      const snapshot = versions[number % versions.length]
      if (query === undefined || snapshot === undefined) return
      // Of what is live, or of data a slow question has in hand still.
      const data = number % 2 === 0 ? bench.data() : { ...bench.data(), datasets: [snapshot] }
      checked += 1
      expect((await bench.store.query(data, query)).rows).toEqual((await store.query(data, query)).rows)
    }

    let active = 0
    const run = () => {
      active += 1
      const ended = () => {
        active -= 1
      }
      runs.push(aggregate({ tenantId, isForced: true }, bench.options).catch(killedOnly).finally(ended))
    }

    async function overtake(number: number): Promise<void> {
      const hook = bench.beforeWrite
      bench.setLive(versions.slice(number, number + 1))
      bench.beforeWrite = () => Promise.resolve()
      await aggregate({ tenantId }, bench.options)
      bench.beforeWrite = hook
    }

    bench.beforeWrite = async () => {
      const { kind, number } = events[step] ?? { kind: 'none', number: 0 }
      step += 1
      if (kind === 'change') bench.setLive(versions.slice(number, number + 1))
      if (kind === 'run') run()
      if (kind === 'kill') throw new Error('killed')
      if (kind === 'pause') await new Promise<void>((resolve) => paused.push(resolve))
      if (kind === 'ask') await ask(number)
      if (kind === 'overtake') await overtake(number)
      if (kind !== 'pause' && step % 3 === 0) paused.shift()?.()
    }

    run()
    while (step < events.length) {
      await new Promise((resolve) => setImmediate(resolve))
      for (const query of queries.keys()) await ask(query * 2)
      if (active === 0) run()
      else if (active === paused.length) paused.shift()?.()
    }
    for (const query of queries.keys()) await ask(query * 2)
    while (paused.length > 0) paused.shift()?.()
    await Promise.all(runs)
    for (const query of queries.keys()) await ask(query * 2)
    bench.beforeWrite = () => Promise.resolve()
    await aggregate({ tenantId, isForced: true }, bench.options)
    const before = bench.counts.covered
    for (const query of queries) {
      const { rows } = await bench.store.query(bench.data(), query)
      expect(rows).toEqual((await store.query(bench.data(), query)).rows)
    }
    expect(bench.counts.covered - before).toBe(queries.length)
    covered += bench.counts.covered
  })
  await fc.assert(property, { numRuns: 10, seed: 20_251_122 })
  expect(covered).toBeGreaterThan(checked / 10)
}, 120_000)

function killedOnly(error: unknown): void {
  if (!(error instanceof Error && error.message === 'killed')) throw error
}

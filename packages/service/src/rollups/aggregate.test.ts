import { type DatasetSnapshot, MetricStoreError } from '@salestalk/engine'
import type { DatasetModel, MetricQuery } from '@salestalk/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import type { RollupCell } from '../storage/rollup-repository.ts'
import { type AggregationReport, aggregate } from './aggregate.ts'
import { defaultRollupLimits } from './options.ts'
import { autumn, orderSegments, ordersModel, segmentStore, snapshotOf, spring, winter } from './tests/fixture.ts'
import { type RollupBench, rollupBench, tenantId } from './tests/rollup-bench.ts'

const store = segmentStore(orderSegments)
let bench: RollupBench

beforeEach(async () => {
  bench = await rollupBench(store)
})

function orders(...keys: string[]): DatasetSnapshot {
  return snapshotOf(ordersModel, orderSegments, keys)
}

async function cellsOf(metric: string): Promise<RollupCell[]> {
  const cells: RollupCell[] = []
  for await (const cell of bench.repository.everyCell(metric)) cells.push(cell)
  return cells
}

async function figures(metric: string, period: string): Promise<unknown> {
  return (await cellsOf(metric))
    .filter((cell) => cell.period === period)
    .map(({ dimension, member, value }) => (dimension === null ? value : `${dimension} ${member}: ${value}`))
}

const questions: MetricQuery[] = [
  { metrics: ['revenue', 'orders'], groupBy: ['region'], grain: null },
  { metrics: ['average_order', 'customers'], groupBy: [], grain: 'month' as const },
  { metrics: ['latest'], groupBy: ['tier'], grain: 'quarter' as const },
  { metrics: ['shipments', 'revenue'], groupBy: [], grain: 'day' as const, start: '2025-01-01' },
].map((query) => ({ filters: [], having: [], start: null, end: null, orderBy: null, limit: null, ...query }))

/** Asks everything both ways; gives how many were answered from rollups. */
async function agree(): Promise<number> {
  const before = bench.counts.covered
  for (const query of questions) {
    const { rows } = await bench.store.query(bench.data(), query)
    expect(rows).toEqual((await store.query(bench.data(), query)).rows)
  }
  return bench.counts.covered - before
}

describe('figures computed ahead', () => {
  it('are those of every period, as a whole and by member, worked by hand', async () => {
    bench.setLive([orders(autumn, winter)])
    const report = await aggregate({ tenantId }, bench.options)
    expect(report.datasets.map(({ dataset, outcome }) => [dataset, outcome])).toEqual([['orders', 'computed']])
    expect(await figures('revenue', '2024-11')).toEqual([
      30.5,
      'region East: 10.5',
      'region West: 20',
      'tier 1: 10.5',
      'tier 2: 20',
    ])
    expect(await figures('revenue', '2024-Q4')).toEqual([
      35.5,
      'region null: 5',
      'region East: 10.5',
      'region West: 20',
      'tier 1: 15.5',
      'tier 2: 20',
    ])
    expect(await figures('revenue', '2025-02')).toEqual([0])
    // The one without a date counts only where no time is asked.
    expect(await figures('orders', 'all')).toContain('region North: 1')
    expect(await figures('orders', '2025')).toEqual([2, 'region East: 2', 'tier 1: 1', 'tier 2: 1'])
    expect(await figures('average_order', '2025-Q1')).toEqual([
      7.625,
      'region East: 7.625',
      'tier 1: 8',
      'tier 2: 7.25',
    ])
    expect(await figures('customers', '2024')).toContain(2)
    expect(await figures('shipments', '2025-04')).toEqual([1, 'region East: 1', 'tier 1: 1'])
    expect(await figures('revenue', '2024-W45')).toEqual([10.5])
    expect(await agree()).toBe(4)
  })

  it('are written once: doing it again changes nothing', async () => {
    bench.setLive([orders(autumn)])
    await aggregate({ tenantId }, bench.options)
    const state = await bench.repository.getState('orders')
    const again = await aggregate({ tenantId }, bench.options)
    expect(again.datasets).toEqual([{ dataset: 'orders', outcome: 'current', cells: 0, written: 0, milliseconds: 0 }])
    expect(await bench.repository.getState('orders')).toEqual(state)
    const forced = await aggregate({ tenantId, isForced: true }, bench.options)
    expect(forced.datasets[0]).toMatchObject({ outcome: 'computed', written: 0 })
  })

  it('are written anew only where new rows change them', async () => {
    bench.setLive([orders(autumn, winter)])
    await aggregate({ tenantId }, bench.options)
    bench.setLive([orders(autumn, winter, spring)])
    expect(await agree()).toBe(0)
    expect(bench.counts.behind).toBe(4)
    const report = await aggregate({ tenantId }, bench.options)
    expect(report.datasets[0]?.written).toBeLessThan((report.datasets[0]?.cells ?? 0) / 2)
    const versions = new Map((await cellsOf('revenue')).map(({ period, dataVersion }) => [period, dataVersion]))
    expect(versions.get('2024-11')).not.toBe(versions.get('2025-03'))
    expect(await agree()).toBe(4)
  })

  it('come back with an undone batch, and go with what it had', async () => {
    bench.setLive([orders(autumn, winter)])
    await aggregate({ tenantId }, bench.options)
    bench.setLive([orders(autumn)])
    expect(await agree()).toBe(0)
    await aggregate({ tenantId }, bench.options)
    expect(await agree()).toBe(4)
    expect((await cellsOf('revenue')).filter(({ period }) => period.startsWith('2025'))).toEqual([])
    bench.setLive([orders(autumn, winter)])
    await aggregate({ tenantId }, bench.options)
    expect(await agree()).toBe(4)
  })

  it('are behind when a metric gets another meaning, but not when it gets another word', async () => {
    bench.setLive([orders(autumn)])
    await aggregate({ tenantId }, bench.options)
    const renamed = changedRevenue({ synonyms: ['turnover'], label: 'Turnover' })
    bench.setLive([{ ...orders(autumn), model: renamed }])
    expect(await agree()).toBe(4)
    bench.setLive([{ ...orders(autumn), model: changedRevenue({ timeColumn: 'shipped' }) }])
    expect(await agree()).toBe(0)
    await aggregate({ tenantId }, bench.options)
    expect(await agree()).toBe(4)
  })

  it('of a dataset without data, and of a metric that is no more, are removed', async () => {
    bench.setLive([orders(autumn)])
    await aggregate({ tenantId }, bench.options)
    const model = { ...ordersModel, metrics: ordersModel.metrics.filter(({ id }) => id !== 'customers') }
    bench.setLive([{ ...orders(autumn), model }])
    await aggregate({ tenantId }, bench.options)
    expect(await cellsOf('customers')).toEqual([])
    bench.setLive([])
    const report = await aggregate({ tenantId }, bench.options)
    expect(report.datasets[0]).toMatchObject({ dataset: 'orders', outcome: 'removed' })
    expect(await cellsOf('revenue')).toEqual([])
    expect(await bench.repository.listStates()).toEqual([])
  })

  it('keep within their budget, the coarse wholes first', async () => {
    bench.setLive([orders(autumn, winter)])
    const limits = { ...defaultRollupLimits, cellsMax: 40 }
    const report = await aggregate({ tenantId }, { ...bench.options, limits })
    expect(report.datasets[0]?.cells).toBeLessThanOrEqual(40)
    expect(await figures('revenue', 'all')).toContain(150.75)
    expect(await figures('revenue', '2025')).toEqual([15.25])
    expect(await agree()).toBeLessThan(4)
  })
})

function changedRevenue(change: Partial<DatasetModel['metrics'][number]>): DatasetModel {
  return {
    ...ordersModel,
    metrics: ordersModel.metrics.map((metric) => (metric.id === 'revenue' ? { ...metric, ...change } : metric)),
  }
}

describe('a run', () => {
  it('that is killed at any write leaves no wrong answer, and the next one finishes the work', async () => {
    bench.setLive([orders(autumn, winter)])
    await aggregate({ tenantId }, bench.options)
    bench.setLive([orders(autumn, winter, spring)])
    let kills = 0
    for (let write = 1; ; write += 1) {
      let count = 0
      bench.beforeWrite = async () => {
        count += 1
        if (count === write) throw new Error('killed')
      }
      const isKilled = await aggregate({ tenantId, isForced: write > 1 }, bench.options).then(
        () => false,
        () => true,
      )
      bench.beforeWrite = async () => undefined
      await agree()
      if (!isKilled) break
      kills += 1
    }
    expect(kills).toBeGreaterThan(2)
    expect(await agree()).toBe(4)
  })

  it('stops when another one takes over, which finishes', async () => {
    bench.setLive([orders(autumn, winter)])
    const others: AggregationReport[] = []
    let writes = 0
    bench.beforeWrite = async () => {
      writes += 1
      if (writes !== 3) return
      others.push(await aggregate({ tenantId }, bench.options))
    }
    const first = await aggregate({ tenantId }, bench.options)
    expect(first.datasets[0]?.outcome).toBe('superseded')
    expect(others[0]?.datasets[0]?.outcome).toBe('computed')
    expect(await agree()).toBe(4)
  })

  it('goes on with the data as they are in the end when they change meanwhile', async () => {
    bench.setLive([orders(autumn)])
    let writes = 0
    bench.beforeWrite = async () => {
      writes += 1
      if (writes === 2) bench.setLive([orders(autumn, winter)])
    }
    await aggregate({ tenantId }, bench.options)
    expect(await agree()).toBe(4)
  })

  it('can be canceled, and tells how far it is', async () => {
    bench.setLive([orders(autumn)])
    const control = new AbortController()
    const stages = new Set<string>()
    const canceled = aggregate(
      {
        tenantId,
        signal: control.signal,
        onProgress: ({ stage }) => {
          stages.add(stage)
          if (stage === 'writing') control.abort(new Error('stop'))
        },
      },
      bench.options,
    )
    await expect(canceled).rejects.toThrow('stop')
    expect([...stages]).toEqual(['computing', 'writing'])
    expect(await agree()).toBe(0)
    await aggregate({ tenantId }, bench.options)
    expect(await agree()).toBe(4)
  })

  it('fails when the facts cannot be read, to be tried again', async () => {
    bench.setLive([orders(autumn)])
    const metricStore = { ...store, query: () => Promise.reject(new MetricStoreError('unavailable', 'no disk')) }
    await expect(aggregate({ tenantId }, { ...bench.options, metricStore })).rejects.toThrow('no disk')
    expect(await agree()).toBe(0)
  })
})

describe('figures that were damaged', () => {
  it('are not used, reported, and computed again when forced', async () => {
    bench.setLive([orders(autumn)])
    await aggregate({ tenantId }, bench.options)
    const east = (await cellsOf('revenue')).filter(({ period, member }) => period === 'all' && member === 'East')
    await bench.repository.deleteCells(east)
    expect(await agree()).toBe(3)
    expect(bench.counts.damaged).toBe(1)
    await aggregate({ tenantId, isForced: true }, bench.options)
    expect(await agree()).toBe(4)
  })
})

it('members are known from what was kept, as many as there are', async () => {
  bench.setLive([orders(autumn, winter)])
  const data = bench.data()
  const [dataset] = data.datasets
  const members = bench.options.members(tenantId)
  expect(dataset && (await members.find(dataset, 'region', 10))).toBeNull()
  await aggregate({ tenantId }, bench.options)
  expect(dataset && (await members.find(dataset, 'region', 10))).toEqual([
    { value: 'East', rows: 3 },
    { value: 'North', rows: 1 },
    { value: 'West', rows: 1 },
  ])
  expect(await bench.store.members(data, 'orders', 'region', 1)).toEqual([{ value: 'East', rows: 3 }])
})

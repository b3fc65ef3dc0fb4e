import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatasetSnapshot, MetricStore, TenantData } from '@salestalk/engine'
import type { MetricQuery } from '@salestalk/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DatabasePool } from './database-pool.ts'
import { createDuckDbMetricStore } from './metric-store.ts'
import { type DuckDbMetricStoreOptions, withDefaults } from './options.ts'
import { model, snapshot } from './testing/orders.ts'
import { ParquetFacts } from './testing/parquet-facts.ts'

const row = { ordered: '2025-01-01', shipped: null, region: 'EMEA', price: 10.1, quantity: 1, rating: 5 }
const revenue: MetricQuery = {
  metrics: ['revenue'],
  filters: [],
  having: [],
  groupBy: [],
  grain: null,
  start: null,
  end: null,
  orderBy: null,
  limit: null,
}

describe('the DuckDB metric store', () => {
  let facts: ParquetFacts
  const stores: MetricStore[] = []
  beforeEach(async () => {
    facts = await ParquetFacts.create()
  })
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()))
    await facts.remove()
  })

  function open(options: Partial<DuckDbMetricStoreOptions> = {}): MetricStore {
    const store = createDuckDbMetricStore({ ...facts.places, ...options })
    stores.push(store)
    return store
  }

  async function company(tenantId: string, rows = 1): Promise<TenantData> {
    const dataset = await facts.write({ tenantId, model, rows: Array.from({ length: rows }, () => row) }, 1)
    return { tenantId, version: '1', datasets: [dataset] }
  }

  async function total(store: MetricStore, data: TenantData): Promise<number | null | undefined> {
    const { rows } = await store.query(data, revenue)
    return rows[0]?.values.revenue
  }

  /** A dataset large enough that a distinct count of it is under way when it is interrupted. */
  async function largeCompany(rows = 400_000): Promise<TenantData> {
    const key = 'tenant-large/facts/orders/b.parquet'
    await mkdir(join(facts.root, 'tenant-large/facts/orders'), { recursive: true })
    const select = `SELECT DATE '2025-01-01' AS ordered, 'r' || i AS region, 1.00::DECIMAL(18, 2) AS price FROM range(${rows}) t(i)`
    await facts.run(`COPY (${select}) TO '${join(facts.root, key)}' (FORMAT parquet)`)
    return { tenantId: 'large', version: '1', datasets: [{ ...snapshot, segments: [key] }] }
  }

  it('names members of the first rows where there are too many to count them all', async () => {
    const rows = 1_100_000
    const data = await largeCompany(rows)
    const large = { ...data, datasets: data.datasets.map((dataset) => ({ ...dataset, rows })) }
    const members = await open().members(large, model.dataset, 'area', 3)
    expect(members.map(({ value }) => value)).toEqual(['r0', 'r1', 'r2'])
  })

  it('shows the SQL it ran and the time it took', async () => {
    let now = 5
    const store = open({ now: () => (now += 2) })
    const { sql, milliseconds } = await store.query(await company('acme'), revenue)
    expect(sql).toContain('sum("price")')
    expect(milliseconds).toBe(2)
  })

  it('gives the same SQL for the same data, whatever was asked before', async () => {
    const data = await company('acme')
    const first = open()
    const second = open()
    await second.members(await company('globex'), 'orders', 'area', 5)
    expect((await second.query(data, revenue)).sql).toBe((await first.query(data, revenue)).sql)
  })

  it('sees a new version at once, and the old one for whoever still holds it', async () => {
    const store = open()
    const before = await company('acme')
    expect(await total(store, before)).toBe(10.1)
    const more = await facts.write({ tenantId: 'acme', model: { ...model, dataset: 'more' }, rows: [row, row] }, 1)
    const segments = [...(before.datasets[0]?.segments ?? []), ...more.segments]
    const after = { ...before, version: '2', datasets: [{ ...snapshot, segments }] }
    expect(await total(store, after)).toBe(30.3)
    expect(await total(store, before)).toBe(10.1)
  })

  it('reads older segments without a column that was added later', async () => {
    const store = open()
    const old = { ...model, columns: model.columns.filter(({ key }) => key !== 'region') }
    const older = await facts.write({ tenantId: 'acme', model: old, rows: [row] }, 1)
    const newer = await facts.write({ tenantId: 'acme', model: { ...model, dataset: 'newer' }, rows: [row] }, 1)
    const dataset: DatasetSnapshot = { ...snapshot, segments: [...older.segments, ...newer.segments] }
    const { rows } = await store.query(
      { tenantId: 'acme', version: '1', datasets: [dataset] },
      { ...revenue, groupBy: ['area'] },
    )
    expect(rows.map(({ group, values }) => [group.area, values.revenue])).toEqual([
      ['EMEA', 10.1],
      [null, 10.1],
    ])
    const absent: DatasetSnapshot = { ...snapshot, segments: older.segments }
    expect(await store.members({ tenantId: 'acme', version: '2', datasets: [absent] }, 'orders', 'area', 5)).toEqual([])
  })

  it('answers after a segment that was missing is there', async () => {
    const store = open()
    const data = await company('acme')
    const dataset = { ...snapshot, segments: ['tenant-acme/facts/late/batch-0.parquet'] }
    await expect(total(store, { ...data, datasets: [dataset] })).rejects.toMatchObject({ code: 'unavailable' })
    await facts.write({ tenantId: 'acme', model: { ...model, dataset: 'late' }, rows: [row] }, 1)
    expect(await total(store, { ...data, datasets: [dataset] })).toBe(10.1)
  })

  it('answers many at once, of more companies than may be open', async () => {
    const store = open({ openInstances: 2 })
    const companies = await Promise.all(['one', 'two', 'three'].map((id, index) => company(id, index + 1)))
    const asked = [...companies, ...companies, ...companies, ...companies]
    expect(await Promise.all(asked.map((data) => total(store, data)))).toEqual([
      10.1, 20.2, 30.3, 10.1, 20.2, 30.3, 10.1, 20.2, 30.3, 10.1, 20.2, 30.3,
    ])
  })

  it('stops what takes too long, and goes on with the next', async () => {
    let isImpatient = false
    const timer = (_: number, callback: () => void) => {
      const handle = isImpatient ? setImmediate(callback) : undefined
      return { stop: () => clearImmediate(handle) }
    }
    const store = open({ timer })
    const data = await largeCompany()
    expect(await total(store, data)).toBe(400_000)
    isImpatient = true
    const late = store.query(data, {
      ...revenue,
      groupBy: ['area'],
      orderBy: { metric: 'revenue', direction: 'desc' },
      limit: 1,
    })
    await expect(late).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringMatching(/longer than 10 seconds/),
    })
    isImpatient = false
    expect(await total(store, data)).toBe(400_000)
  })

  it('refuses answers with too many rows', async () => {
    const store = open({ mostRows: 1000 })
    const question = store.query(await largeCompany(), { ...revenue, groupBy: ['area'] })
    await expect(question).rejects.toMatchObject({ code: 'too_many_rows' })
  })

  it('refuses what does not fit its memory, and goes on', async () => {
    const store = open({ memoryMegabytes: 24 })
    const data = await largeCompany()
    const question = store.query(data, {
      ...revenue,
      groupBy: ['area'],
      orderBy: { metric: 'revenue', direction: 'desc' },
      limit: 1,
    })
    await expect(question).rejects.toMatchObject({ code: 'too_many_rows', message: expect.stringMatching(/memory/) })
    expect(await total(store, data)).toBe(400_000)
  })

  it('lets a question under way finish before it closes', async () => {
    const store = open()
    const data = await company('acme')
    const asked = total(store, data)
    await store.release('acme')
    expect(await asked).toBe(10.1)
    const last = total(store, data)
    await Promise.all([store.close(), store.close()])
    expect(await last).toBe(10.1)
    await expect(total(store, data)).rejects.toMatchObject({ code: 'unavailable' })
    await store.release('acme')
  })
})

describe('the pool of databases', () => {
  it('closes the one idle longest to make room, never one in use', async () => {
    const facts = await ParquetFacts.create()
    const pool = new DatabasePool(withDefaults({ ...facts.places, openInstances: 2 }))
    const identities = new Map<string, unknown>()
    const isSame = (tenantId: string) =>
      pool.use(tenantId, async (database) => {
        const same = identities.get(tenantId) === database
        identities.set(tenantId, database)
        return same
      })
    await isSame('one')
    await isSame('two')
    await isSame('one')
    await isSame('three')
    expect(pool.size).toBe(2)
    expect(await isSame('one')).toBe(true)
    expect(await isSame('two')).toBe(false)

    const waiting = await pool.use('one', () =>
      pool.use('two', async () => {
        const third = isSame('three')
        expect(pool.size).toBe(2)
        return { third }
      }),
    )
    expect(await waiting.third).toBe(false)
    expect(pool.size).toBe(2)
    await pool.close()
    expect(pool.size).toBe(0)
    await facts.remove()
  })

  it('tries again after a database could not be opened', async () => {
    let folder = 'not absolute'
    const places = { tenantFolder: () => folder, localPath: (_: string, key: string) => key }
    const pool = new DatabasePool(withDefaults(places))
    await expect(pool.use('acme', async () => 1)).rejects.toMatchObject({ code: 'unavailable' })
    folder = '/nowhere'
    expect(await pool.use('acme', async () => 1)).toBe(1)
    await pool.close()
  })
})

import { join } from 'node:path'
import { type MetricStore, MetricStoreError } from '@salestalk/engine'
import type { MetricQuery } from '@salestalk/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDuckDbMetricStore } from './metric-store.ts'
import { withDefaults } from './options.ts'
import { TenantDatabase } from './tenant-database.ts'
import { model } from './testing/orders.ts'
import { ParquetFacts } from './testing/parquet-facts.ts'

const row = { ordered: '2025-01-01', shipped: null, region: 'EMEA', price: 1, quantity: 1, rating: 5 }
const total: MetricQuery = {
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

describe('a company asking in its own DuckDB', () => {
  let facts: ParquetFacts
  let store: MetricStore
  let own: TenantDatabase
  let foreignKey: string
  beforeAll(async () => {
    facts = await ParquetFacts.create()
    store = createDuckDbMetricStore(facts.places)
    await facts.write({ tenantId: 'acme', model, rows: [row] })
    const foreign = await facts.write({ tenantId: 'acme-evil', model, rows: [row] })
    foreignKey = foreign.segments[0] ?? ''
    own = await TenantDatabase.open('acme', withDefaults(facts.places))
  })
  afterAll(async () => {
    own.close()
    await store.close()
    await facts.remove()
  })

  // What would happen if a statement of somebody else's making reached the database after all.
  const attacks: [string, (root: string) => string][] = [
    [
      'read the file of another company',
      (root) => `SELECT * FROM read_parquet('${join(root, 'tenant-acme-evil')}/**/*.parquet')`,
    ],
    ['read it by name alone', (root) => `SELECT * FROM '${join(root, foreignKey)}'`],
    ['climb out of its folder', (root) => `SELECT * FROM read_parquet('${root}/tenant-acme/../${foreignKey}')`],
    ['read a file of the machine', () => "SELECT * FROM read_csv('/etc/passwd')"],
    ['read text', () => "SELECT * FROM read_text('/etc/hostname')"],
    ['list folders', (root) => `SELECT * FROM glob('${root}/*')`],
    ['write elsewhere', (root) => `COPY (SELECT 1) TO '${root}/out.csv'`],
    ['attach a database elsewhere', (root) => `ATTACH '${root}/other.db'`],
    ['export', (root) => `EXPORT DATABASE '${root}/out'`],
    ['open itself up', () => 'SET enable_external_access = true'],
    ['allow another folder', (root) => `SET allowed_directories = ['${root}/']`],
    ['unlock its settings', () => 'SET lock_configuration = false'],
    ['take more memory', () => "PRAGMA memory_limit = '64GB'"],
    ['spill to disk', () => "SET temp_directory = '/tmp'"],
    ['install an extension', () => 'INSTALL httpfs'],
    ['load an extension', () => 'LOAD httpfs'],
    ['reach the network', () => "SELECT * FROM read_csv('https://localhost/x.csv')"],
  ]
  it.each(attacks)('cannot %s', async (_, attack) => {
    const failure = await own.run({ sql: attack(facts.root), parameters: [] }).then(
      () => null,
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(MetricStoreError)
    expect(failure).toMatchObject({ code: 'unavailable' })
  })

  it('cannot name a segment of another company', async () => {
    const foreign = { model, segments: [foreignKey], rows: 1, timeSpans: {} }
    const climbing = { ...foreign, segments: [`tenant-acme/../${foreignKey}`] }
    const pattern = { ...foreign, segments: ['tenant-acme/facts/*/*.parquet'] }
    for (const dataset of [foreign, climbing, pattern]) {
      const question = store.query({ tenantId: 'acme', version: '1', datasets: [dataset] }, total)
      await expect(question).rejects.toMatchObject({ code: 'unavailable' })
    }
  })

  it('says nothing of paths or SQL when a segment is missing', async () => {
    const missing = { model, segments: ['tenant-acme/facts/orders/gone.parquet'], rows: 1, timeSpans: {} }
    const question = store.query({ tenantId: 'acme', version: '1', datasets: [missing] }, total)
    await expect(question).rejects.toThrow(/^The figures cannot be read right now: try again in a moment$/)
  })

  it('does not take SQL for a name, even from a model', async () => {
    const key = `x" FROM read_csv('/etc/passwd') --`
    const columns = [...model.columns, { key, name: key, type: 'text' as const, role: 'dimension' as const }]
    const dataset = { model: { ...model, columns }, segments: [], rows: 0, timeSpans: {} }
    const question = store.query({ tenantId: 'acme', version: '1', datasets: [dataset] }, total)
    await expect(question).rejects.toMatchObject({ code: 'invalid_query' })
  })
})

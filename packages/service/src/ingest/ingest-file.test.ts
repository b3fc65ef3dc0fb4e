import { ConditionFailedError } from '@salestalk/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingestFile } from './ingest-file.ts'
import { acme, type IngestFixture, ingestFixture } from './tests/ingest-fixture.ts'
import { undoBatch } from './undo-batch.ts'

let fixture: IngestFixture
beforeAll(async () => {
  fixture = await ingestFixture()
})
afterAll(() => fixture.close())

const orders =
  'Order ID,Order Date,Region,Amount\nA1,2025-01-03,North,10.50\nA2,2025-01-04,South,20\nA3,2025-02-01,NA,5.25\n'

describe('a file', () => {
  it('becomes a live segment with its batch, model, time spans and event', async () => {
    const report = await fixture.ingest('orders.csv', orders)
    expect(report).toMatchObject({
      kind: 'ingested',
      batch: { rows: 3, rejected: 0, firstDay: '2025-01-03', lastDay: '2025-02-01', status: 'live' },
    })
    const manifest = await fixture.storage.datasets.get('orders')
    expect(manifest?.segments).toMatchObject([
      { rows: 3, timeSpans: { order_date: { start: '2025-01-03', end: '2025-02-01' } } },
    ])
    expect(manifest?.segments[0]?.key).toBe(`facts/orders/${report.batch?.batchId}.parquet`)
    expect(await fixture.query('orders', 'SELECT sum(amount)::DOUBLE, count(*) FROM facts')).toEqual([[35.75, 3]])
    const item = await fixture.storage.metricsTable.get({ pk: 'DATASET', sk: 'orders' })
    expect(item?.outbox).toMatchObject([
      { eventType: 'metrics.ingested.v1', data: { recordCount: 3, fileName: 'orders.csv' } },
    ])
  })
  it('changes nothing when it comes again', async () => {
    const before = await fixture.files()
    const report = await fixture.ingest('orders again.csv', orders, { dataset: 'orders' })
    expect(report).toMatchObject({ kind: 'unchanged', batch: { fileName: 'orders.csv' } })
    expect((await fixture.storage.datasets.get('orders'))?.segments).toHaveLength(1)
    expect(await fixture.files()).toEqual(before)
  })
  it('can be appended, with codes that happen to be figures kept as text', async () => {
    await fixture.ingest('more.csv', 'Order ID,Order Date,Region,Amount\n17,2025-03-01,West,1\n', { dataset: 'orders' })
    expect(await fixture.query('orders', 'SELECT order_id, amount::DOUBLE FROM facts ORDER BY 1')).toEqual([
      ['17', 1],
      ['A1', 10.5],
      ['A2', 20],
      ['A3', 5.25],
    ])
  })
  it('may bring new columns but must have those there are, in a type that fits', async () => {
    const missing = await fixture.failure('bad.csv', 'Order ID,Order Date,Region,Amount\nB1,2025-03-01,West,a lot\n', {
      dataset: 'orders',
    })
    expect(missing.code).toBe('columns_differ')
    expect(missing.message).toContain('"Amount" holds numbers, in the file text')
    const lacking = await fixture.failure('bad.csv', 'Order ID,Order Date\nB1,2025-03-01\n', { dataset: 'orders' })
    expect(lacking.message).toContain('"Region" is missing; "Amount" is missing')
    await fixture.ingest('wide.csv', 'Order ID,Order Date,Region,Amount,Channel\nC1,2025-04-01,West,2,web\n', {
      dataset: 'orders',
    })
    const model = (await fixture.storage.datasets.get('orders'))?.model
    expect(model?.columns.at(-1)).toMatchObject({ key: 'channel', type: 'text' })
    expect(model?.version).toBe(2)
    expect(await fixture.query('orders', 'SELECT count(*), count(channel) FROM facts')).toEqual([[5, 1]])
  })
  it('can replace the dataset, which can be undone', async () => {
    const report = await fixture.ingest('new.csv', 'Order ID,Day\nZ,2026-01-01\n', {
      dataset: 'orders',
      mode: 'replace',
    })
    expect(await fixture.query('orders', 'SELECT count(*) FROM facts')).toEqual([[1]])
    expect((await fixture.storage.datasets.listBatches('orders')).map(({ status }) => status).sort()).toEqual([
      'live',
      'replaced',
      'replaced',
      'replaced',
    ])
    const request = { tenantId: acme, dataset: 'orders', batchId: report.batch?.batchId ?? '' }
    expect(await undoBatch(request, fixture.dependencies)).toMatchObject({ status: 'undone' })
    expect(await fixture.query('orders', 'SELECT count(*) FROM facts')).toEqual([[5]])
    expect((await fixture.storage.datasets.get('orders'))?.model.columns.map(({ key }) => key)).toContain('channel')
    await expect(undoBatch(request, fixture.dependencies)).rejects.toMatchObject({ code: 'batch_not_undoable' })
    await expect(undoBatch({ ...request, batchId: 'no' }, fixture.dependencies)).rejects.toMatchObject({
      code: 'unknown_batch',
    })
  })
})

/** Makes the sum of `amount` revenue. */
async function ingestWithRevenue(name: string, text: string) {
  const plain = fixture.dependencies.proposeModel
  const proposeModel: typeof plain = (profile, dataset) => ({
    ...plain(profile, dataset),
    metrics: [
      {
        id: 'revenue',
        label: 'Revenue',
        subject: 'revenue',
        description: '',
        synonyms: ['sales'],
        unit: { kind: 'currency', currency: 'USD' },
        direction: 'up_is_good',
        importance: 1,
        aggregation: { kind: 'sum', expression: { column: 'amount' }, where: [] },
        timeColumn: 'order_date',
        grain: 'day',
        hidden: false,
      },
    ],
  })
  return await ingestFile(
    { tenantId: acme, path: await fixture.file(name, text) },
    { ...fixture.dependencies, proposeModel },
  )
}

describe('a batch noted before a power cut, without its manifest', () => {
  it('is not listed, cannot be undone, and does not stand in the way of the same file', async () => {
    const { batch } = await fixture.ingest('cut.csv', orders)
    if (batch === null) throw new Error('nothing was taken in')
    await fixture.storage.datasets.putBatch({ ...batch, dataset: 'lost' })
    expect(await fixture.storage.datasets.listBatches('lost')).toEqual([])
    const request = { tenantId: acme, dataset: 'lost', batchId: batch.batchId }
    await expect(undoBatch(request, fixture.dependencies)).rejects.toMatchObject({ code: 'batch_not_undoable' })
    expect((await fixture.ingest('cut.csv', orders, { dataset: 'lost' })).kind).toBe('ingested')
  })
})

describe('a file with the name of another', () => {
  it('is warned about when they have days in common, unless it replaces', async () => {
    await fixture.ingest('weekly.csv', orders)
    const corrected = orders.replace('10.50', '11.50')
    const { preview } = await fixture.ingest('weekly.csv', corrected, { dryRun: true })
    expect(preview.warnings[0]).toContain('already has a file named weekly.csv and days in common')
    expect(preview.warnings[0]).toContain('--mode replace')
    const later = corrected.replaceAll('2025-', '2026-')
    expect((await fixture.ingest('weekly.csv', later, { dryRun: true })).preview.warnings).toEqual([])
    const replacing = await fixture.ingest('weekly.csv', corrected, { dryRun: true, mode: 'replace' })
    expect(replacing.preview.warnings).toEqual([])
    expect((await fixture.ingest('weekly.csv', orders)).preview.warnings).toEqual([])
  })
})

describe('two datasets of a company', () => {
  it('that both propose revenue keep metrics of their own, whichever is uploaded again', async () => {
    await ingestWithRevenue('shop.csv', orders)
    const { preview } = await ingestWithRevenue('web_shop.csv', orders.replace('A1', 'W1'))
    expect(preview.model.metrics).toMatchObject([
      { id: 'web_shop_revenue', label: 'Revenue (web_shop)', subject: 'revenue' },
    ])
    expect(preview.model.metrics[0]?.synonyms).toContain('web shop revenue')
    await ingestWithRevenue('shop.csv', orders.replace('A1', 'A9'))
    const models = (await fixture.storage.datasets.list()).filter(({ dataset }) => dataset.endsWith('shop'))
    expect(models.map(({ model }) => model.metrics.map(({ id }) => id))).toEqual([['revenue'], ['web_shop_revenue']])
  })
})

describe('a model given with a file', () => {
  it('is refused when it refers to what is not there, with the nearest right name', async () => {
    const { preview } = await fixture.ingest('given.csv', orders, { dryRun: true })
    const request = { model: { ...preview.model, timeColumn: 'order_dat' } }
    const { code, message } = await fixture.failure('given.csv', orders, request)
    expect(code).toBe('invalid_model')
    expect(message).toContain('timeColumn: there is no column "order_dat" (did you mean order_date?)')
  })
})

describe('the event of a batch', () => {
  it('samples its metrics', async () => {
    await ingestWithRevenue('sampled.csv', orders)
    const item = await fixture.storage.metricsTable.get({ pk: 'DATASET', sk: 'sampled' })
    const sample = { subject: 'revenue', period: '2025-01-03/2025-02-01', value: 35.75, unit: 'USD', dimensions: {} }
    expect(item?.outbox).toMatchObject([{ data: { metricsIngested: [sample] } }])
  })
})

describe('a dry run', () => {
  it('shows everything and writes nothing', async () => {
    const before = await fixture.files()
    const report = await fixture.ingest('trial.csv', orders, { dryRun: true })
    expect(report).toMatchObject({
      kind: 'dry_run',
      batch: null,
      preview: { dataset: 'trial', rowsRead: 3, rowsRejected: 0 },
    })
    expect(report.preview.sample[0]).toEqual({
      order_id: 'A1',
      order_date: '2025-01-03',
      region: 'North',
      amount: 10.5,
    })
    expect(await fixture.storage.datasets.get('trial')).toBeNull()
    expect(await fixture.files()).toEqual(before)
  })
})

describe('the write that makes a batch visible', () => {
  const more = 'Order ID,Order Date,Region,Amount\nZ1,2025-04-01,West,7\n'

  /** Tables that keep the manifest and lose the answer: by an error, or by one that says the version was another. */
  function losingAnswers(tables: IngestFixture['dependencies']['tables'], lost: (name: string) => Error) {
    return {
      ...tables,
      open: (address: Parameters<typeof tables.open>[0]) => {
        const table = tables.open(address)
        let left = 1
        const keep = async <Result>(isManifest: boolean, write: Promise<Result>): Promise<Result> => {
          const written = await write
          if (isManifest && left > 0) {
            left -= 1
            throw lost(table.name)
          }
          return written
        }
        return {
          ...table,
          put: (item: Parameters<typeof table.put>[0], condition?: Parameters<typeof table.put>[1]) =>
            keep(item.pk === 'DATASET', table.put(item, condition)),
          update: (key: Parameters<typeof table.update>[0], changes: Parameters<typeof table.update>[1]) =>
            keep(key.pk === 'DATASET', table.update(key, changes)),
        }
      },
    }
  }

  it.each([
    ['a connection that broke', () => new Error('socket hang up'), 'unchanged'],
    [
      'its own first try',
      (name: string) => new ConditionFailedError(name, 'DATASET', 'lost', 'version is 1'),
      'ingested',
    ],
  ])('keeps the file when it took effect and its answer was lost to %s', async (_, lost, kind) => {
    const dataset = `lost_${kind}`
    const request = { tenantId: acme, path: await fixture.file('lost.csv', more), dataset }
    const dependencies = { ...fixture.dependencies, tables: losingAnswers(fixture.dependencies.tables, lost) }
    const first: unknown = await ingestFile(request, dependencies).catch((error: unknown) => error)
    const report = kind === 'ingested' ? first : await ingestFile(request, fixture.dependencies)
    expect(report).toMatchObject({ kind })
    expect(await fixture.query(dataset, 'SELECT sum(amount)::DOUBLE, count(*) FROM facts')).toEqual([[7, 1]])
  })
})

import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type ArtifactStore, ArtifactStoreUnavailableError } from '@salestalk/engine'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ingestFile } from './ingest-file.ts'
import { acme, type IngestFixture, ingestFixture } from './tests/ingest-fixture.ts'
import { cleanLeftovers } from './work-folders.ts'

let fixture: IngestFixture
beforeEach(async () => {
  fixture = await ingestFixture()
})
afterEach(() => fixture.close())

const table = `a,b\n${Array.from({ length: 50 }, (_, n) => `x${n},${n}`).join('\n')}\n`

describe('a file that is no table', () => {
  it.each([
    ['empty.csv', '', 'empty_file', 'empty.csv is empty (0 bytes)'],
    ['blank.csv', '\n\n', 'no_rows', 'holds no row that can be read'],
    ['header.csv', 'a,b,c\n', 'no_rows', 'has a header on line 1 and no row below it'],
    ['one.csv', 'a\n', 'no_rows', 'has a header on line 1'],
    ['commas.csv', 'a,b\n,\n,\n', 'no_rows', 'holds no row with data'],
  ])('%s', async (name, content, code, message) => {
    const error = await fixture.failure(name, content)
    expect(error.code).toBe(code)
    expect(error.message).toContain(message)
    expect(await fixture.files()).toEqual([])
  })
  it('is not there at all', async () => {
    const request = { tenantId: acme, path: path.join(fixture.folder, 'no.csv') }
    await expect(ingestFile(request, fixture.dependencies)).rejects.toMatchObject({ code: 'file_not_found' })
    await expect(ingestFile({ ...request, path: fixture.folder }, fixture.dependencies)).rejects.toMatchObject({
      code: 'file_not_found',
    })
  })
})

describe('limits', () => {
  it('name the number of columns', async () => {
    const wide = (cell: string) => Array.from({ length: 10_000 }, (_, n) => `${cell}${n}`).join(',')
    const error = await fixture.failure('wide.csv', `${wide('c')}\n${wide('')}\n`)
    expect(error.code).toBe('too_many_columns')
    expect(error.message).toContain('wide.csv has 10000 columns, at most 2000 fit')
  })
  it('take a table of hundreds of columns', async () => {
    const wide = (cell: string) => Array.from({ length: 300 }, (_, n) => `${cell}${n}`).join(',')
    const { preview } = await fixture.ingest('wide.csv', `${wide('c')}\n${wide('x')}\n${wide('y')}\n`, { dryRun: true })
    expect(preview.profile.columns).toHaveLength(300)
  })
  it('reject the row of a 1 MB cell, with its line', async () => {
    const { preview } = await fixture.ingest('long.csv', `${table}long,"${'y'.repeat(1024 * 1024)}"\nz,7\n`, {
      dryRun: true,
    })
    expect(preview.rejected).toMatchObject([{ line: 52, reason: 'a cell of 1048578 bytes, at most 262144 fit' }])
    expect(preview.rejected[0]?.content).toHaveLength(2000)
    expect(preview.profile.rows).toBe(51)
  })
  it('refuse a file with too many bad rows, showing the commonest reasons', async () => {
    const error = await fixture.failure('bad.csv', `a,b\n${'x,1\n'.repeat(10)}${'x\n'.repeat(3)}${'x,1,2\n'.repeat(2)}`)
    expect(error.code).toBe('too_many_rejected')
    expect(error.message).toContain(
      '5 of 15 rows of bad.csv cannot be read, more than the 10 % allowed: 1 cells instead of 2 (3 rows, first on line 12)',
    )
    const request = { readingOptions: { maxRejectedShare: 0.5 } }
    const report = await fixture.ingest(
      'bad.csv',
      `a,b\n${'x,1\n'.repeat(10)}${'x\n'.repeat(3)}${'x,1,2\n'.repeat(2)}`,
      request,
    )
    expect(report.batch).toMatchObject({ rows: 10, rejected: 5 })
  })
  it('refuse a file that is too large', async () => {
    const small = await ingestFixture({ limits: { ...(await import('./limits.ts')).defaultLimits, bytes: 100 } })
    expect((await small.failure('big.csv', table)).code).toBe('file_too_large')
    await small.close()
  })
  it('check options and names', async () => {
    expect((await fixture.failure('x.csv', table, { dataset: 'My Data' })).message).toContain('such as my_data')
    const options = { delimiter: ';;' }
    expect((await fixture.failure('x.csv', table, { readingOptions: options })).code).toBe('invalid_option')
    const unknown = { dateOrder: { day: 'day_first' as const } }
    expect((await fixture.failure('x.csv', table, { readingOptions: unknown })).message).toContain(
      '"day", which is not in the file: it has a, b',
    )
  })
})

describe('rejected rows', () => {
  it('are kept beside the segment, to download', async () => {
    const report = await fixture.ingest('data.csv', `${table}bad row\n`)
    const key = `rejected/data/${report.batch?.batchId}.ndjson`
    const bytes = await fixture.dependencies.artifacts.open(acme).get(key)
    expect(JSON.parse(Buffer.from(bytes).toString('utf8'))).toEqual({
      line: 52,
      reason: '1 cells instead of 2',
      content: 'bad row',
    })
  })
})

describe('hostile content', () => {
  it('is data like any other', async () => {
    const cells = [
      "'; DROP TABLE x; --",
      '<script>alert(1)</script>',
      '😀 emoji',
      'tab\there',
      '=1+1',
      '\u0007bell',
      '"quoted"',
    ]
    const rows = cells.map((cell, n) => `"${cell.replaceAll('"', '""')}",${n}`)
    await fixture.ingest('hostile.csv', `"na""me'; --",n\n${rows.join('\n')}\n`)
    const found = await fixture.query('hostile', 'SELECT na_me FROM facts ORDER BY n')
    expect(found.map(([cell]) => cell)).toEqual(cells)
  })
})

describe('trouble on the way', () => {
  async function interrupted(stage: string, onStage: (path: string) => void | Promise<void>, signal?: AbortSignal) {
    const file = await fixture.file('data.csv', table)
    const waiting: Promise<void>[] = []
    const request = {
      tenantId: acme,
      path: file,
      signal,
      onProgress: (progress: { stage: string }) => {
        if (progress.stage === stage) waiting.push(Promise.resolve(onStage(file)))
      },
    }
    const outcome: unknown = await ingestFile(request, fixture.dependencies).catch((error: unknown) => error)
    await Promise.all(waiting)
    return outcome
  }

  it('a file that changes while it is read is refused', async () => {
    const { appendFileSync } = await import('node:fs')
    const outcome = await interrupted('reading', (file) => appendFileSync(file, 'late,1\n'))
    expect(outcome).toMatchObject({ code: 'file_changed' })
    expect(await fixture.files()).toEqual([])
  })
  it.each(['reading', 'profiling', 'writing', 'committing'] as const)(
    'cancelling while %s leaves nothing',
    async (stage) => {
      const controller = new AbortController()
      const outcome = await interrupted(stage, () => controller.abort(), controller.signal)
      expect(outcome).toMatchObject({ code: 'cancelled' })
      expect(await fixture.files()).toEqual([])
      expect(await fixture.storage.datasets.list()).toEqual([])
      expect(await fixture.storage.datasets.listBatches('data')).toEqual([])
    },
  )
  it('a full disk is said to be full, and nothing is left', async () => {
    const full: ArtifactStore = {
      open: (tenantId) => ({
        ...fixture.dependencies.artifacts.open(tenantId),
        putFile: async () => {
          throw new ArtifactStoreUnavailableError('full', 'The disk is full')
        },
      }),
    }
    const request = { tenantId: acme, path: await fixture.file('data.csv', table) }
    const outcome: unknown = await ingestFile(request, { ...fixture.dependencies, artifacts: full }).catch(
      (error: unknown) => error,
    )
    expect(outcome).toMatchObject({ code: 'disk_full' })
    expect(await fixture.files()).toEqual([])
    expect(await fixture.storage.datasets.list()).toEqual([])
  })
  it('what a killed process left is removed at the next start', async () => {
    const gone = path.join(fixture.folder, 'work', 'ingest-4194999-abc')
    const running = path.join(fixture.folder, 'work', `ingest-${process.pid}-def`)
    for (const folder of [gone, running]) {
      await mkdir(folder, { recursive: true })
      await writeFile(path.join(folder, 'staged.parquet'), 'half')
    }
    expect(await cleanLeftovers(path.join(fixture.folder, 'work'))).toBe(1)
    expect(await readdir(path.join(fixture.folder, 'work'))).toEqual([path.basename(running)])
    expect(await cleanLeftovers(path.join(fixture.folder, 'nowhere'))).toBe(0)
  })
})

describe('two uploads at once', () => {
  it('to one dataset both land', async () => {
    const names = ['one', 'two', 'three']
    const reports = await Promise.all(
      names.map((name) => fixture.ingest(`${name}.csv`, `who,n\n${name},1\n`, { dataset: 'shared' })),
    )
    expect(reports.map(({ kind }) => kind)).toEqual(['ingested', 'ingested', 'ingested'])
    expect(await fixture.query('shared', 'SELECT who FROM facts ORDER BY 1')).toEqual([['one'], ['three'], ['two']])
  })
  it('of the same content count once', async () => {
    const reports = await Promise.all([1, 2].map((n) => fixture.ingest(`same${n}.csv`, table, { dataset: 'same' })))
    expect(reports.map(({ kind }) => kind).sort()).toEqual(['ingested', 'unchanged'])
    expect(await fixture.query('same', 'SELECT count(*) FROM facts')).toEqual([[50]])
  })
  it('that do not agree: the second is refused', async () => {
    const outcomes = await Promise.allSettled([
      fixture.ingest('one.csv', 'who,n\na,1\n', { dataset: 'clash' }),
      fixture.ingest('two.csv', 'day,city\n2025-01-01,Rome\n', { dataset: 'clash' }),
    ])
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []))
    expect(refused).toEqual(['columns_differ'])
    expect((await fixture.storage.datasets.get('clash'))?.segments).toHaveLength(1)
  })
})

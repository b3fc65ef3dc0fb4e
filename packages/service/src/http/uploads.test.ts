import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  answerSchema,
  batchesSchema,
  ingestReportSchema,
  problemSchema,
  signedInSchema,
  type Upload,
  uploadSchema,
} from '@salestalk/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acme, openTestApp, other, type TestApp } from './tests/test-app.ts'

let app: TestApp
let admin: string

beforeAll(async () => {
  app = await openTestApp()
  admin = await app.tokenFor(acme, 'admin')
})
afterAll(() => app.close())

const returnsCsv =
  'Return Date,Store,Refund\n2025-01-05,Berlin,20\n2025-01-06,Oslo,7.5\nnot a date,Oslo,1\n2025-01-07,Oslo,2\n2025-01-08,Oslo,2\n2025-01-09,Oslo,2\n2025-01-10,Oslo,2\n2025-01-11,Oslo,2\n2025-01-12,Oslo,2\n2025-01-13,Oslo,2\n2025-01-14,Oslo,2\n2025-01-15,Oslo,2\n'

function send(path: string, body: BodyInit, token = admin, headers: Record<string, string> = {}) {
  return app.request(path, { method: 'POST', body, token, headers, duplex: 'half' } as RequestInit & { token: string })
}

/** Waits for the work in the background, not for the clock. */
async function settled(uploadId: string): Promise<Upload> {
  await app.salesTalk.uploadsIdle()
  return uploadSchema.parse(await (await app.request(`/v1/uploads/${uploadId}`, { token: admin })).json())
}

async function upload(fileName: string, body: BodyInit): Promise<Upload> {
  const response = await send(`/v1/uploads?fileName=${encodeURIComponent(fileName)}`, body)
  expect(response.status).toBe(202)
  return await settled(uploadSchema.parse(await response.json()).uploadId)
}

async function codeOf(response: Response): Promise<[number, string]> {
  return [response.status, problemSchema.parse(await response.json()).code]
}

/** Files that are being worked on, and uploads whose file is kept. */
async function leftovers(): Promise<number> {
  const work = await readdir(join(app.folder, 'work')).catch(() => [])
  const kept = new Set<string>()
  for await (const { key } of app.salesTalk.artifacts.open(acme).list('uploads/')) kept.add(key)
  return work.length + kept.size
}

describe('an upload', () => {
  it('is read, shown, confirmed and can be asked about', async () => {
    const ready = await upload('returns 2025.csv', returnsCsv)
    expect(ready).toMatchObject({
      status: 'ready',
      preview: { dataset: 'returns_2025', rowsRead: 12, rowsRejected: 1 },
    })

    const confirmed = await app.post(`/v1/uploads/${ready.uploadId}/confirm`, { dataset: 'returns' }, admin)
    expect(confirmed.status).toBe(202)
    const done = await settled(ready.uploadId)
    expect(done).toMatchObject({
      status: 'done',
      report: { kind: 'ingested', batch: { dataset: 'returns', rows: 11 } },
    })
    expect(await leftovers()).toBe(0)

    const answer = answerSchema.parse(
      await (await app.post('/v1/chat', { question: 'refunds by store' }, admin)).json(),
    )
    expect(answer.table?.rows.map(({ store }) => store)).toEqual(['Oslo', 'Berlin'])
  })

  it('gives its rejected rows as a file', async () => {
    const { batches } = batchesSchema.parse(await (await app.request('/v1/batches', { token: admin })).json())
    const batch = batches.find(({ dataset }) => dataset === 'returns')
    const response = await app.request(`/v1/batches/${batch?.batchId}/rejected`, { token: admin })
    expect(response.headers.get('content-disposition')).toContain('attachment')
    const lines = (await response.text()).trim().split('\r\n')
    expect(lines[0]).toBe('line,reason,content')
    expect(lines[1]).toMatch(/^4,".*","not a date,Oslo,1"$/)
  })

  it('can be undone', async () => {
    const { batches } = batchesSchema.parse(await (await app.request('/v1/batches', { token: admin })).json())
    const batch = batches.find(({ dataset }) => dataset === 'returns')
    const undone = await app.request(`/v1/batches/${batch?.batchId}/undo`, { method: 'POST', token: admin })
    const after = batchesSchema.parse(await undone.json())
    expect(after.batches.find(({ batchId }) => batchId === batch?.batchId)?.status).toBe('undone')
    const again = await app.request(`/v1/batches/${batch?.batchId}/undo`, { method: 'POST', token: admin })
    expect(await codeOf(again)).toEqual([409, 'batch_not_undoable'])
    expect(await codeOf(await app.request('/v1/batches/no-such/undo', { method: 'POST', token: admin }))).toEqual([
      404,
      'unknown_batch',
    ])
  })

  it('can be read again with other options before it is confirmed', async () => {
    const ready = await upload('days.csv', 'Day,Amount\n03/04/2025,1\n05/06/2025,2\n')
    expect(ready.preview?.questions[0]?.code).toBe('ambiguous_date_order')
    const readingOptions = { dateOrder: { day: 'day_first' } }
    await app.post(`/v1/uploads/${ready.uploadId}/preview`, { dataset: 'days', readingOptions }, admin)
    const again = await settled(ready.uploadId)
    expect(again.preview?.sample[0]).toMatchObject({ day: '2025-04-03' })
    await app.request(`/v1/uploads/${ready.uploadId}`, { method: 'DELETE', token: admin })
  })

  it('leaves nothing behind when it is cancelled', async () => {
    const ready = await upload('days.csv', 'Day,Amount\n2025-01-01,1\n')
    expect(await leftovers()).toBe(1)
    const path = `/v1/uploads/${ready.uploadId}`
    expect((await app.request(path, { method: 'DELETE', token: admin })).status).toBe(204)
    expect(await leftovers()).toBe(0)
    expect(await codeOf(await app.request(path, { token: admin }))).toEqual([404, 'not_found'])
  })

  it('is seen by nobody but whoever sent it', async () => {
    const ready = await upload('days.csv', 'Day,Amount\n2025-01-01,1\n')
    for (const stranger of [await app.tokenFor(other, 'admin'), await app.tokenFor(acme, 'admin')]) {
      const path = `/v1/uploads/${ready.uploadId}`
      expect((await app.request(path, { token: stranger })).status).toBe(404)
      expect((await app.post(`${path}/confirm`, { dataset: 'days' }, stranger)).status).toBe(404)
      expect((await app.request(path, { method: 'DELETE', token: stranger })).status).toBe(404)
    }
    await app.request(`/v1/uploads/${ready.uploadId}`, { method: 'DELETE', token: admin })
  })

  it('is for administrators, and for guests in a demo company', async () => {
    const member = await app.tokenFor(acme, 'member')
    expect(await codeOf(await send('/v1/uploads?fileName=a.csv', 'a\n1\n', member))).toEqual([403, 'not_permitted'])
    const company = { name: 'Demo Shop', ownerEmail: 'd@demo.example', plan: 'free', demo: true }
    await app.salesTalk.tenants.createTenant(company)
    const { token } = signedInSchema.parse(await (await app.post('/v1/sign-in/demo', { tenantId: 'demo-shop' })).json())
    const response = await send('/v1/ingest?fileName=a.csv&dryRun=true', 'Day,Amount\n2025-01-01,1\n', token)
    expect(response.status).toBe(200)
  })
})

describe('a file that cannot be taken in', () => {
  it.each([
    ['empty', 'a.csv', '', 'empty_file'],
    ['header only', 'a.csv', 'Day,Amount\n', 'no_rows'],
    [
      'binary',
      'a.csv',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...new Array(500).fill(0)]),
      'unsupported_format',
    ],
  ])('fails with its reason and is not kept: %s', async (_name, fileName, body, code) => {
    const failed = await upload(fileName, body)
    expect(failed).toMatchObject({ status: 'failed', problem: { code } })
    expect(failed.problem?.detail.length).toBeGreaterThan(20)
    expect(await leftovers()).toBe(0)
  })

  it('is refused when it is cut on its way', async () => {
    const response = await send('/v1/uploads?fileName=a.csv', 'Day,Amount\n2025', admin, { 'content-length': '5000' })
    expect(await codeOf(response)).toEqual([400, 'upload_incomplete'])
    expect(await leftovers()).toBe(0)
  })

  it('needs a name and a body', async () => {
    expect(await codeOf(await send('/v1/uploads', 'a\n1\n'))).toEqual([400, 'invalid_request'])
    const empty = await app.request('/v1/uploads?fileName=a.csv', { method: 'POST', token: admin })
    expect(await codeOf(empty)).toEqual([400, 'body_incomplete'])
  })
})

describe('a place to send a file to', () => {
  const body = { fileName: 'a.csv', bytes: 12 }

  it('is not offered by a store on the same machine: the service takes the file', async () => {
    const response = await app.post('/v1/uploads/presigned', body, admin)
    expect([response.status, await response.json()]).toEqual([201, { uploadId: null, target: null }])
  })

  it.each([
    ['without a size', { fileName: 'a.csv' }],
    ['of less than nothing', { ...body, bytes: -1 }],
    ['with headers in its type', { ...body, contentType: 'text/csv\r\nx-amz-acl: public-read' }],
    ['with a field of its own', { ...body, key: 'facts/sales/b1.parquet' }],
    ['without a name', { ...body, fileName: '/' }],
  ])('is refused for a file %s', async (_name, request) => {
    expect(await codeOf(await app.post('/v1/uploads/presigned', request, admin))).toEqual([400, 'invalid_request'])
  })

  it('is for administrators', async () => {
    const member = await app.tokenFor(acme, 'member')
    expect(await codeOf(await app.post('/v1/uploads/presigned', body, member))).toEqual([403, 'not_permitted'])
  })
})

describe('taking in at once', () => {
  it('answers with the report, and changes nothing the second time', async () => {
    const send2 = () => send('/v1/ingest?fileName=visits.csv&mode=append', 'Day,Shop,Visits\n2025-01-01,Oslo,10\n')
    const first = ingestReportSchema.parse(await (await send2()).json())
    const second = ingestReportSchema.parse(await (await send2()).json())
    expect([first.kind, second.kind]).toEqual(['ingested', 'unchanged'])
    expect(await leftovers()).toBe(0)
  })

  it('shows everything and writes nothing on a dry run', async () => {
    const response = await send('/v1/ingest?fileName=dry.csv&dryRun=true', 'Day,Shop,Visits\n2025-01-01,Oslo,10\n')
    expect(ingestReportSchema.parse(await response.json())).toMatchObject({ kind: 'dry_run', batch: null })
    const { batches } = batchesSchema.parse(await (await app.request('/v1/batches', { token: admin })).json())
    expect(batches.some(({ dataset }) => dataset === 'dry')).toBe(false)
  })

  it('names what is wrong with the request', async () => {
    const wrong = await send('/v1/ingest?fileName=a.csv&dataset=Not%20A%20Name', 'Day,Amount\n2025-01-01,1\n')
    expect(await codeOf(wrong)).toEqual([422, 'invalid_option'])
  })
})

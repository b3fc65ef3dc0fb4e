import { ArtifactStoreUnavailableError, StoreUnavailableError } from '@salestalk/engine'
import type { ConfirmUploadRequest } from '@salestalk/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acme, ann, fileOf, other, salesCsv, type UploadWorld, uploadWorld } from './tests/upload-world.ts'
import { contentKey } from './upload-files.ts'

let world: UploadWorld
beforeEach(async () => {
  world = await uploadWorld()
})
afterEach(() => world.close())

const confirmation: ConfirmUploadRequest = { dataset: 'sales', mode: 'append', model: null, readingOptions: null }
const bob = { tenantId: acme, userId: 'bob' }
const stranger = { tenantId: other, userId: 'ann' }

describe('an upload', () => {
  it('is received, read, confirmed and taken in, and leaves no file', async () => {
    const process = world.start()
    const { uploadId, status } = await process.send()
    expect(status).toBe('busy')
    await process.work()
    expect(await process.uploads.state(ann, uploadId)).toMatchObject({
      status: 'ready',
      preview: { dataset: 'sales', rowsRead: 3 },
    })
    expect((await process.uploads.confirm(ann, uploadId, confirmation)).status).toBe('busy')
    await process.work()
    expect(await process.uploads.state(ann, uploadId)).toMatchObject({
      status: 'done',
      report: { kind: 'ingested', batch: { rows: 3 } },
    })
    expect(await world.rows('sales')).toBe(3)
    expect(await world.files()).toEqual([])
  })

  it('is known to its owner only', async () => {
    const process = world.start()
    const { uploadId } = await process.send()
    await process.work()
    for (const owner of [bob, stranger]) {
      await expect(process.uploads.state(owner, uploadId)).rejects.toMatchObject({ code: 'not_found' })
      await expect(process.uploads.confirm(owner, uploadId, confirmation)).rejects.toMatchObject({ code: 'not_found' })
      await expect(process.uploads.cancel(owner, uploadId)).rejects.toMatchObject({ code: 'not_found' })
    }
    for (const id of ['presigned', '', '../x', 'a'.repeat(5000), 'UPLOAD#x']) {
      await expect(process.uploads.state(ann, id)).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('expires after a day, and its file with it', async () => {
    const process = world.start()
    const { uploadId } = await process.send()
    await process.work()
    world.clock.advance(24 * 3600 * 1000 + 1000)
    await expect(process.uploads.state(ann, uploadId)).rejects.toMatchObject({ code: 'not_found' })
    expect(await world.files()).toEqual([contentKey(uploadId)])
    await process.uploads.clean([acme])
    expect(await world.files()).toEqual([])
  })

  it('cannot be confirmed before it is read, nor twice', async () => {
    const process = world.start()
    const { uploadId } = await process.send()
    await expect(process.uploads.confirm(ann, uploadId, confirmation)).rejects.toMatchObject({
      code: 'upload_not_ready',
    })
    await process.work()
    const both = [1, 2].map(() => process.uploads.confirm(ann, uploadId, confirmation))
    const outcomes = (await Promise.allSettled(both)).map(({ status }) => status)
    expect(outcomes.sort()).toEqual(['fulfilled', 'rejected'])
    await process.work()
    expect(await world.rows('sales')).toBe(3)
  })

  it('keeps a preview that is too large for an item', async () => {
    const process = world.start()
    const text = (row: number, column: number) => `${row} of column ${column} ${'x'.repeat(60)}`
    const row = (_: unknown, at: number) => Array.from({ length: 10 }, (_, column) => text(at, column)).join(',')
    const { uploadId } = await process.send(Array.from({ length: 700 }, row).join('\n'))
    await process.work()
    expect(await world.storage.uploads.get(uploadId)).toMatchObject({ preview: { place: 'artifact' } })
    const { preview } = await process.uploads.state(ann, uploadId)
    expect(preview?.profile.columns.length).toBe(10)
    await process.uploads.cancel(ann, uploadId)
    expect(await world.files()).toEqual([])
  })

  it('refuses more than a company may have at once', async () => {
    const process = world.start({ limits: { mostBusy: 2, mostKept: 3 } })
    await process.send()
    await process.send()
    await expect(process.send()).rejects.toMatchObject({ code: 'too_many_uploads' })
    await process.work()
    await process.send()
    await process.work()
    await expect(process.send()).rejects.toMatchObject({ code: 'too_many_uploads' })
    await expect(
      process.uploads.presign(ann, { fileName: 'a.csv', dataset: null, bytes: 5, contentType: 'text/csv' }),
    ).rejects.toMatchObject({ code: 'too_many_uploads' })
  })

  it('refuses a body that has to be sent to a presigned target', async () => {
    const process = world.start({ limits: { directUploadBytesMax: 10 } })
    await expect(process.send()).rejects.toMatchObject({ code: 'use_presigned_upload' })
    const unannounced = process.uploads.receive(ann, fileOf(salesCsv, 'a.csv', null))
    await expect(unannounced).rejects.toMatchObject({ code: 'use_presigned_upload' })
    const atOnce = process.uploads.ingestNow(ann, fileOf(salesCsv, 'a.csv', null), {})
    await expect(atOnce).rejects.toMatchObject({ code: 'use_presigned_upload' })
    expect(await world.files()).toEqual([])
    expect(await world.storage.uploads.list()).toEqual([])
  })

  it('fails with its reason and does not stay when it cannot be read', async () => {
    const process = world.start()
    const { uploadId } = await process.send('Day,Amount\n')
    await process.work()
    const failed = await process.uploads.state(ann, uploadId)
    expect(failed).toMatchObject({ status: 'failed', problem: { code: 'no_rows' } })
    expect(await world.files()).toEqual([])
  })
})

describe('cancelling', () => {
  it('ends an upload that waits, reads or was read', async () => {
    const process = world.start()
    const waiting = await process.send()
    await process.uploads.cancel(ann, waiting.uploadId)
    await process.work()
    await expect(process.uploads.state(ann, waiting.uploadId)).rejects.toMatchObject({ code: 'not_found' })
    const read = await process.send()
    await process.work()
    await process.uploads.cancel(ann, read.uploadId)
    const reading = await process.send()
    const work = process.work()
    await process.uploads.cancel(ann, reading.uploadId)
    await work
    expect(await world.files()).toEqual([])
    await expect(process.uploads.confirm(ann, reading.uploadId, confirmation)).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('is noticed by a process that did not hear of it', async () => {
    const elsewhere = world.start()
    let cancelled: Promise<void> | null = null
    const worker = world.start({
      async fault(operation) {
        // The moment the worker wants to write down what it read.
        if (operation.includes('UPLOAD#') && cancelled === null && reading) {
          cancelled = elsewhere.uploads.cancel(ann, uploadId)
          await cancelled
        }
      },
    })
    let reading = false
    const { uploadId } = await worker.send()
    reading = true
    await worker.work()
    await cancelled
    expect((await world.storage.uploads.get(uploadId))?.status).toBe('cancelled')
    expect(await world.files()).toEqual([])
  })
})

describe('faults of the stores', () => {
  it.each([
    ['a full disk while it is received', 'putFile', new ArtifactStoreUnavailableError('full', 'full'), 'full'],
    ['a table that does not answer', 'messages put', new StoreUnavailableError('busy', 'throttled'), 'busy'],
  ])('refuse the upload and keep nothing: %s', async (_name, operation, error, reason) => {
    const process = world.start({
      fault: async (name) => (name.includes(operation) ? Promise.reject(error) : undefined),
    })
    await expect(process.send()).rejects.toMatchObject({ reason })
    expect(await world.files()).toEqual([])
    expect(await world.storage.uploads.list()).toEqual([])
  })

  it('are waited out while a file is taken in', async () => {
    let faults = 2
    const process = world.start({
      async fault(operation) {
        if (!operation.includes('facts/') || faults === 0) return
        faults -= 1
        throw new ArtifactStoreUnavailableError('unknown', 'The store did not answer in time')
      },
    })
    const { uploadId } = await process.send()
    await process.work()
    await process.uploads.confirm(ann, uploadId, confirmation)
    await process.work()
    expect(await process.uploads.state(ann, uploadId)).toMatchObject({ status: 'done', report: { kind: 'ingested' } })
    expect([await world.rows('sales'), (await world.events()).length]).toEqual([3, 1])
  })

  it('that last are told, and the file can be confirmed again', async () => {
    let broken = true
    const process = world.start({
      async fault(operation) {
        if (operation.includes('facts/') && broken) throw new ArtifactStoreUnavailableError('unknown', 'no answer')
      },
    })
    const { uploadId } = await process.send()
    await process.work()
    await process.uploads.confirm(ann, uploadId, confirmation)
    await process.work()
    expect(await process.uploads.state(ann, uploadId)).toMatchObject({
      status: 'ready',
      problem: { code: 'store_unknown' },
    })
    broken = false
    await process.uploads.confirm(ann, uploadId, confirmation)
    await process.work()
    expect((await process.uploads.state(ann, uploadId)).status).toBe('done')
  })
})

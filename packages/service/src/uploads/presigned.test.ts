import { ArtifactStoreUnavailableError } from '@salestalk/engine'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PRESIGNED_MILLISECONDS } from './room.ts'
import { acme, ann, salesCsv, type UploadProcess, type UploadWorld, uploadWorld } from './tests/upload-world.ts'
import { contentKey } from './upload-files.ts'

let world: UploadWorld
let process: UploadProcess
beforeEach(async () => {
  world = await uploadWorld()
  process = world.start()
})
afterEach(() => world.close())

const bytes = Buffer.byteLength(salesCsv)
const sameLength = salesCsv.replace('Oslo', 'Rome')

async function presign(announced = bytes): Promise<{ readonly uploadId: string; readonly url: string }> {
  const request = { fileName: 'sales.csv', dataset: null, bytes: announced, contentType: 'text/csv' }
  const { uploadId, target } = await process.uploads.presign(ann, request)
  if (uploadId === null || target === null) throw new Error('The store gave no target')
  return { uploadId, url: target.url }
}

async function problemOf(uploadId: string): Promise<string | undefined> {
  return (await process.uploads.state(ann, uploadId)).problem?.code
}

describe('a file sent to a presigned target', () => {
  it('is read when the store tells that it is there', async () => {
    const { uploadId, url } = await presign()
    expect(url).toBe(`https://store.example/tenant-acme/${contentKey(uploadId)}`)
    expect((await process.uploads.state(ann, uploadId)).status).toBe('busy')
    expect(await process.uploads.objectCreated(await world.put(url, salesCsv))).toBe('started')
    await process.work()
    expect(await process.uploads.state(ann, uploadId)).toMatchObject({ status: 'ready', preview: { rowsRead: 3 } })
  })

  it('is read when its owner looks, although no message came', async () => {
    const { uploadId, url } = await presign()
    const created = await world.put(url, salesCsv)
    await process.uploads.state(ann, uploadId)
    await process.work()
    expect((await process.uploads.state(ann, uploadId)).status).toBe('ready')
    expect(await process.uploads.objectCreated(created)).toBe('repeated')
  })

  it('is read once when the message comes twice', async () => {
    const { uploadId, url } = await presign()
    const created = await world.put(url, salesCsv)
    expect(await process.uploads.objectCreated(created)).toBe('started')
    expect(await process.uploads.objectCreated(created)).toBe('repeated')
    expect(process.queue.length).toBe(2)
    await process.work()
    expect(await process.uploads.objectCreated(created)).toBe('repeated')
    expect((await world.storage.uploads.get(uploadId))?.work).toMatchObject({ sequence: 1, attempts: 1 })
  })

  it.each([
    ['truncated', salesCsv.slice(0, 20)],
    ['too long', `${salesCsv}2025-02-01,Oslo,1\n`],
  ])('is refused when it is %s', async (_name, body) => {
    const { uploadId, url } = await presign()
    expect(await process.uploads.objectCreated(await world.put(url, body))).toBe('failed')
    expect(await problemOf(uploadId)).toBe('upload_incomplete')
    expect(await world.files()).toEqual([])
  })

  it('is refused when it was replaced before the message came', async () => {
    const { uploadId, url } = await presign()
    const first = await world.put(url, salesCsv)
    const second = await world.put(url, sameLength)
    expect(await process.uploads.objectCreated(first)).toBe('failed')
    expect(await problemOf(uploadId)).toBe('upload_changed')
    expect(await process.uploads.objectCreated(second)).toBe('ignored')
    expect(await world.files()).toEqual([])
  })

  it('is refused when it was replaced after it was read', async () => {
    const { uploadId, url } = await presign()
    await process.uploads.objectCreated(await world.put(url, salesCsv))
    await process.work()
    expect(await process.uploads.objectCreated(await world.put(url, sameLength))).toBe('failed')
    expect(await problemOf(uploadId)).toBe('upload_changed')
  })

  it('never takes in what replaced it, whether a message tells of that or not', async () => {
    const { uploadId, url } = await presign()
    await process.uploads.objectCreated(await world.put(url, salesCsv))
    await process.work()
    await world.put(url, sameLength)
    await process.uploads.confirm(ann, uploadId, {
      dataset: 'sales',
      mode: 'append',
      model: null,
      readingOptions: null,
    })
    await process.work()
    expect(await process.uploads.state(ann, uploadId)).toMatchObject({
      status: 'failed',
      problem: { code: 'upload_changed' },
    })
    expect(await world.rows('sales')).toBe(0)
  })

  it('is not disturbed by the late message of an older version', async () => {
    const { uploadId, url } = await presign()
    const first = await world.put(url, sameLength)
    const second = await world.put(url, salesCsv)
    expect(await process.uploads.objectCreated(second)).toBe('started')
    expect(await process.uploads.objectCreated(first)).toBe('repeated')
    await process.work()
    expect((await process.uploads.state(ann, uploadId)).status).toBe('ready')
  })

  it('is read again when the store breaks off in the middle', async () => {
    let breaks = 1
    process = world.start({
      async fault(operation) {
        if (!operation.startsWith('stream') || breaks === 0) return
        breaks -= 1
        throw new ArtifactStoreUnavailableError('busy', 'The connection was reset')
      },
    })
    const { uploadId, url } = await presign()
    await process.uploads.objectCreated(await world.put(url, salesCsv))
    await process.work()
    expect((await world.storage.uploads.get(uploadId))?.work?.attempts).toBe(2)
    expect((await process.uploads.state(ann, uploadId)).status).toBe('ready')
    expect(await world.files()).toEqual([contentKey(uploadId)])
  })

  it('is gone when its owner cancels while it is read', async () => {
    const { uploadId, url } = await presign()
    process = world.start({
      async fault(operation) {
        if (operation.startsWith('stream')) cancelled = process.uploads.cancel(ann, uploadId)
      },
    })
    let cancelled: Promise<void> | null = null
    await process.uploads.objectCreated(await world.put(url, salesCsv))
    await process.work()
    await cancelled
    expect(await world.files()).toEqual([])
  })

  it('is removed when the upload was cancelled meanwhile', async () => {
    const { uploadId, url } = await presign()
    await process.uploads.cancel(ann, uploadId)
    expect(await process.uploads.objectCreated(await world.put(url, salesCsv))).toBe('ignored')
    expect(await world.files()).toEqual([])
  })

  it('is waited for an hour, as the sending may take longer than the link lasts', async () => {
    const { uploadId } = await presign()
    world.clock.advance(PRESIGNED_MILLISECONDS - 1)
    await process.uploads.resume([acme])
    expect((await process.uploads.state(ann, uploadId)).status).toBe('busy')
    world.clock.advance(1)
    await process.uploads.resume([acme])
    await expect(process.uploads.state(ann, uploadId)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a presigned target', () => {
  it.each([
    ['larger than any file may be', 5 * 1024 ** 3, 'file_too_large'],
    ['empty', 0, 'empty_file'],
  ])('is not given for a file that is %s', async (_name, announced, code) => {
    await expect(presign(announced)).rejects.toMatchObject({ code })
    expect(await world.storage.uploads.list()).toEqual([])
  })
})

describe('a file that appears in the store', () => {
  it.each([
    'tenant-acme/facts/sales/b1.parquet',
    'tenant-acme/uploads/unknown/content.upload',
    'tenant-acme/uploads/x/preview-1.json',
    'tenant-nobody/uploads/x/content.upload',
    'tenant-acme/uploads/../../tenant-other/uploads/x/content.upload',
    'uploads/x/content.upload',
    'tenant-/uploads/x/content.upload',
    '',
  ])('starts nothing when no upload waits for it: %s', async (key) => {
    expect(await process.uploads.objectCreated({ key, bytes: 5, revision: 'r' })).toBe('ignored')
    expect(process.queue).toEqual([])
  })

  it('starts nothing under the id of another company’s upload', async () => {
    const { uploadId } = await presign()
    const created = await world.put(`https://store.example/tenant-other/${contentKey(uploadId)}`, salesCsv)
    expect(await process.uploads.objectCreated(created)).toBe('ignored')
    expect((await process.uploads.state(ann, uploadId)).status).toBe('busy')
  })

  it('starts nothing when the service put it there itself', async () => {
    const { uploadId } = await process.send()
    const key = `tenant-acme/${contentKey(uploadId)}`
    expect(await process.uploads.objectCreated({ key, bytes, revision: 'r' })).toBe('ignored')
  })
})

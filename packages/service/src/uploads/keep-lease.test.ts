import { StoreUnavailableError } from '@salestalk/engine'
import { fixedClock, inMemoryTables } from '@salestalk/engine/fakes'
import { beforeEach, describe, expect, it } from 'vitest'
import { openTenantStorage } from '../storage/storage.ts'
import { tenantTables } from '../storage/tables.ts'
import type { StoredUpload, UploadRepository } from '../storage/upload-repository.ts'
import { isLeased, keepLease, LEASE_MILLISECONDS, leaseUntil } from './keep-lease.ts'
import { newUpload } from './new-upload.ts'
import { acme, ann } from './tests/upload-world.ts'

const clock = fixedClock()
let uploads: UploadRepository
let upload: StoredUpload

beforeEach(async () => {
  const tables = inMemoryTables(clock)
  for (const address of tenantTables(acme)) await tables.createTable(address)
  uploads = openTenantStorage(tables, acme, clock).uploads
  const file = { fileName: 'sales.csv', dataset: null, bytes: 10 }
  const lease = { holder: 'one', until: leaseUntil(clock.now()) }
  upload = await uploads.create({ ...newUpload('u1', ann, file, 'direct', clock.now()), lease })
})

function start(repository = uploads) {
  const timers: (() => void)[] = []
  const seen = { lost: 0, errors: 0 }
  const lease = keepLease({
    uploads: repository,
    upload,
    clock,
    timer: (work) => {
      timers.push(work)
      return () => undefined
    },
    onLost: () => {
      seen.lost += 1
    },
    onError: () => {
      seen.errors += 1
    },
  })
  async function second() {
    clock.advance(1000)
    timers.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { lease, second, seen }
}

const progress = (rowsDone: number) => ({ ...upload.progress, rowsDone })

describe('a lease that is kept', () => {
  it('stores the latest progress once a second, however often there is some', async () => {
    const { lease, second } = start()
    for (let rows = 1; rows <= 1000; rows += 1) lease.note(progress(rows))
    expect((await uploads.get('u1'))?.progress.rowsDone).toBe(0)
    await second()
    expect(await uploads.get('u1')).toMatchObject({ progress: { rowsDone: 1000 }, version: upload.version + 1 })
    await second()
    expect((await uploads.get('u1'))?.version).toBe(upload.version + 1)
    await lease.stop()
  })

  it('is renewed in time when there is no progress', async () => {
    const { lease, second } = start()
    for (let seconds = 0; seconds < (3 * LEASE_MILLISECONDS) / 1000; seconds += 1) await second()
    const current = await uploads.get('u1')
    expect(current !== null && isLeased(current, clock.now())).toBe(true)
    expect(current?.version).toBe(upload.version + 9)
    expect((await lease.stop()).version).toBe(current?.version)
  })

  it('tells when the upload was cancelled, and writes no more', async () => {
    const { lease, second, seen } = start()
    await uploads.change(upload, { status: 'cancelled', lease: null })
    lease.note(progress(1))
    await second()
    lease.note(progress(2))
    await second()
    expect(seen).toEqual({ lost: 1, errors: 0 })
    expect((await uploads.get('u1'))?.progress.rowsDone).toBe(0)
  })

  it('survives a table that does not answer for a moment', async () => {
    let fails = true
    const flaky: UploadRepository = {
      ...uploads,
      async change(...parameters) {
        if (fails) throw new StoreUnavailableError('busy', 'throttled')
        return await uploads.change(...parameters)
      },
    }
    const { lease, second, seen } = start(flaky)
    lease.note(progress(7))
    await second()
    fails = false
    await second()
    expect(seen).toEqual({ lost: 0, errors: 1 })
    expect((await lease.stop()).progress.rowsDone).toBe(7)
  })
})

describe('the record of an upload', () => {
  it('goes through its states in order only', async () => {
    await expect(uploads.change(upload, { status: 'done' })).rejects.toThrow(TypeError)
    const cancelled = await uploads.change(upload, { status: 'cancelled' })
    await expect(uploads.change(cancelled, { status: 'waiting' })).rejects.toThrow(TypeError)
  })
})

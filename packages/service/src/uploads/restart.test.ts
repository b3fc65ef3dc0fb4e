import { type ConfirmUploadRequest, tenantIdSchema } from '@salestalk/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LEASE_MILLISECONDS } from './keep-lease.ts'
import {
  acme,
  ann,
  type Fault,
  salesCsv,
  type UploadProcess,
  type UploadWorld,
  uploadWorld,
} from './tests/upload-world.ts'

let world: UploadWorld
beforeEach(async () => {
  world = await uploadWorld()
})
afterEach(() => world.close())

const confirmation: ConfirmUploadRequest = { dataset: 'sales', mode: 'append', model: null, readingOptions: null }

/** A process that is killed before its write number `point`: nothing of it ever happens again. Null: it lives. */
function killedAt(point: number | null): { readonly fault: Fault; readonly killed: Promise<'killed'> } {
  let writes = 0
  let kill: (value: 'killed') => void = () => undefined
  const killed = new Promise<'killed'>((resolve) => {
    kill = resolve
  })
  const fault = async () => {
    writes += 1
    if (point === null || writes < point) return
    kill('killed')
    await new Promise(() => undefined)
  }
  return { fault, killed }
}

/** Whoever comes after a process that is gone. */
async function restarted(): Promise<UploadProcess> {
  world.clock.advance(LEASE_MILLISECONDS + 1)
  const process = world.start()
  await process.uploads.resume([acme], { withLeased: true })
  await process.work()
  return process
}

async function onlyUpload(): Promise<string | null> {
  return (await world.storage.uploads.list())[0]?.uploadId ?? null
}

describe('after a restart', () => {
  it('an upload that waits to be read is read', async () => {
    const { uploadId } = await world.start().send()
    const process = await restarted()
    expect((await process.uploads.state(ann, uploadId)).status).toBe('ready')
  })

  it('an upload that waits to be confirmed is confirmed', async () => {
    const first = world.start()
    const { uploadId } = await first.send()
    await first.work()
    const process = await restarted()
    await process.uploads.confirm(ann, uploadId, confirmation)
    await process.work()
    expect((await process.uploads.state(ann, uploadId)).status).toBe('done')
  })

  it('the choices made before are those that hold', async () => {
    const first = world.start()
    const { uploadId } = await first.send('Day,Amount\n03/04/2025,1\n05/06/2025,2\n')
    await first.work()
    const readingOptions = { dateOrder: { day: 'day_first' as const }, decimalSeparator: {} }
    await first.uploads.preview(ann, uploadId, { dataset: 'days', readingOptions })
    const process = await restarted()
    expect((await process.uploads.state(ann, uploadId)).preview).toMatchObject({
      dataset: 'days',
      sample: [{ day: '2025-04-03' }, { day: '2025-06-05' }],
    })
    await process.uploads.confirm(ann, uploadId, { ...confirmation, dataset: 'days' })
    const last = await restarted()
    expect((await last.uploads.state(ann, uploadId)).report?.batch).toMatchObject({ firstDay: '2025-04-03' })
  })

  it('work that was given up in good order goes on at once', async () => {
    const first = world.start()
    const { uploadId } = await first.send()
    const work = first.work()
    await first.uploads.close()
    await work
    const process = world.start()
    await process.uploads.resume([acme], { withLeased: true })
    await process.work()
    expect((await process.uploads.state(ann, uploadId)).status).toBe('ready')
    expect(world.warnings).toEqual([])
  })

  it('work that was cut off goes on at once where no other process can be at it', async () => {
    const { fault, killed } = killedAt(5)
    const dying = world.start({ fault })
    const { uploadId } = await dying.send()
    await Promise.race([dying.work(), killed])
    expect((await world.storage.uploads.get(uploadId))?.status).toBe('reading')
    const process = world.start()
    await process.uploads.resume([acme], { withLeased: true })
    await process.work()
    expect((await process.uploads.state(ann, uploadId)).status).toBe('ready')
  })

  it('work that still goes on in this process is left alone', async () => {
    const process = world.start()
    const { uploadId } = await process.send()
    const work = process.work()
    await until(async () => (await world.storage.uploads.get(uploadId))?.status === 'reading')
    await process.uploads.resume([acme], { withLeased: true })
    expect(process.queue).toEqual([])
    await work
    expect((await process.uploads.state(ann, uploadId)).status).toBe('ready')
  })

  it('a file that was cut off on its way takes no place, and one that is on its way keeps it', async () => {
    const limits = { mostBusy: 1 }
    async function* endless() {
      yield Buffer.from('Day,Amount\n')
      await new Promise(() => undefined)
    }
    const onItsWay = { fileName: 'sales.csv', dataset: null, expectedBytes: null }
    const sendEndlessly = (process: UploadProcess) => {
      process.uploads.receive(ann, { ...onItsWay, body: endless() }).catch(() => undefined)
      return until(async () => (await onlyUpload()) !== null)
    }
    await sendEndlessly(world.start({ limits }))
    world.clock.advance(1)
    const process = world.start({ limits })
    await process.uploads.resume([acme], { withLeased: true })
    expect(await onlyUpload()).toBeNull()
    await sendEndlessly(process)
    await process.uploads.resume([acme], { withLeased: true })
    expect(await onlyUpload()).not.toBeNull()
    await expect(process.send()).rejects.toMatchObject({ code: 'too_many_uploads' })
  })

  it('a file that ends its process each time is given up', async () => {
    const { uploadId } = await world.start().send()
    for (let kill = 1; kill <= 3; kill += 1) {
      world.clock.advance(LEASE_MILLISECONDS + 1)
      let kill: () => void = () => undefined
      const killed = new Promise<void>((resolve) => {
        kill = resolve
      })
      const process = world.start({
        async fault(operation) {
          // What was read would be put down next.
          if (!operation.startsWith('messages put')) return
          kill()
          await new Promise(() => undefined)
        },
      })
      await process.uploads.resume([acme], { withLeased: true })
      await Promise.race([process.work(), killed])
    }
    const process = await restarted()
    expect(await process.uploads.state(ann, uploadId)).toMatchObject({
      status: 'failed',
      problem: { code: 'upload_abandoned' },
    })
    expect(await world.rows('sales')).toBe(0)
  })

  it('a batch that was taken out again meanwhile does not come back', async () => {
    const { fault, killed } = killedAt(null)
    const first = world.start({ fault })
    const { uploadId } = await first.send()
    await first.work()
    await first.uploads.confirm(ann, uploadId, confirmation)
    // Killed when it would write down that it is done.
    const dying = world.start({
      async fault(operation) {
        if (operation.includes(`DOCUMENT`) || (await world.rows('sales')) > 0) await new Promise(() => undefined)
      },
    })
    await dying.uploads.resume([acme], { withLeased: true })
    await Promise.race([dying.work(), until(async () => (await world.rows('sales')) === 3), killed])
    const manifest = await world.storage.datasets.get('sales')
    const batchId = manifest?.segments[0]?.batchId ?? ''
    const batch = await world.storage.datasets.getBatch('sales', batchId)
    if (manifest === null || batch === null) throw new Error('The batch is not there')
    await world.storage.datasets.save({ ...manifest, segments: [] }, manifest.version, [])
    await world.storage.datasets.putBatch({ ...batch, status: 'undone' })
    const process = await restarted()
    expect((await process.uploads.state(ann, uploadId)).status).toBe('done')
    expect(await world.rows('sales')).toBe(0)
  })
})

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve))
}

describe('a process killed at any write', () => {
  const points = Array.from({ length: 18 }, (_, index) => index + 1)

  it.each(points)('loses nothing and takes nothing in twice: before write %i', async (point) => {
    const { fault, killed } = killedAt(point)
    const dying = world.start({ fault })
    const scenario = async () => {
      const { uploadId } = await dying.send()
      await dying.work()
      await dying.uploads.confirm(ann, uploadId, confirmation)
      await dying.work()
      return 'lived'
    }
    const outcome = await Promise.race([scenario(), killed])

    const process = await restarted()
    let uploadId = await onlyUpload()
    if (uploadId === null) {
      // It never was an upload for anybody: it is sent again.
      expect(outcome).toBe('killed')
      expect(await world.files()).toSatisfy((files: string[]) => files.every((file) => file === 'upload'))
      uploadId = (await process.send()).uploadId
      await process.work()
    }
    if ((await process.uploads.state(ann, uploadId)).status === 'ready') {
      await process.uploads.confirm(ann, uploadId, confirmation)
      await process.work()
    }
    expect(await process.uploads.state(ann, uploadId)).toMatchObject({
      status: 'done',
      report: { kind: 'ingested', batch: { rows: 3, dataset: 'sales' } },
    })
    expect([await world.rows('sales'), (await world.events()).length]).toEqual([3, 1])
    await process.uploads.clean([acme])
    expect((await world.files()).filter((file) => file.startsWith('uploads/'))).toEqual([])
  })

  it('has more writes than are tried here', async () => {
    let writes = 0
    const process = world.start({
      async fault() {
        writes += 1
      },
    })
    const { uploadId } = await process.send(salesCsv)
    await process.work()
    await process.uploads.confirm(ann, uploadId, confirmation)
    await process.work()
    expect(writes).toBeLessThanOrEqual(points.length)
    expect(writes).toBeGreaterThan(points.length - 4)
  })
})

describe('a company that is suspended', () => {
  it('has its files read when it is let in again and its owner looks', async () => {
    const process = world.start()
    const { uploadId } = await process.send()
    world.suspended.add(acme)
    await process.work()
    expect((await world.storage.uploads.get(uploadId))?.status).toBe('waiting')
    world.suspended.delete(acme)
    await process.uploads.state(ann, uploadId)
    expect(process.queue).toEqual([])
    world.clock.advance(31_000)
    await process.uploads.state(ann, uploadId)
    await process.uploads.state(ann, uploadId)
    expect(process.queue.length).toBe(1)
    await process.work()
    expect((await process.uploads.state(ann, uploadId)).status).toBe('ready')
  })
})

it('does nothing for a company that is gone', async () => {
  const process = world.start()
  await process.send()
  const [job] = process.queue
  if (job === undefined) throw new Error('Nothing was queued')
  const nobody = tenantIdSchema.parse('nobody')
  expect(await process.uploads.runJob({ ...job, tenantId: nobody })).toBe('ignored')
})

describe('a look at all uploads while workers are at them', () => {
  it('queues only those that nobody works on for long', async () => {
    const process = world.start()
    const { uploadId } = await process.send()
    process.queue.length = 0
    const looked = async () => {
      await process.uploads.resume([acme])
      return process.queue.splice(0).length
    }
    expect(await looked()).toBe(0)
    world.clock.advance(30_000)
    expect(await looked()).toBe(1)
    const waiting = await world.storage.uploads.get(uploadId)
    if (waiting === null) throw new Error('The upload is not there')
    const until = new Date(world.clock.now().getTime() + LEASE_MILLISECONDS).toISOString()
    await world.storage.uploads.change(waiting, { status: 'reading', lease: { holder: 'one', until } })
    expect(await looked()).toBe(0)
    world.clock.advance(30_000)
    expect(await looked()).toBe(1)
  })
})

describe('two workers', () => {
  it('do not do the same job at once', async () => {
    const first = world.start()
    const second = world.start()
    const { uploadId } = await first.send()
    const [job] = first.queue
    if (job === undefined) throw new Error('Nothing was queued')
    const outcomes = await Promise.all([first.uploads.runJob(job), second.uploads.runJob(job)])
    expect(outcomes.sort()).toEqual(['done', 'later'])
    await first.work()
    await second.work()
    expect((await first.uploads.state(ann, uploadId)).status).toBe('ready')
    expect(await second.uploads.runJob(job)).toBe('ignored')
  })

  it('do no job of another person, company or earlier request', async () => {
    const process = world.start()
    await process.send()
    const [job] = process.queue
    if (job === undefined) throw new Error('Nothing was queued')
    for (const change of [{ userId: 'bob' }, { uploadId: 'unknown' }, { sequence: 2 }]) {
      expect(await process.uploads.runJob({ ...job, ...change })).toBe('ignored')
    }
    expect((await world.storage.uploads.list())[0]?.status).toBe('waiting')
  })
})

import { tenantIdSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import type { UploadJob } from '../../uploads/ports.ts'
import { backgroundJobs } from './background-jobs.ts'

/** Time that passes when it is told to. */
function manualTimer() {
  const waiting = new Map<() => void, number>()
  return {
    timer(work: () => void, milliseconds: number) {
      waiting.set(work, milliseconds)
      return () => void waiting.delete(work)
    },
    waits: () => [...waiting.values()],
    fire() {
      for (const work of [...waiting.keys()]) {
        waiting.delete(work)
        work()
      }
    },
  }
}

function job(uploadId: string): UploadJob {
  const tenantId = tenantIdSchema.parse('acme')
  return { kind: 'upload', tenantId, userId: 'ann', uploadId, action: 'preview', sequence: 1 }
}

function open(concurrency?: number) {
  const time = manualTimer()
  const errors: unknown[] = []
  const options = { timer: time.timer, onError: (error: unknown) => void errors.push(error) }
  return { jobs: backgroundJobs(concurrency === undefined ? options : { ...options, concurrency }), time, errors }
}

describe('background jobs', () => {
  it('are done once somebody does them, those before too', async () => {
    const { jobs } = open()
    const done: string[] = []
    await jobs.enqueue(job('before'))
    jobs.start(async ({ uploadId }) => void done.push(uploadId))
    await jobs.enqueue(job('after'))
    await jobs.idle()
    expect(done).toEqual(['before', 'after'])
  })

  it('run no more at once than allowed', async () => {
    const { jobs } = open(2)
    let running = 0
    let most = 0
    jobs.start(async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
    })
    for (const id of ['a', 'b', 'c', 'd', 'e']) await jobs.enqueue(job(id))
    await jobs.idle()
    expect(most).toBe(2)
  })

  it('wait when they were put off', async () => {
    const { jobs, time } = open()
    const done: string[] = []
    jobs.start(async ({ uploadId }) => void done.push(uploadId))
    await jobs.enqueue(job('later'), 5000)
    expect([done, time.waits()]).toEqual([[], [5000]])
    time.fire()
    await jobs.idle()
    expect(done).toEqual(['later'])
  })

  it('are tried again with growing waits, five times in all', async () => {
    const { jobs, time, errors } = open()
    jobs.start(async () => {
      throw new Error('The table did not answer')
    })
    await jobs.enqueue(job('a'))
    const waits: number[] = []
    for (let round = 0; round < 6; round += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      waits.push(...time.waits())
      time.fire()
    }
    expect(errors.length).toBe(5)
    expect(waits).toEqual([2000, 4000, 8000, 16000])
    await jobs.idle()
  })

  it('are not begun after it is closed', async () => {
    const { jobs, time } = open()
    const done: string[] = []
    await jobs.enqueue(job('waiting'))
    await jobs.enqueue(job('later'), 10)
    jobs.close()
    jobs.start(async ({ uploadId }) => void done.push(uploadId))
    await jobs.enqueue(job('after'))
    time.fire()
    await jobs.idle()
    expect(done).toEqual([])
  })
})

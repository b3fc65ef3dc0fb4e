import type { Timer } from '@salestalk/engine'
import type { JobQueue, UploadJob } from '../../uploads/ports.ts'

export interface BackgroundJobsOptions {
  readonly timer: Timer
  /** Told when a job failed without a word; it is tried again a few times. */
  readonly onError: (error: unknown) => void
  /** At once; further ones wait. */
  readonly concurrency?: number
}

/** Jobs that are done by this process. They live in memory only: what is to be done stands in the records, to be resumed from there. */
export interface BackgroundJobs extends JobQueue {
  /** From now on jobs are done, those that wait already first. */
  start(run: (job: UploadJob) => Promise<unknown>): void
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>
  /** Begins no further job. */
  close(): void
}

interface Entry {
  readonly job: UploadJob
  readonly failures: number
}

const MOST_FAILURES = 5
const RETRY_MILLISECONDS = 1_000

export function backgroundJobs({ timer, onError, concurrency = 4 }: BackgroundJobsOptions): BackgroundJobs {
  const ready: Entry[] = []
  const delayed = new Set<() => void>()
  const idlers: (() => void)[] = []
  let run: ((job: UploadJob) => Promise<unknown>) | null = null
  let running = 0
  let closed = false

  function add(entry: Entry, milliseconds: number): void {
    if (closed) return
    if (milliseconds <= 0) {
      ready.push(entry)
      next()
      return
    }
    const cancel = timer(() => {
      delayed.delete(cancel)
      add(entry, 0)
    }, milliseconds)
    delayed.add(cancel)
  }

  function next(): void {
    while (run !== null && running < concurrency) {
      const entry = ready.shift()
      if (entry === undefined) break
      running += 1
      run(entry.job)
        .catch((error: unknown) => {
          onError(error)
          const failures = entry.failures + 1
          if (failures < MOST_FAILURES) add({ ...entry, failures }, RETRY_MILLISECONDS * 2 ** failures)
        })
        .finally(() => {
          running -= 1
          next()
        })
    }
    if (running === 0 && ready.length === 0 && delayed.size === 0) for (const tell of idlers.splice(0)) tell()
  }

  return {
    async enqueue(job, delayMilliseconds = 0) {
      add({ job, failures: 0 }, delayMilliseconds)
    },
    start(work) {
      run = work
      next()
    },
    idle: () =>
      new Promise((resolve) => {
        idlers.push(resolve)
        next()
      }),
    close() {
      closed = true
      for (const cancel of delayed) cancel()
      delayed.clear()
      ready.length = 0
    },
  }
}

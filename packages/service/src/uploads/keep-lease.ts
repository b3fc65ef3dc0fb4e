import { type Clock, ConditionFailedError, type Timer } from '@salestalk/engine'
import type { IngestProgress } from '@salestalk/protocol'
import type { StoredUpload, UploadRepository } from '../storage/upload-repository.ts'

/** Nobody else takes over the work before it has been silent for so long. */
export const LEASE_MILLISECONDS = 15_000
const BEAT_MILLISECONDS = 1_000
const RENEWAL_MILLISECONDS = 5_000

export interface KeptLease {
  /** The progress so far; it is stored with the next beat. */
  note(progress: IngestProgress): void
  /** Ends the beats; resolves with the upload as it was stored last. */
  stop(): Promise<StoredUpload>
}

export interface LeaseOptions {
  readonly uploads: UploadRepository
  readonly upload: StoredUpload
  readonly clock: Clock
  readonly timer: Timer
  /** Somebody cancelled the upload or took over the work. */
  readonly onLost: () => void
  /** The store did not take a beat; the next one tries again. */
  readonly onError: (error: unknown) => void
}

/** Until when a lease taken now lasts. */
export function leaseUntil(now: Date): string {
  return new Date(now.getTime() + LEASE_MILLISECONDS).toISOString()
}

export function isLeased({ lease }: Pick<StoredUpload, 'lease'>, now: Date): boolean {
  return lease !== null && lease.until > now.toISOString()
}

/**
 * While work goes on: stores its progress about once a second and renews the lease, with one write at a time. Every write is
 * conditional, so that it also tells when the upload was cancelled or the work taken over.
 */
export function keepLease({ uploads, upload, clock, timer, onLost, onError }: LeaseOptions): KeptLease {
  const { lease } = upload
  let current = upload
  let progress = upload.progress
  let renewedAt = clock.now().getTime()
  let stopped = false
  let writing: Promise<void> = Promise.resolve()
  let cancelTimer = timer(beat, BEAT_MILLISECONDS)

  function beat(): void {
    writing = store().then(() => {
      if (!stopped) cancelTimer = timer(beat, BEAT_MILLISECONDS)
    })
  }

  async function store(): Promise<void> {
    const now = clock.now()
    if (lease === null || (progress === current.progress && now.getTime() - renewedAt < RENEWAL_MILLISECONDS)) return
    const noted = progress
    try {
      current = await uploads.change(current, { progress: noted, lease: { ...lease, until: leaseUntil(now) } })
      current = { ...current, progress: noted }
      renewedAt = now.getTime()
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) return onError(error)
      stopped = true
      onLost()
    }
  }

  return {
    note(next) {
      progress = next
    },
    async stop() {
      stopped = true
      cancelTimer()
      await writing
      return current
    },
  }
}

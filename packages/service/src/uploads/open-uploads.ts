import { ConditionFailedError } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import { defaultLimits } from '../ingest/limits.ts'
import type { StoredUpload, UploadRepository } from '../storage/upload-repository.ts'
import { filesOf, type UploadContext, type UploadLimits } from './context.ts'
import { isLeased } from './keep-lease.ts'
import { type ObjectOutcome, objectCreated } from './object-created.ts'
import type { CreatedObject, UploadJob } from './ports.ts'
import { jobOf } from './request-work.ts'
import { isStalled, isUnfinished } from './revive-upload.ts'
import { isExpected, uploadRoom } from './room.ts'
import { type UploadService, uploadService } from './upload-service.ts'
import { type JobOutcome, uploadWorker } from './upload-worker.ts'

/** Everything about uploads, put together: what requests ask for and what workers do. */
export interface Uploads extends UploadService {
  /** Does a queued job; safe to repeat. */
  runJob(job: UploadJob): Promise<JobOutcome>
  /** Starts the reading of a file that was put into the store; safe to repeat. */
  objectCreated(created: CreatedObject): Promise<ObjectOutcome>
  /**
   * Queues what a process that is gone left unfinished, and forgets files that are not waited for any more. `withLeased`: also what
   * somebody seems to work on, where that can only be a process before this one.
   */
  resume(tenantIds: readonly TenantId[], options?: ResumeOptions): Promise<void>
  /** Removes files nobody will read. Lists the store, so it is for once in an hour. */
  clean(tenantIds: readonly TenantId[]): Promise<void>
  /** Ends the work in this process; it goes on where it is resumed. */
  close(): Promise<void>
}

interface ResumeOptions {
  readonly withLeased?: boolean
}

export interface OpenUploadsOptions extends Omit<UploadContext, 'limits'> {
  readonly limits?: Partial<UploadLimits>
}

const defaultUploadLimits: UploadLimits = {
  mostBusy: 2,
  mostKept: 10,
  bytesMax: defaultLimits.bytes,
  directUploadBytesMax: null,
}

export function openUploads(options: OpenUploadsOptions): Uploads {
  const context: UploadContext = { ...options, limits: { ...defaultUploadLimits, ...options.limits } }
  const worker = uploadWorker(context)
  const room = uploadRoom(context)
  const openedAt = context.clock.now().toISOString()

  async function each(tenantIds: readonly TenantId[], look: (tenantId: TenantId) => Promise<void>) {
    for (const tenantId of tenantIds) {
      await look(tenantId).catch((error: unknown) =>
        context.logger.error({ tenantId, err: error }, 'uploads cannot be looked after'),
      )
    }
  }

  return {
    ...uploadService(context, worker, room),
    runJob: worker.run,
    objectCreated: (created) => objectCreated(context, created),
    resume: (tenantIds, { withLeased = false } = {}) => {
      const isOfBefore = ({ origin, createdAt }: StoredUpload) => origin === 'direct' && createdAt < openedAt
      const isLeft = withLeased ? ({ uploadId }: StoredUpload) => !worker.isAt(uploadId) : isStalled
      const isCutOff: IsLeft = (upload, now) => (withLeased && isOfBefore(upload)) || !isLeased(upload, now)
      return each(tenantIds, (tenantId) => resumeTenant(context, tenantId, isLeft, isCutOff))
    },
    clean: (tenantIds) => each(tenantIds, (tenantId) => cleanTenant(context, tenantId)),
    async close() {
      await Promise.all([room.close(), worker.close()])
    },
  }
}

async function resumeTenant(
  context: UploadContext,
  tenantId: TenantId,
  isLeft: IsLeft,
  isCutOff: IsLeft,
): Promise<void> {
  const { uploads } = context.storage(tenantId)
  const now = context.clock.now()
  for (const upload of await uploads.list()) {
    if (isUnfinished(upload) && upload.work !== null && isLeft(upload, now)) {
      // Should the one before be alive after all, it notices and stops: it has lost its lease.
      const free = upload.lease === null ? upload : await freed(uploads, upload)
      if (free !== null) await context.jobs.enqueue(jobOf(tenantId, upload, upload.work))
    }
    if (upload.status !== 'receiving' || !isCutOff(upload, now) || isExpected(upload, now)) continue
    // Its sender never heard of it, or has given up.
    await filesOf(context, tenantId).removeAll(upload.uploadId)
    await uploads.delete(upload.uploadId)
  }
}

type IsLeft = (upload: StoredUpload, now: Date) => boolean

async function freed(uploads: UploadRepository, upload: StoredUpload): Promise<StoredUpload | null> {
  try {
    return await uploads.change(upload, { lease: null })
  } catch (error) {
    if (error instanceof ConditionFailedError) return null
    throw error
  }
}

/** Files whose record has expired, and those a process that was killed did not get round to removing. */
async function cleanTenant(context: UploadContext, tenantId: TenantId): Promise<void> {
  const { uploads } = context.storage(tenantId)
  const files = filesOf(context, tenantId)
  for (const uploadId of await files.uploadIds()) {
    const status = (await uploads.get(uploadId))?.status
    if (status === undefined || status === 'cancelled') await files.removeAll(uploadId)
    if (status === 'done' || status === 'failed') await files.removeContent(uploadId)
  }
}

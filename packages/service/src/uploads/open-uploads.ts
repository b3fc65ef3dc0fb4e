import type { TenantId } from '@salestalk/protocol'
import { defaultLimits } from '../ingest/limits.ts'
import type { StoredUpload } from '../storage/upload-repository.ts'
import { filesOf, type UploadContext, type UploadLimits } from './context.ts'
import { isLeased } from './keep-lease.ts'
import { type ObjectOutcome, objectCreated } from './object-created.ts'
import type { CreatedObject, UploadJob } from './ports.ts'
import { jobOf } from './request-work.ts'
import { isExpected, uploadRoom } from './room.ts'
import { type UploadService, uploadService } from './upload-service.ts'
import { type JobOutcome, uploadWorker } from './upload-worker.ts'

/** Everything about uploads, put together: what requests ask for and what workers do. */
export interface Uploads extends UploadService {
  /** Does a queued job; safe to repeat. */
  runJob(job: UploadJob): Promise<JobOutcome>
  /** Starts the reading of a file that was put into the store; safe to repeat. */
  objectCreated(created: CreatedObject): Promise<ObjectOutcome>
  /** Queues what a process that is gone left unfinished, and removes files nobody waits for any more. Called at every start. */
  resume(tenantIds: readonly TenantId[]): Promise<void>
  /** Ends the work in this process; it goes on where it is resumed. */
  close(): Promise<void>
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
  return {
    ...uploadService(context, worker, room),
    runJob: worker.run,
    objectCreated: (created) => objectCreated(context, created),
    async resume(tenantIds) {
      for (const tenantId of tenantIds) {
        await resumeTenant(context, tenantId).catch((error: unknown) =>
          context.logger.error({ tenantId, err: error }, 'uploads cannot be resumed'),
        )
      }
    },
    async close() {
      await Promise.all([room.close(), worker.close()])
    },
  }
}

async function resumeTenant(context: UploadContext, tenantId: TenantId): Promise<void> {
  const { uploads } = context.storage(tenantId)
  const files = filesOf(context, tenantId)
  const withFiles = await files.uploadIds()
  for (const upload of await uploads.list()) {
    const hadFiles = withFiles.delete(upload.uploadId)
    await resumeUpload(context, tenantId, upload, hadFiles)
  }
  // Their records have expired. One that is not listed yet is looked for by its id.
  for (const uploadId of withFiles) {
    if ((await uploads.get(uploadId)) === null) await files.removeAll(uploadId)
  }
}

async function resumeUpload(context: UploadContext, tenantId: TenantId, upload: StoredUpload, hadFiles: boolean) {
  const files = filesOf(context, tenantId)
  switch (upload.status) {
    case 'receiving': {
      const now = context.clock.now()
      if (isLeased(upload, now) || isExpected(upload, now)) return
      // Its sender never heard of it, or has given up.
      await files.removeAll(upload.uploadId)
      await context.storage(tenantId).uploads.delete(upload.uploadId)
      return
    }
    case 'waiting':
    case 'reading':
    case 'committing':
      if (upload.work !== null) await context.jobs.enqueue(jobOf(tenantId, upload, upload.work))
      return
    case 'ready':
      return
    case 'done':
    case 'failed':
      if (hadFiles) await files.removeContent(upload.uploadId)
      return
    case 'cancelled':
      if (hadFiles) await files.removeAll(upload.uploadId)
  }
}

import { ConditionFailedError } from '@salestalk/engine'
import type { StoredUpload } from '../storage/upload-repository.ts'
import type { UploadContext } from './context.ts'
import { isLeased } from './keep-lease.ts'
import type { UploadOwner } from './ports.ts'
import { jobOf } from './request-work.ts'

/** An upload that nobody worked on for so long although there is something to do was forgotten: its job was lost. */
const STALLED_MILLISECONDS = 30_000

/** Queues the job of a forgotten upload once more: whoever looks at it gets it going. */
export async function reviveStalled(
  context: UploadContext,
  { tenantId }: Pick<UploadOwner, 'tenantId'>,
  upload: StoredUpload,
): Promise<StoredUpload> {
  const now = context.clock.now()
  if (upload.work === null || !isUnfinished(upload) || isLeased(upload, now)) return upload
  if (now.getTime() - Date.parse(upload.updatedAt) < STALLED_MILLISECONDS) return upload
  try {
    // The write says when it was queued, so that the next look does not do it again.
    const touched = await context.storage(tenantId).uploads.change(upload, { lease: null })
    await context.jobs.enqueue(jobOf(tenantId, upload, upload.work))
    return touched
  } catch (error) {
    if (error instanceof ConditionFailedError) return upload
    throw error
  }
}

export function isUnfinished({ status }: StoredUpload): boolean {
  return status === 'waiting' || status === 'reading' || status === 'committing'
}

import { ConditionFailedError } from '@salestalk/engine'
import type { StoredUpload } from '../storage/upload-repository.ts'
import { filesOf, type UploadContext } from './context.ts'
import { isLeased } from './keep-lease.ts'
import { objectCreated } from './object-created.ts'
import type { UploadOwner } from './ports.ts'
import { enqueue, jobOf } from './request-work.ts'
import { contentKey } from './upload-files.ts'

/** An upload that nobody worked on for so long although there is something to do was forgotten: its job was lost. */
const STALLED_MILLISECONDS = 30_000

/**
 * Gets an upload going that was forgotten, for whoever looks at it: a file that is there although no message told of it, or work
 * whose job was lost.
 */
export async function reviveUpload(
  context: UploadContext,
  owner: UploadOwner,
  upload: StoredUpload,
): Promise<StoredUpload> {
  if (upload.status !== 'receiving' || upload.origin !== 'presigned') return await reviveStalled(context, owner, upload)
  const { artifacts } = filesOf(context, owner.tenantId)
  const key = contentKey(upload.uploadId)
  const found = await artifacts.info(key)
  if (found === null) return upload
  await objectCreated(context, { key: `${artifacts.prefix}${key}`, bytes: found.bytes, revision: found.revision })
  return (await context.storage(owner.tenantId).uploads.get(upload.uploadId)) ?? upload
}

async function reviveStalled(
  context: UploadContext,
  { tenantId }: Pick<UploadOwner, 'tenantId'>,
  upload: StoredUpload,
): Promise<StoredUpload> {
  const now = context.clock.now()
  if (upload.work === null || !isUnfinished(upload) || !isStalled(upload, now)) return upload
  try {
    // The write says when it was queued, so that the next look does not do it again.
    const touched = await context.storage(tenantId).uploads.change(upload, { lease: null })
    await enqueue(context, jobOf(tenantId, upload, upload.work))
    return touched
  } catch (error) {
    if (error instanceof ConditionFailedError) return upload
    throw error
  }
}

/** Whether nobody works on it and its job should have come long ago. */
export function isStalled(upload: StoredUpload, now: Date): boolean {
  return !isLeased(upload, now) && now.getTime() - Date.parse(upload.updatedAt) >= STALLED_MILLISECONDS
}

export function isUnfinished({ status }: StoredUpload): boolean {
  return status === 'waiting' || status === 'reading' || status === 'committing'
}

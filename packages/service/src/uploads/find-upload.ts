import { retryOnConflict } from '../storage/retry-on-conflict.ts'
import type { StoredUpload } from '../storage/upload-repository.ts'
import { filesOf, type UploadContext } from './context.ts'
import { noSuchUpload } from './errors.ts'
import type { UploadOwner } from './ports.ts'
import type { UploadWorker } from './upload-worker.ts'

/** The upload, for its owner only. Throws UploadError not_found, also for one that was cancelled. */
export async function findUpload(
  context: UploadContext,
  { tenantId, userId }: UploadOwner,
  uploadId: string,
): Promise<StoredUpload> {
  const upload = isId(uploadId) ? await context.storage(tenantId).uploads.get(uploadId) : null
  if (upload === null || upload.userId !== userId || upload.status === 'cancelled') throw noSuchUpload()
  return upload
}

function isId(text: string): boolean {
  return /^[a-z0-9-]{1,64}$/.test(text)
}

/**
 * Ends an upload and removes its files. The record of one that was not done stays for a day: a file or a job that comes late must be
 * known for what it is.
 */
export async function removeUpload(
  context: UploadContext,
  worker: Pick<UploadWorker, 'cancel'>,
  owner: UploadOwner,
  uploadId: string,
): Promise<void> {
  const { uploads } = context.storage(owner.tenantId)
  const isOver = await retryOnConflict(async () => {
    const upload = await findUpload(context, owner, uploadId)
    if (upload.status === 'done') return true
    await uploads.change(upload, { status: 'cancelled', lease: null })
    return false
  })
  await worker.cancel(uploadId)
  await filesOf(context, owner.tenantId).removeAll(uploadId)
  if (isOver) await uploads.delete(uploadId)
}

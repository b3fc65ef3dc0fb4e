import { moveFile } from '../ingest/move-file.ts'
import type { StoredUpload } from '../storage/upload-repository.ts'
import { filesOf, type UploadContext } from './context.ts'
import { keepLease, leaseUntil } from './keep-lease.ts'
import { limitedBody } from './limited-body.ts'
import { newUpload } from './new-upload.ts'
import type { ReceivedFile, UploadOwner } from './ports.ts'
import { enqueue, firstWork, jobOf } from './request-work.ts'
import { contentKey } from './upload-files.ts'

/**
 * Takes a file that is sent to the service itself: onto the local disk as it comes, then into the store, where it is moved and not
 * copied if both are on one disk. When the sender breaks off nothing of it stays.
 */
export async function receiveUpload(
  context: UploadContext,
  owner: UploadOwner,
  file: ReceivedFile,
): Promise<StoredUpload> {
  const { clock, ids, timer, logger } = context
  const { uploads } = context.storage(owner.tenantId)
  const body = limitedBody(file, context.limits)
  const record = newUpload(ids.next(), owner, { ...file, bytes: file.expectedBytes }, 'direct', clock.now())
  const { uploadId } = record
  const created = await uploads.create({ ...record, lease: { holder: ids.next(), until: leaseUntil(clock.now()) } })
  const abort = new AbortController()
  const lease = keepLease({
    uploads,
    upload: created,
    clock,
    timer,
    onLost: () => abort.abort(),
    onError: (error) => logger.warn({ uploadId, err: error }, 'progress of an upload cannot be stored'),
  })
  try {
    const bytes = await spoolAndStore(context, owner, uploadId, { ...file, body }, abort.signal, (bytesDone) =>
      lease.note({ ...record.progress, bytesDone }),
    )
    const progress = { ...record.progress, stage: 'reading' as const, bytesDone: 0, bytesTotal: bytes }
    const changes = { status: 'waiting' as const, lease: null, bytes, progress, work: firstWork }
    const waiting = await uploads.change(await lease.stop(), changes)
    await enqueue(context, jobOf(owner.tenantId, waiting, firstWork))
    return waiting
  } catch (error) {
    await lease.stop()
    await filesOf(context, owner.tenantId).removeAll(uploadId)
    await uploads.delete(uploadId)
    throw error
  }
}

async function spoolAndStore(
  context: UploadContext,
  { tenantId }: UploadOwner,
  uploadId: string,
  { body, expectedBytes }: ReceivedFile,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<number> {
  const { artifacts } = filesOf(context, tenantId)
  const spooled = await context.spool(body, { uploadId, expectedBytes, signal, onBytes })
  try {
    const { bytes } = await artifacts.putFile(contentKey(uploadId), (to) => moveFile(spooled.path, to))
    return bytes
  } finally {
    await spooled.remove()
  }
}

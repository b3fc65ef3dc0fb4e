import { TableNotFoundError } from '@salestalk/engine'
import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import { retryOnConflict } from '../storage/retry-on-conflict.ts'
import type { StoredUpload } from '../storage/upload-repository.ts'
import { filesOf, type UploadContext } from './context.ts'
import { UploadError } from './errors.ts'
import { changedError, isSameRevision } from './local-content.ts'
import type { CreatedObject } from './ports.ts'
import { firstWork, jobOf } from './request-work.ts'
import { contentKey, ownerOfContent } from './upload-files.ts'

/** `ignored`: no upload waits for this file. `repeated`: it was known already. `failed`: it is not what was announced. */
export type ObjectOutcome = 'started' | 'repeated' | 'failed' | 'ignored'

/**
 * A file was put into the store: has it read if it is the one an upload waits for. Which company and upload it belongs to is in the
 * key, and the record must agree. The message may come twice, late, or after a younger one of the same file.
 */
export async function objectCreated(context: UploadContext, created: CreatedObject): Promise<ObjectOutcome> {
  const owner = ownerOfContent(created.key)
  const tenantId = tenantIdSchema.safeParse(owner?.tenantId)
  if (owner === null || !tenantId.success) return ignored(context, created, 'it is no upload')
  return await retryOnConflict(async () => {
    const upload = await findRecord(context, tenantId.data, owner.uploadId)
    if (upload === null) return ignored(context, created, 'no upload has this id')
    if (upload.origin !== 'presigned') return ignored(context, created, 'the service put it there itself')
    return await handle(context, tenantId.data, upload, created)
  })
}

async function handle(
  context: UploadContext,
  tenantId: TenantId,
  upload: StoredUpload,
  created: CreatedObject,
): Promise<ObjectOutcome> {
  switch (upload.status) {
    case 'receiving':
      return await arrived(context, tenantId, upload, created)
    case 'waiting':
    case 'reading':
    case 'ready':
    case 'committing':
      return await cameAgain(context, tenantId, upload, created)
    case 'done':
    case 'failed':
    case 'cancelled':
      // Nobody will ever read it.
      await filesOf(context, tenantId).removeContent(upload.uploadId)
      return ignored(context, created, `the upload is ${upload.status}`)
  }
}

async function arrived(
  context: UploadContext,
  tenantId: TenantId,
  upload: StoredUpload,
  { key, bytes, revision }: CreatedObject,
): Promise<ObjectOutcome> {
  const found = await filesOf(context, tenantId).artifacts.info(contentKey(upload.uploadId))
  if (found === null) return ignored(context, { key, bytes, revision }, 'it is gone')
  if (!isSameRevision(found.revision, revision)) return await fail(context, tenantId, upload, changedError())
  if (bytes !== upload.bytes || found.bytes !== upload.bytes) {
    const text = `${found.bytes} bytes of ${upload.fileName} arrived, ${upload.bytes} were announced: upload the file again`
    return await fail(context, tenantId, upload, new UploadError('upload_incomplete', text))
  }
  const progress = { ...upload.progress, stage: 'reading' as const, bytesTotal: bytes }
  const changes = { status: 'waiting' as const, revision: found.revision, progress, work: firstWork }
  const waiting = await context.storage(tenantId).uploads.change(upload, changes)
  // When this fails the message comes again, and finds the upload waiting.
  await context.jobs.enqueue(jobOf(tenantId, waiting, firstWork))
  return 'started'
}

async function cameAgain(
  context: UploadContext,
  tenantId: TenantId,
  upload: StoredUpload,
  created: CreatedObject,
): Promise<ObjectOutcome> {
  const { artifacts } = filesOf(context, tenantId)
  const found = await artifacts.info(contentKey(upload.uploadId))
  const isWhatWasRead = found === null || isSameRevision(found.revision, upload.revision)
  if (isWhatWasRead) {
    if (upload.status === 'waiting' && upload.work !== null) {
      await context.jobs.enqueue(jobOf(tenantId, upload, upload.work))
    }
    return 'repeated'
  }
  // What is being written was checked when it was read, and is not read again.
  if (upload.status === 'committing') return ignored(context, created, 'the file before it is being taken in')
  return await fail(context, tenantId, upload, changedError())
}

async function fail(
  context: UploadContext,
  tenantId: TenantId,
  upload: StoredUpload,
  error: UploadError,
): Promise<'failed'> {
  const { problem } = context.describeProblem(error, upload.uploadId)
  const progress = { ...upload.progress, stage: 'failed' as const }
  await context.storage(tenantId).uploads.change(upload, { status: 'failed', lease: null, problem, progress })
  await filesOf(context, tenantId).removeContent(upload.uploadId)
  return 'failed'
}

async function findRecord(context: UploadContext, tenantId: TenantId, uploadId: string): Promise<StoredUpload | null> {
  try {
    return await context.storage(tenantId).uploads.get(uploadId)
  } catch (error) {
    // The company is gone, and its uploads with it.
    if (error instanceof TableNotFoundError) return null
    throw error
  }
}

function ignored({ logger }: UploadContext, { key }: CreatedObject, reason: string): 'ignored' {
  logger.info({ key, reason }, 'a file in the store starts nothing')
  return 'ignored'
}

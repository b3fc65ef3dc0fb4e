import { ConditionFailedError } from '@salestalk/engine'
import type { DatasetModel, IngestMode, TenantId } from '@salestalk/protocol'
import type { ReadingOptions } from '../ingest/index.ts'
import type { StoredUpload, UploadWork } from '../storage/upload-repository.ts'
import { filesOf, type UploadContext } from './context.ts'
import { UploadError } from './errors.ts'
import type { UploadJob, UploadOwner } from './ports.ts'
import type { UploadRequestDocument } from './upload-files.ts'

export interface WorkRequest {
  readonly action: UploadWork['action']
  readonly mode: IngestMode
  /** Null: as before. */
  readonly dataset: string | null
  readonly model: DatasetModel | null
  /** Null: as before. */
  readonly readingOptions: ReadingOptions | null
}

/** A file that has just come is read. */
export const firstWork: UploadWork = {
  sequence: 1,
  action: 'preview',
  mode: 'append',
  request: null,
  attempts: 0,
  batchIds: [],
}

export function jobOf(tenantId: TenantId, { uploadId, userId }: StoredUpload, work: UploadWork): UploadJob {
  return { kind: 'upload', tenantId, userId, uploadId, action: work.action, sequence: work.sequence }
}

/** Writes down what is wanted and has it done in the background. Throws UploadError upload_not_ready. */
export async function requestWork(
  context: UploadContext,
  { tenantId }: UploadOwner,
  upload: StoredUpload,
  wanted: WorkRequest,
): Promise<StoredUpload> {
  if (upload.status !== 'ready' || upload.work === null) throw notReady()
  const { uploads } = context.storage(tenantId)
  const files = filesOf(context, tenantId)
  const sequence = upload.work.sequence + 1
  const readingOptions = wanted.readingOptions ?? (await lastOptions(context, tenantId, upload))
  const document: UploadRequestDocument = { model: wanted.model, readingOptions }
  const request = await files.keep(upload.uploadId, `request-${sequence}`, document)
  const work = { sequence, action: wanted.action, mode: wanted.mode, request, attempts: 0, batchIds: [] }
  const progress = {
    ...upload.progress,
    stage: wanted.action === 'preview' ? ('reading' as const) : ('writing' as const),
  }
  const waiting = await uploads
    .change(upload, {
      status: 'waiting',
      problem: null,
      work,
      progress: { ...progress, rowsDone: 0 },
      ...(wanted.dataset === null ? {} : { dataset: wanted.dataset }),
    })
    .catch((error: unknown) => {
      throw error instanceof ConditionFailedError ? notReady(error) : error
    })
  await enqueue(context, jobOf(tenantId, waiting, work))
  return waiting
}

/** Queues a job. When the queue cannot take it, the upload waits until somebody looks at it again. */
export async function enqueue({ jobs, logger }: UploadContext, job: UploadJob): Promise<void> {
  await jobs.enqueue(job).catch((error: unknown) => logger.warn({ ...job, err: error }, 'a job cannot be queued now'))
}

async function lastOptions(context: UploadContext, tenantId: TenantId, upload: StoredUpload): Promise<ReadingOptions> {
  const files = filesOf(context, tenantId)
  const last = await files.read<UploadRequestDocument>(upload.uploadId, upload.work?.request ?? null)
  return last?.readingOptions ?? {}
}

function notReady(cause?: unknown): UploadError {
  const text = 'The upload is busy or over: wait for it, or upload the file again'
  return new UploadError('upload_not_ready', text, cause)
}

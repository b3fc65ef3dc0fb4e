import { ArtifactNotFoundError, ArtifactStoreUnavailableError, StoreUnavailableError } from '@salestalk/engine'
import type { StoredUpload, UploadChanges } from '../storage/upload-repository.ts'
import type { UploadContext } from './context.ts'
import { UploadError } from './errors.ts'

/** Why work was ended from outside; the reason of its signal. */
export type EndReason = 'cancelled' | 'lost' | 'shutdown'

export interface WorkFailure {
  /** Null when the upload is not ours to change any more. */
  readonly changes: UploadChanges | null
  /** Milliseconds to wait before the work is tried again; null: it is not. */
  readonly retryAfter: number | null
}

const RETRY_MILLISECONDS = 2_000
const MOST_RETRIES = 3

/** What becomes of an upload whose work failed: tried again, shown with its problem, or over. */
export function failureChanges(
  context: Pick<UploadContext, 'describeProblem' | 'logger'>,
  upload: StoredUpload,
  error: unknown,
  signal?: AbortSignal,
): WorkFailure {
  const { work, uploadId } = upload
  if (signal?.aborted) {
    if (signal.reason !== ('shutdown' satisfies EndReason) || work === null) return { changes: null, retryAfter: null }
    const notCounted = { ...work, attempts: Math.max(0, work.attempts - 1) }
    return { changes: { status: 'waiting', lease: null, work: notCounted }, retryAfter: null }
  }
  if (isPassing(error) && work !== null && work.attempts < MOST_RETRIES) {
    context.logger.warn({ uploadId, err: error }, 'an upload is tried again')
    return { changes: { status: 'waiting', lease: null }, retryAfter: RETRY_MILLISECONDS * work.attempts }
  }
  const { problem, expected } = context.describeProblem(error, uploadId)
  if (!expected) context.logger.error({ uploadId, err: error }, 'upload failed')
  const status = canBeReadAgain(upload, error) ? 'ready' : 'failed'
  const progress = { ...upload.progress, stage: 'failed' as const }
  return { changes: { status, lease: null, problem, progress }, retryAfter: null }
}

/** A file that was read once stays: another choice of dataset or options may work. */
function canBeReadAgain(upload: StoredUpload, error: unknown): boolean {
  return upload.preview !== null && !(error instanceof UploadError) && !(error instanceof ArtifactNotFoundError)
}

function isPassing(error: unknown): boolean {
  const isStore = error instanceof StoreUnavailableError || error instanceof ArtifactStoreUnavailableError
  return isStore && error.reason !== 'full'
}

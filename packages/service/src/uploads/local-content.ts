import { ArtifactChangedError, type Timer } from '@salestalk/engine'
import type { StoredUpload } from '../storage/upload-repository.ts'
import { UploadError } from './errors.ts'
import { contentKey, type UploadFiles } from './upload-files.ts'

// A store elsewhere keeps local copies for minutes after they were asked for; reading a file may take longer.
const HOLD_MILLISECONDS = 30_000

/**
 * Lets `work` read a local file with exactly the content that arrived, and keeps it there for as long as the work lasts.
 * UploadError upload_changed, ArtifactNotFoundError.
 */
export async function withLocalContent<T>(
  { artifacts }: UploadFiles,
  { uploadId, revision }: StoredUpload,
  timer: Timer,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const condition = revision === null ? {} : { ifRevision: revision }
  const ask = () => artifacts.localPath(contentKey(uploadId), condition)
  let ended = false
  let cancel = (): void => undefined
  const hold = (): void => {
    if (ended) return
    // The work itself finds out when the file is gone or another one.
    const askAgain = () =>
      ask()
        .catch(() => null)
        .then(hold)
    cancel = timer(askAgain, HOLD_MILLISECONDS)
  }
  try {
    const path = await ask()
    hold()
    return await work(path)
  } catch (error) {
    throw error instanceof ArtifactChangedError ? changedError(error) : error
  } finally {
    ended = true
    cancel()
  }
}

export function changedError(cause?: unknown): UploadError {
  const text = 'The file was replaced by another one after it had been sent: upload it again'
  return new UploadError('upload_changed', text, cause)
}

/** Some messages of a store put the revision in quotes and some do not. */
export function isSameRevision(left: string | null, right: string | null): boolean {
  const plain = (revision: string | null) => revision?.replaceAll('"', '') ?? null
  return plain(left) === plain(right)
}

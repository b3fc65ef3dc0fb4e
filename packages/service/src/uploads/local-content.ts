import { ArtifactChangedError, type TenantArtifacts } from '@salestalk/engine'
import type { StoredUpload } from '../storage/upload-repository.ts'
import type { UploadContext } from './context.ts'
import { UploadError } from './errors.ts'
import { contentKey } from './upload-files.ts'

/**
 * Lets `work` read a local file with exactly the content that arrived. What the service put into the store itself is small, or lies on
 * this disk already. What a browser put there lies elsewhere and may be of any size: it gets a copy for as long as the work lasts, and
 * not one among those that are kept for others. UploadError upload_changed, ArtifactNotFoundError.
 */
export async function withLocalContent<T>(
  context: UploadContext,
  artifacts: TenantArtifacts,
  upload: StoredUpload,
  signal: AbortSignal,
  work: (path: string) => Promise<T>,
): Promise<T> {
  if (upload.revision === null) return await work(await artifacts.localPath(contentKey(upload.uploadId)))
  const copy = await copied(context, artifacts, upload, upload.revision, signal)
  try {
    return await work(copy.path)
  } finally {
    await copy.remove()
  }
}

async function copied(
  { spool }: UploadContext,
  artifacts: TenantArtifacts,
  { uploadId, bytes }: StoredUpload,
  revision: string,
  signal: AbortSignal,
) {
  let trouble: unknown = null
  async function* content() {
    try {
      yield* artifacts.stream(contentKey(uploadId), { ifRevision: revision })
    } catch (error) {
      trouble = error
      throw error
    }
  }
  try {
    return await spool(content(), { uploadId, expectedBytes: bytes, signal })
  } catch (error) {
    // To whoever writes the copy, trouble of the store looks like a sender that broke off.
    const cause = trouble ?? error
    throw cause instanceof ArtifactChangedError ? changedError(cause) : cause
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

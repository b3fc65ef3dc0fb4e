import type { StoredUpload } from '../storage/upload-repository.ts'
import { UploadError } from './errors.ts'
import { contentKey, type UploadFiles } from './upload-files.ts'

/** The path of a local file with exactly the content that arrived. UploadError upload_changed. */
export async function localContent({ artifacts }: UploadFiles, { uploadId, revision }: StoredUpload): Promise<string> {
  const key = contentKey(uploadId)
  if (revision === null) return await artifacts.localPath(key)
  const found = (await artifacts.info?.(key)) ?? null
  if (found !== null && !isSameRevision(found.revision, revision)) throw changedError()
  return await artifacts.localPath(key, { ifRevision: found?.revision ?? revision })
}

export function changedError(): UploadError {
  const text = 'The file was replaced by another one after it had been sent: upload it again'
  return new UploadError('upload_changed', text)
}

/** Some messages of a store put the revision in quotes and some do not. */
export function isSameRevision(left: string | null, right: string | null): boolean {
  const plain = (revision: string | null) => revision?.replaceAll('"', '') ?? null
  return plain(left) === plain(right)
}

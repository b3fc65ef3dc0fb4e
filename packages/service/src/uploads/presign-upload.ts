import type { PresignedUpload, PresignUploadRequest } from '@salestalk/protocol'
import { filesOf, type UploadContext } from './context.ts'
import { UploadError } from './errors.ts'
import { newUpload } from './new-upload.ts'
import type { UploadOwner } from './ports.ts'
import { LINK_SECONDS } from './room.ts'
import { contentKey } from './upload-files.ts'

/** A place for one file of exactly the announced size, for as long as its link. UploadError file_too_large, empty_file. */
export async function presignUpload(
  context: UploadContext,
  owner: UploadOwner,
  { fileName, dataset, bytes, contentType }: PresignUploadRequest,
): Promise<PresignedUpload> {
  const { bytesMax } = context.limits
  if (bytes > bytesMax) {
    const text = `The file is larger than the ${Math.floor(bytesMax / 1024 / 1024)} MB that fit: split it and append the parts`
    throw new UploadError('file_too_large', text)
  }
  const { artifacts } = filesOf(context, owner.tenantId)
  const uploadId = context.ids.next()
  const target = await artifacts.presignUpload(contentKey(uploadId), {
    bytes,
    contentType,
    expiresInSeconds: LINK_SECONDS,
  })
  if (target === null) return { uploadId: null, target: null }
  if (bytes === 0) throw new UploadError('empty_file', `${fileName} is empty (0 bytes): export it again with its rows`)
  // Before anybody can know the target: a file that arrives always finds its record.
  await context
    .storage(owner.tenantId)
    .uploads.create(newUpload(uploadId, owner, { fileName, dataset, bytes }, 'presigned', context.clock.now()))
  return { uploadId, target }
}

/** A step that an upload does not allow. The message says what is wrong and what to do. */
export class UploadError extends Error {
  override readonly name = 'UploadError'
  constructor(
    readonly code: UploadErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause })
  }
}

export type UploadErrorCode =
  | 'not_found'
  | 'too_many_uploads'
  | 'upload_not_ready'
  | 'upload_changed'
  | 'upload_incomplete'
  | 'use_presigned_upload'
  | 'file_too_large'
  | 'empty_file'
  | 'upload_abandoned'

export function noSuchUpload(): UploadError {
  const text = 'There is no such upload: it was never there, is over, or expired after a day'
  return new UploadError('not_found', text)
}

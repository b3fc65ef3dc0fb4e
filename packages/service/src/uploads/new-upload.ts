import type { UploadRecord } from '../storage/upload-repository.ts'
import type { UploadOwner } from './ports.ts'

export interface AnnouncedFile {
  readonly fileName: string
  readonly dataset: string | null
  readonly bytes: number | null
}

/** The record of a file that is about to come. */
export function newUpload(
  uploadId: string,
  { userId }: UploadOwner,
  { fileName, dataset, bytes }: AnnouncedFile,
  origin: UploadRecord['origin'],
  now: Date,
): UploadRecord {
  const at = now.toISOString()
  return {
    uploadId,
    userId,
    fileName,
    dataset,
    status: 'receiving',
    origin,
    bytes,
    revision: null,
    work: null,
    lease: null,
    progress: { uploadId, stage: 'uploading', bytesDone: 0, bytesTotal: bytes, rowsDone: 0, message: null },
    preview: null,
    report: null,
    problem: null,
    createdAt: at,
    updatedAt: at,
  }
}

import type {
  ConfirmUploadRequest,
  IngestReport,
  PresignedUpload,
  PresignUploadRequest,
  PreviewUploadRequest,
  Upload,
} from '@salestalk/protocol'
import type { StoredUpload } from '../storage/upload-repository.ts'
import type { UploadContext } from './context.ts'
import { findUpload, removeUpload } from './find-upload.ts'
import { type IngestNowOptions, ingestNow } from './ingest-now.ts'
import type { ReceivedFile, UploadOwner } from './ports.ts'
import { presignUpload } from './presign-upload.ts'
import { receiveUpload } from './receive-upload.ts'
import { requestWork } from './request-work.ts'
import { reviveUpload } from './revive-upload.ts'
import type { UploadRoom } from './room.ts'
import { showUpload } from './show-upload.ts'
import type { UploadWorker } from './upload-worker.ts'

/**
 * Uploads between their arrival and their end. They survive the process that works on them; their ids cannot be guessed, and each
 * answers to its owner only. Throws UploadError, IngestError.
 */
export interface UploadService {
  /** Takes the bytes, then has the file read in the background. */
  receive(owner: UploadOwner, file: ReceivedFile): Promise<Upload>
  /** Where the browser may put a file itself; both null where the store has no such place. The file is read once it is there. */
  presign(owner: UploadOwner, request: PresignUploadRequest): Promise<PresignedUpload>
  state(owner: UploadOwner, uploadId: string): Promise<Upload>
  preview(owner: UploadOwner, uploadId: string, request: PreviewUploadRequest): Promise<Upload>
  confirm(owner: UploadOwner, uploadId: string, request: ConfirmUploadRequest): Promise<Upload>
  cancel(owner: UploadOwner, uploadId: string): Promise<void>
  /** Receives and takes in at once. */
  ingestNow(owner: UploadOwner, file: ReceivedFile, options: IngestNowOptions): Promise<IngestReport>
}

export function uploadService(
  context: UploadContext,
  worker: Pick<UploadWorker, 'cancel'>,
  room: UploadRoom,
): UploadService {
  const shown = (owner: UploadOwner, upload: StoredUpload) => showUpload(context, owner.tenantId, upload)
  return {
    async receive(owner, file) {
      await room.require(owner.tenantId)
      return await shown(owner, await receiveUpload(context, owner, file))
    },
    async presign(owner, request) {
      await room.require(owner.tenantId)
      return await presignUpload(context, owner, request)
    },
    async state(owner, uploadId) {
      const upload = await findUpload(context, owner, uploadId)
      return await shown(owner, await reviveUpload(context, owner, upload))
    },
    async preview(owner, uploadId, { dataset, readingOptions }) {
      const upload = await findUpload(context, owner, uploadId)
      const change = { action: 'preview' as const, mode: 'append' as const, dataset, model: null, readingOptions }
      return await shown(owner, await requestWork(context, owner, upload, change))
    },
    async confirm(owner, uploadId, { dataset, mode, model, readingOptions }) {
      const upload = await findUpload(context, owner, uploadId)
      const change = { action: 'commit' as const, mode, dataset, model, readingOptions }
      return await shown(owner, await requestWork(context, owner, upload, change))
    },
    cancel: (owner, uploadId) => removeUpload(context, worker, owner, uploadId),
    async ingestNow(owner, file, options) {
      await room.require(owner.tenantId)
      return await room.occupied(owner.tenantId, (signal) => ingestNow(context, owner, file, options, signal))
    },
  }
}

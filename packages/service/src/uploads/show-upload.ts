import type { IngestPreview, IngestReport, TenantId, Upload } from '@salestalk/protocol'
import type { StoredUpload, UploadStatus } from '../storage/upload-repository.ts'
import { filesOf, type UploadContext } from './context.ts'

const shownAs: Record<UploadStatus, Upload['status']> = {
  receiving: 'busy',
  waiting: 'busy',
  reading: 'busy',
  committing: 'busy',
  ready: 'ready',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
}

/** An upload as its owner sees it. */
export async function showUpload(context: UploadContext, tenantId: TenantId, upload: StoredUpload): Promise<Upload> {
  const { uploadId, fileName, progress, problem } = upload
  const files = filesOf(context, tenantId)
  const report = await files.read<IngestReport>(uploadId, upload.report)
  const preview = report?.preview ?? (await files.read<IngestPreview>(uploadId, upload.preview))
  return { uploadId, fileName, status: shownAs[upload.status], progress, preview, report, problem }
}

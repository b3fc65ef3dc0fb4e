export { handleQueueRecords, isQueueEvent } from './handle-queue-records.ts'
export { openUploads, type Uploads } from './open-uploads.ts'
export type { ReceivedFile } from './ports.ts'
export type { UploadService } from './upload-service.ts'

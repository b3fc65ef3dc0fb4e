import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import * as z from 'zod'

/** Work on one upload, as it is queued. What exactly is to be done stands in the upload's record: the job only says which one. */
export const uploadJobSchema = z.object({
  kind: z.literal('upload'),
  tenantId: tenantIdSchema,
  userId: z.string().min(1),
  uploadId: z.string().min(1),
  action: z.enum(['preview', 'commit']),
  /** The request this job belongs to; a later request of the same upload makes it void. */
  sequence: z.int().min(1),
})
export type UploadJob = z.infer<typeof uploadJobSchema>

/** Takes jobs to whoever does them: at least once, in any order. */
export interface JobQueue {
  /** The job is not lost once the promise resolves, but where jobs live in this process it is found again from its record. */
  enqueue(job: UploadJob, delayMilliseconds?: number): Promise<void>
}

/** A file that arrived in the store by itself. `key` is the whole key, with the tenant's prefix. */
export interface CreatedObject {
  readonly key: string
  readonly bytes: number
  readonly revision: string
}

/** Whose upload it is: nobody else of the company sees its file. */
export interface UploadOwner {
  readonly tenantId: TenantId
  readonly userId: string
}

/** A file as it comes in. */
export interface ReceivedFile {
  readonly fileName: string
  readonly dataset: string | null
  readonly body: AsyncIterable<Uint8Array>
  /** From Content-Length; null when it was not sent. */
  readonly expectedBytes: number | null
}

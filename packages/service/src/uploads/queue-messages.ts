import * as z from 'zod'
import { type CreatedObject, type UploadJob, uploadJobSchema } from './ports.ts'

/** What a message of the ingest queue asks for. `nothing`: a message that is sent once to try the queue out. */
export type QueueMessage =
  | { readonly kind: 'job'; readonly job: UploadJob }
  | { readonly kind: 'created'; readonly created: readonly CreatedObject[] }
  | { readonly kind: 'nothing' }

/** A message nobody can act on. Trying again does not help; the dead letters keep it. */
export class UnreadableJobError extends Error {
  override readonly name = 'UnreadableJobError'
}

const notificationSchema = z.object({
  Records: z.array(
    z.object({
      eventSource: z.literal('aws:s3'),
      eventName: z.string(),
      s3: z.object({
        object: z.object({ key: z.string(), size: z.int().optional(), eTag: z.string().optional() }),
      }),
    }),
  ),
})
const testSchema = z.object({ Service: z.literal('Amazon S3'), Event: z.literal('s3:TestEvent') })

/** The body of a message of the ingest queue: a job of our own, or a notification of S3. Throws UnreadableJobError. */
export function queueMessageOf(body: string): QueueMessage {
  const value = parsed(body)
  const job = uploadJobSchema.safeParse(value)
  if (job.success) return { kind: 'job', job: job.data }
  if (testSchema.safeParse(value).success) return { kind: 'nothing' }
  const notification = notificationSchema.safeParse(value)
  if (notification.success) return { kind: 'created', created: createdObjects(notification.data) }
  throw new UnreadableJobError(
    'The message is neither a job nor a notification of S3: look at it among the dead letters',
  )
}

function createdObjects({ Records }: z.infer<typeof notificationSchema>): CreatedObject[] {
  return Records.filter(({ eventName }) => eventName.startsWith('ObjectCreated:')).map(({ s3: { object } }) => ({
    key: decodedKey(object.key),
    bytes: object.size ?? 0,
    revision: object.eTag ?? '',
  }))
}

/** Keys come as form data do: a space is a plus sign. */
function decodedKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '))
  } catch (error) {
    if (error instanceof URIError) return key
    throw error
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw new UnreadableJobError('The message is not valid JSON: look at it among the dead letters', { cause })
  }
}

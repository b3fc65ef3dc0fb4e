import type { DynamoDBBatchResponse, DynamoDBStreamEvent, ScheduledEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda'
import type { AwsEvents } from './aws-events.ts'

/** What a schedule sends: its own event, or the constant that it was given. */
export type ScheduledTask = ScheduledEvent | { readonly task: string }

export interface EventServices {
  /** Null on the embedded stores, where no function is called. */
  readonly eventFunctions: Pick<AwsEvents, 'publishStreamRecords' | 'consumeQueueRecords' | 'sweepOutboxes'> | null
}

/** A function of the AWS deployment was started on the embedded stores. */
export class NotOnAwsError extends Error {
  override readonly name = 'NotOnAwsError'
  constructor() {
    super('Streams and queues exist on AWS only: set SALESTALK_DEPLOYMENT=aws for this function')
  }
}

/** What the publisher does with a batch of a stream, and on a schedule: then it sweeps the outboxes for what a stream has missed. */
export async function handlePublisherEvent(
  event: DynamoDBStreamEvent | ScheduledTask,
  services: EventServices,
): Promise<DynamoDBBatchResponse> {
  if ('Records' in event) return await functionsOf(services).publishStreamRecords(event.Records)
  await functionsOf(services).sweepOutboxes()
  return { batchItemFailures: [] }
}

/** What a worker does with a batch of the queue of any consumer. */
export async function handleWorkerEvent(event: SQSEvent, services: EventServices): Promise<SQSBatchResponse> {
  return await functionsOf(services).consumeQueueRecords(event)
}

function functionsOf({ eventFunctions }: EventServices) {
  if (eventFunctions === null) throw new NotOnAwsError()
  return eventFunctions
}

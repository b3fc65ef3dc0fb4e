import type { DynamoDBBatchResponse, DynamoDBStreamEvent, ScheduledEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda'
import type { AwsEvents } from './aws-events.ts'

export interface PublisherServices {
  readonly publishStreamRecords: AwsEvents['publishStreamRecords']
  /** With null: publishes what waits in any outbox. */
  readonly flushEvents: (tenantId: null) => Promise<void>
}

/** What the publisher does with a batch of a stream, and on a schedule: then it sweeps the outboxes for what a stream has missed. */
export async function handlePublisherEvent(
  event: DynamoDBStreamEvent | ScheduledEvent,
  { publishStreamRecords, flushEvents }: PublisherServices,
): Promise<DynamoDBBatchResponse> {
  if ('Records' in event) return await publishStreamRecords(event.Records)
  await flushEvents(null)
  return { batchItemFailures: [] }
}

/** What a worker does with a batch of the queue of any consumer. */
export async function handleWorkerEvent(
  event: SQSEvent,
  { consumeQueueRecords }: Pick<AwsEvents, 'consumeQueueRecords'>,
): Promise<SQSBatchResponse> {
  return await consumeQueueRecords(event)
}

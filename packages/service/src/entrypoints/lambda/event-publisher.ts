import type { DynamoDBStreamEvent } from 'aws-lambda'
import { handlePublisherEvent, type ScheduledTask } from '../../events/aws-delivery/handle-events.ts'
import { salesTalk } from './runtime.ts'

/** Publishes the events of items as the streams of their tables tell of them; on a schedule, what a stream has missed. */
export async function handler(event: DynamoDBStreamEvent | ScheduledTask) {
  return await handlePublisherEvent(event, await salesTalk())
}

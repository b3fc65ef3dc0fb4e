import type { SQSEvent } from 'aws-lambda'
import { handleWorkerEvent } from '../../events/aws-delivery/handle-events.ts'
import { salesTalk } from './runtime.ts'

/** Lets the consumers handle the events of their queues. */
export async function handler(event: SQSEvent) {
  return await handleWorkerEvent(event, await salesTalk())
}

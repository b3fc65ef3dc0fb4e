import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import { type DomainEvent, parseEvent } from '@salestalk/protocol'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import * as z from 'zod'
import type { Logger } from '../../logger.ts'
import type { RetryPolicy } from '../deliver-events.ts'
import { queueOf } from '../routing.ts'
import type { Consumption } from './consume-event.ts'

export interface QueueConsumption {
  /** What the names of the queues begin with; the rest is the consumer: `salestalk-production-`. */
  readonly queuePrefix: string
  /** Handles an event once by its id. */
  readonly consume: (consumer: string, event: DomainEvent) => Promise<Consumption>
  readonly retry: RetryPolicy
  /** Hides a message for some seconds before it is tried again. */
  readonly hide: (queueArn: string, receiptHandle: string, seconds: number) => Promise<void>
  readonly logger: Pick<Logger, 'info' | 'warn'>
}

/** The body of a message is not an event in the envelope of EventBridge. Trying again does not help; the dead letters keep it. */
export class UnreadableMessageError extends Error {
  override readonly name = 'UnreadableMessageError'
}

const envelopeSchema = z.object({ detail: z.unknown() })

/**
 * Lets consumers handle a batch of their queue, one message after another. Messages that fail are named in the answer and come again
 * after the waits of the retry policy; the queue moves them to its dead letters when they have failed too often. The rest is done.
 */
export async function consumeQueueRecords(event: SQSEvent, options: QueueConsumption): Promise<SQSBatchResponse> {
  const handle = (record: SQSRecord) => handleRecord(record, options)
  return await processPartialResponse(event, handle, new BatchProcessor(EventType.SQS), {
    // In the order of the queue, as far as it has one.
    processInParallel: false,
    // Failing the invocation would say less: which messages failed is in the answer.
    throwOnFullBatchFailure: false,
  })
}

async function handleRecord(record: SQSRecord, options: QueueConsumption): Promise<void> {
  const { logger, consume, queuePrefix } = options
  const tries = Number(record.attributes.ApproximateReceiveCount)
  const consumer = consumerOf(record.eventSourceARN, queuePrefix)
  const place = { consumer, messageId: record.messageId, tries }
  try {
    const event = eventOf(record.body)
    const { eventId, eventType, tenantId } = event
    const outcome = await consume(consumer, event)
    const waitedMilliseconds = Number(record.attributes.ApproximateFirstReceiveTimestamp) - Date.parse(event.timestamp)
    logger.info({ ...place, eventId, eventType, tenantId, outcome, waitedMilliseconds }, 'event delivered')
  } catch (error) {
    logger.warn({ ...place, err: error }, 'event not handled')
    await putOff(record, consumer, tries, options)
    throw error
  }
}

/** At once when it has no try left, so that it becomes a dead letter now. */
async function putOff(record: SQSRecord, consumer: string, tries: number, options: QueueConsumption): Promise<void> {
  const milliseconds = options.retry(tries, queueOf(consumer)) ?? 0
  try {
    await options.hide(record.eventSourceARN, record.receiptHandle, Math.ceil(milliseconds / 1000))
  } catch (error) {
    // It comes again anyway, when the queue's own timeout has passed.
    options.logger.warn({ consumer, messageId: record.messageId, err: error }, 'cannot be put off')
  }
}

/** The consumer a queue belongs to, by its name: `arn:aws:sqs:…:salestalk-production-billing`. */
function consumerOf(queueArn: string, queuePrefix: string): string {
  const queue = queueArn.split(':').at(-1) ?? ''
  return queue.startsWith(queuePrefix) ? queue.slice(queuePrefix.length) : queue
}

function eventOf(body: string): DomainEvent {
  try {
    return parseEvent(envelopeSchema.parse(JSON.parse(body)).detail)
  } catch (error) {
    throw new UnreadableMessageError('The message is not an event: look at it among the dead letters', { cause: error })
  }
}

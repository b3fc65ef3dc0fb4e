import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import type { Logger } from '../logger.ts'
import type { Uploads } from './open-uploads.ts'
import { queueMessageOf } from './queue-messages.ts'

export interface QueueRecordsOptions {
  readonly uploads: Pick<Uploads, 'runJob' | 'objectCreated'>
  readonly logger: Pick<Logger, 'info' | 'warn'>
}

/**
 * Acts on a batch of the ingest queue, one message after another: two files at once would share the memory of one function. Messages
 * that failed are named in the answer and come again; the queue moves them to its dead letters when they have failed too often.
 */
export async function handleQueueRecords(
  { Records }: SQSEvent,
  { uploads, logger }: QueueRecordsOptions,
): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = []
  for (const record of Records) {
    try {
      await handleRecord(record, uploads)
    } catch (error) {
      logger.warn({ messageId: record.messageId, err: error }, 'a message of the ingest queue failed')
      batchItemFailures.push({ itemIdentifier: record.messageId })
    }
  }
  return { batchItemFailures }
}

async function handleRecord({ body }: SQSRecord, uploads: QueueRecordsOptions['uploads']): Promise<void> {
  const message = queueMessageOf(body)
  switch (message.kind) {
    case 'job':
      await uploads.runJob(message.job)
      return
    case 'created':
      for (const created of message.created) await uploads.objectCreated(created)
      return
    case 'nothing':
      return
  }
}

/** Whether a function was called by its queue rather than by the gateway. */
export function isQueueEvent(event: object): event is SQSEvent {
  return 'Records' in event
}

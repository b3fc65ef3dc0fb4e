import { DeleteMessageCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'

export interface PolledQueue {
  readonly url: string
  readonly arn: string
  readonly batchSize: number
  readonly work: (event: SQSEvent) => Promise<SQSBatchResponse | undefined>
}

/** Takes one batch of a queue to its function, as Lambda's event source mapping does; returns how many messages were done. */
export async function pollQueue(client: Pick<SQSClient, 'send'>, queue: PolledQueue, region: string): Promise<number> {
  const received = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: queue.url,
      MaxNumberOfMessages: Math.min(queue.batchSize, 10),
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    }),
  )
  const messages = received.Messages ?? []
  if (messages.length === 0) return 0
  const answer = await queue.work({ Records: messages.map((message) => recordOf(message, queue.arn, region)) })
  const failed = new Set(answer?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier))
  const done = messages.filter(({ MessageId = '' }) => !failed.has(MessageId))
  for (const { ReceiptHandle } of done)
    await client.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle }))
  return done.length
}

function recordOf(message: Message, arn: string, region: string): SQSRecord {
  const { Attributes = {} } = message
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    md5OfBody: message.MD5OfBody ?? '',
    messageAttributes: {},
    attributes: {
      ...Attributes,
      ApproximateReceiveCount: Attributes.ApproximateReceiveCount ?? '1',
      SentTimestamp: Attributes.SentTimestamp ?? '0',
      SenderId: Attributes.SenderId ?? '',
      ApproximateFirstReceiveTimestamp: Attributes.ApproximateFirstReceiveTimestamp ?? '0',
    },
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion: region,
  }
}

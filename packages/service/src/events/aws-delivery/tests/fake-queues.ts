import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import type { PutEntry } from '../../../adapters/aws/tests/fake-event-bridge.ts'

/** A message in a queue, as the queue knows it. */
export interface QueuedMessage {
  readonly messageId: string
  readonly body: string
  receives: number
}

/** Queues of consumers that behave like SQS: a message that failed four times is found among the dead letters. */
export interface FakeQueues {
  /** What the rules of the bus do with an accepted entry. */
  route(entry: PutEntry, consumers: readonly string[]): void
  send(consumer: string, body: string): void
  /** Hands one batch of a queue to a function and takes off what it did not call failed; false when the queue is empty. */
  deliver(consumer: string, work: (event: SQSEvent) => Promise<SQSBatchResponse>): Promise<boolean>
  readonly waiting: Map<string, QueuedMessage[]>
  readonly deadLetters: Map<string, QueuedMessage[]>
}

export const queuePrefix = 'salestalk-test-'
const MOST_RECEIVES = 4
const BATCH = 10

export function fakeQueues(): FakeQueues {
  const waiting = new Map<string, QueuedMessage[]>()
  const deadLetters = new Map<string, QueuedMessage[]>()
  let count = 0
  const listOf = (map: Map<string, QueuedMessage[]>, consumer: string) => {
    const list = map.get(consumer) ?? []
    map.set(consumer, list)
    return list
  }

  function send(consumer: string, body: string): void {
    count += 1
    listOf(waiting, consumer).push({ messageId: `message-${count}`, body, receives: 0 })
  }

  return {
    waiting,
    deadLetters,
    send,
    route(entry, consumers) {
      for (const consumer of consumers) send(consumer, envelopeOf(entry))
    },
    async deliver(consumer, work) {
      const queue = listOf(waiting, consumer)
      const batch = queue.slice(0, BATCH)
      if (batch.length === 0) return false
      for (const message of batch) message.receives += 1
      const { batchItemFailures } = await work({ Records: batch.map((message) => recordOf(message, consumer)) })
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier))
      const kept = queue.filter((message) => !batch.includes(message) || failed.has(message.messageId))
      listOf(deadLetters, consumer).push(...kept.filter(({ receives }) => receives === MOST_RECEIVES))
      waiting.set(
        consumer,
        kept.filter(({ receives }) => receives < MOST_RECEIVES),
      )
      return true
    },
  }
}

/** What EventBridge writes into a queue. */
export function envelopeOf({ Source, DetailType, Detail, Time }: PutEntry): string {
  return JSON.stringify({
    version: '0',
    id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
    'detail-type': DetailType,
    source: Source,
    account: '123456789012',
    time: new Date(Time * 1000).toISOString(),
    region: 'eu-west-1',
    resources: [],
    detail: JSON.parse(Detail),
  })
}

export function recordOf({ messageId, body, receives }: QueuedMessage, consumer: string): SQSRecord {
  return {
    messageId,
    receiptHandle: `receipt-${messageId}-${receives}`,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: '1762682400000',
      SenderId: 'AIDAIENQZJOLO23YVJ4VO',
      ApproximateFirstReceiveTimestamp: '1762682400250',
    },
    messageAttributes: {},
    md5OfBody: 'e4e68fb7bd0e697a0ae8f1bb342846b3',
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:eu-west-1:123456789012:${queuePrefix}${consumer}`,
    awsRegion: 'eu-west-1',
  }
}

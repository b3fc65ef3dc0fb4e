import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs'
import type { EventQueues, FoundLetter } from '../../events/aws-delivery/ports.ts'

export interface SqsEventQueuesOptions {
  readonly client: SQSClient
  /** What the names of the queues begin with: `salestalk-production-`. */
  readonly queuePrefix: string
  /** Default 1. Waiting a moment asks all servers of a queue; without that an empty answer means little. */
  readonly waitSeconds?: number
}

// Long enough to look at a batch and to move what is in it; a process that dies gives its letters back after as long.
const LOOK_SECONDS = 60
const BATCH = 10

/** The queues of consumers and their dead letters, by name: `{prefix}{consumer}` and `{prefix}{consumer}-dlq`. */
export function sqsEventQueues({ client, queuePrefix, waitSeconds = 1 }: SqsEventQueuesOptions): EventQueues {
  const urls = new Map<string, string>()

  async function urlOf(name: string): Promise<string> {
    const known = urls.get(name)
    if (known !== undefined) return known
    const { QueueUrl = '' } = await client.send(new GetQueueUrlCommand({ QueueName: name }))
    urls.set(name, QueueUrl)
    return QueueUrl
  }
  const deadLetterUrl = (consumer: string) => urlOf(`${queuePrefix}${consumer}-dlq`)

  async function hideFor(QueueUrl: string, ReceiptHandle: string, VisibilityTimeout: number): Promise<void> {
    await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }))
  }

  async function receive(QueueUrl: string): Promise<FoundLetter[]> {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: BATCH,
        VisibilityTimeout: LOOK_SECONDS,
        WaitTimeSeconds: waitSeconds,
      }),
    )
    return Messages.map(({ MessageId = '', ReceiptHandle = '', Body = '' }) => ({
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
    }))
  }

  // Receipts of letters that were put back while they were looked at: they are gone, and not given back.
  const moved = new Set<string>()

  return {
    hide: async (queueArn, receiptHandle, seconds) =>
      hideFor(await urlOf(queueArn.split(':').at(-1) ?? ''), receiptHandle, seconds),
    async *deadLetters(consumer) {
      const url = await deadLetterUrl(consumer)
      const seen = new Map<string, FoundLetter>()
      try {
        for (let batch = await receive(url); batch.length > 0; batch = await receive(url)) {
          const fresh = batch.filter(({ messageId }) => !seen.has(messageId))
          for (const letter of batch) seen.set(letter.messageId, letter)
          yield* fresh
          // Come round to the first ones: looking took longer than they stay hidden.
          if (fresh.length < batch.length) break
        }
      } finally {
        for (const { receiptHandle } of seen.values()) {
          if (!moved.delete(receiptHandle)) await hideFor(url, receiptHandle, 0)
        }
      }
    },
    async moveBack(consumer, { receiptHandle, body }) {
      const QueueUrl = await urlOf(`${queuePrefix}${consumer}`)
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: body }))
      await client.send(
        new DeleteMessageCommand({ QueueUrl: await deadLetterUrl(consumer), ReceiptHandle: receiptHandle }),
      )
      moved.add(receiptHandle)
    },
    async moveAllBack(consumer) {
      const QueueUrl = await deadLetterUrl(consumer)
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
      )
      try {
        await client.send(new StartMessageMoveTaskCommand({ SourceArn: Attributes?.QueueArn }))
        return true
      } catch (error) {
        // Emulators do not know it, and one task may run already. Moving one by one does the same, and says what is wrong if that is.
        if (error instanceof Error) return false
        throw error
      }
    },
  }
}

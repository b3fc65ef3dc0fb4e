import { DeleteMessageCommand } from '@aws-sdk/client-sqs'
import type { SQSEvent } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { pollQueue } from './poll-queue.ts'

/** A queue client that gives out these bodies once and notes what is deleted. */
function clientWith(bodies: readonly string[]) {
  const deleted: (string | undefined)[] = []
  const send = async (command: unknown) => {
    if (command instanceof DeleteMessageCommand) return void deleted.push(command.input.ReceiptHandle)
    return {
      Messages: bodies.map((Body, index) => ({
        Body,
        MessageId: `m${index}`,
        ReceiptHandle: `r${index}`,
        Attributes: { ApproximateReceiveCount: '2' },
      })),
    }
  }
  return { client: { send } as unknown as Parameters<typeof pollQueue>[0], deleted }
}

describe('polling a queue', () => {
  const queue = { url: 'http://queue', arn: 'arn:aws:sqs:eu-west-1:000000000000:q', batchSize: 10 }

  it('hands a batch to the function and deletes what it did', async () => {
    const { client, deleted } = clientWith(['a', 'b'])
    const events: SQSEvent[] = []
    const work = async (event: SQSEvent) => void events.push(event)
    expect(await pollQueue(client, { ...queue, work }, 'eu-west-1')).toBe(2)
    expect(deleted).toEqual(['r0', 'r1'])
    expect(events[0]?.Records[1]).toMatchObject({
      messageId: 'm1',
      body: 'b',
      eventSourceARN: queue.arn,
      attributes: { ApproximateReceiveCount: '2' },
    })
  })
  it('leaves what failed in the queue', async () => {
    const { client, deleted } = clientWith(['a', 'b', 'c'])
    const work = async () => ({ batchItemFailures: [{ itemIdentifier: 'm1' }] })
    expect(await pollQueue(client, { ...queue, work }, 'eu-west-1')).toBe(2)
    expect(deleted).toEqual(['r0', 'r2'])
  })
  it('deletes nothing when the function dies', async () => {
    const { client, deleted } = clientWith(['a'])
    const work = () => Promise.reject(new Error('killed'))
    await expect(pollQueue(client, { ...queue, work }, 'eu-west-1')).rejects.toThrow('killed')
    expect(deleted).toEqual([])
  })
  it('calls no function for an empty queue', async () => {
    const { client } = clientWith([])
    const work = () => Promise.reject(new Error('called'))
    expect(await pollQueue(client, { ...queue, work }, 'eu-west-1')).toBe(0)
  })
})

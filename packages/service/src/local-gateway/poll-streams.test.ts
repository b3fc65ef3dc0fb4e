import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams'
import type { DynamoDBStreamEvent } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { type StreamWork, streamPoller } from './poll-streams.ts'

/** One stream with one shard whose records are these; iterators are positions in it. */
function clientWith(records: { readonly sequence: string; readonly hasEvents: boolean }[]) {
  const send = async (command: unknown) => {
    if (command instanceof ListStreamsCommand) return { Streams: [{ StreamArn: 'arn:stream' }] }
    if (command instanceof DescribeStreamCommand) return { StreamDescription: { Shards: [{ ShardId: 's1' }] } }
    if (command instanceof GetShardIteratorCommand) return { ShardIterator: '0' }
    if (!(command instanceof GetRecordsCommand)) throw new Error('not expected')
    const from = Number(command.input.ShardIterator)
    return { NextShardIterator: String(records.length), Records: records.slice(from).map(recordOf) }
  }
  return { send } as unknown as Parameters<typeof streamPoller>[0]
}

function recordOf({ sequence, hasEvents }: { readonly sequence: string; readonly hasEvents: boolean }) {
  const NewImage = hasEvents ? { outboxState: { S: 'pending' } } : {}
  return { eventName: 'INSERT', dynamodb: { SequenceNumber: sequence, Keys: { pk: { S: 'p' } }, NewImage } }
}

const records = [
  { sequence: '1', hasEvents: true },
  { sequence: '2', hasEvents: false },
]

describe('polling streams', () => {
  it('hands on what carries events, once', async () => {
    const events: DynamoDBStreamEvent[] = []
    const poller = streamPoller(clientWith(records), async (event) => void events.push(event))
    await poller.poll()
    await poller.poll()
    expect(events).toHaveLength(1)
    expect(events[0]?.Records).toMatchObject([{ eventSourceARN: 'arn:stream', dynamodb: { SequenceNumber: '1' } }])
  })
  it('reads a batch again that failed', async () => {
    let tries = 0
    const work: StreamWork = async () => {
      tries += 1
      return { batchItemFailures: tries === 1 ? [{ itemIdentifier: '1' }] : [] }
    }
    const poller = streamPoller(clientWith(records), work)
    expect(await poller.poll()).toBe(0)
    expect(await poller.poll()).toBe(2)
    expect(await poller.poll()).toBe(0)
    expect(tries).toBe(2)
  })
})

import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams'
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'

export type StreamWork = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse | undefined>

export interface StreamPoller {
  /** Takes what is new in every stream to the function; returns how many records. */
  poll(): Promise<number>
}

/** Reads the streams of all tables, those that appear later too, as Lambda's event source mappings do. A shard that fails is read again. */
export function streamPoller(client: Pick<DynamoDBStreamsClient, 'send'>, work: StreamWork): StreamPoller {
  const iterators = new Map<string, { readonly arn: string; position: string | null }>()

  async function findShards(): Promise<void> {
    const { Streams = [] } = await client.send(new ListStreamsCommand({}))
    for (const { StreamArn: arn = '' } of Streams) {
      const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn: arn }))
      for (const { ShardId = '' } of StreamDescription?.Shards ?? []) {
        if (iterators.has(`${arn}#${ShardId}`)) continue
        const request = { StreamArn: arn, ShardId, ShardIteratorType: 'TRIM_HORIZON' as const }
        const { ShardIterator = null } = await client.send(new GetShardIteratorCommand(request))
        iterators.set(`${arn}#${ShardId}`, { arn, position: ShardIterator })
      }
    }
  }

  async function pollShard(shard: { readonly arn: string; position: string | null }): Promise<number> {
    if (shard.position === null) return 0
    const { Records = [], NextShardIterator = null } = await client.send(
      new GetRecordsCommand({ ShardIterator: shard.position, Limit: 1000 }),
    )
    const wanted = Records.filter(hasEvents)
    if (wanted.length > 0) {
      const answer = await work({ Records: wanted.map((record) => recordOf(record, shard.arn)) })
      // A failed batch stays where it is: the next round reads it again.
      if ((answer?.batchItemFailures.length ?? 0) > 0) return 0
    }
    shard.position = NextShardIterator
    return Records.length
  }

  return {
    async poll() {
      await findShards()
      let read = 0
      for (const shard of iterators.values()) read += await pollShard(shard)
      return read
    },
  }
}

/** As the filter of the event source mappings: most items that are written carry no events. */
function hasEvents({ dynamodb }: StreamRecord): boolean {
  return dynamodb?.NewImage?.outboxState !== undefined
}

function recordOf({ eventID, eventName, dynamodb }: StreamRecord, arn: string): DynamoDBRecord {
  return {
    ...(eventID === undefined ? {} : { eventID }),
    ...(eventName === undefined ? {} : { eventName }),
    eventSource: 'aws:dynamodb',
    eventSourceARN: arn,
    dynamodb: {
      ...(dynamodb?.Keys === undefined ? {} : { Keys: plain(dynamodb.Keys) }),
      ...(dynamodb?.NewImage === undefined ? {} : { NewImage: plain(dynamodb.NewImage) }),
      ...(dynamodb?.SequenceNumber === undefined ? {} : { SequenceNumber: dynamodb.SequenceNumber }),
      StreamViewType: 'NEW_IMAGE',
    },
  }
}

/** Both libraries describe the same JSON with types of their own. */
function plain(
  image: Record<string, AttributeValue>,
): NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']> {
  return image as NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>
}

import type { StoredItem } from '@salestalk/engine'
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda'

export function streamArn(table: string): string {
  return `arn:aws:dynamodb:eu-west-1:123456789012:table/${table}/stream/2025-11-09T09:58:00.000`
}

/** The record a stream of new images gives for an item as it was written; `REMOVE` has no image. */
export function streamRecord(
  table: string,
  item: StoredItem,
  sequenceNumber: string,
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE' = 'INSERT',
): DynamoDBRecord {
  const keys = { pk: { S: item.pk }, sk: { S: item.sk } }
  const image: Record<string, AttributeValue> = { ...keys, version: { N: String(item.version) } }
  if (typeof item.outboxState === 'string') image.outboxState = { S: item.outboxState }
  return {
    eventID: `event-${sequenceNumber}`,
    eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-west-1',
    dynamodb: {
      ApproximateCreationDateTime: 1_762_682_400,
      Keys: keys,
      ...(eventName === 'REMOVE' ? {} : { NewImage: image }),
      SequenceNumber: sequenceNumber,
      SizeBytes: 512,
      StreamViewType: 'NEW_IMAGE',
    },
    eventSourceARN: streamArn(table),
  }
}

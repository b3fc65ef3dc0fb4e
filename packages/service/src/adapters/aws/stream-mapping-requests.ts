import type { CreateEventSourceMappingCommandInput } from '@aws-sdk/client-lambda'

export interface MappingTarget {
  /** Of the function that publishes events: name or ARN. */
  readonly functionName: string
  /** Where descriptions of batches go that failed for good. */
  readonly failureQueueArn: string | null
}

// Small enough for a failure to cost little, large enough that a busy table needs few calls.
const BATCH_SIZE = 100
const RETRIES = 10
const MOST_AGE_SECONDS = 6 * 3_600

/** Only images with an outbox reach the function: most writes cause no event, and none should cost a call. */
export function toCreateMapping(streamArn: string, target: MappingTarget): CreateEventSourceMappingCommandInput {
  const { functionName, failureQueueArn } = target
  return {
    EventSourceArn: streamArn,
    FunctionName: functionName,
    Enabled: true,
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: BATCH_SIZE,
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: RETRIES,
    MaximumRecordAgeInSeconds: MOST_AGE_SECONDS,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    FilterCriteria: {
      Filters: [{ Pattern: JSON.stringify({ dynamodb: { NewImage: { outboxState: { S: ['pending'] } } } }) }],
    },
    ...(failureQueueArn === null ? {} : { DestinationConfig: { OnFailure: { Destination: failureQueueArn } } }),
  }
}

/** `arn:…:table/NAME/stream/TIME` is of the table NAME and of no other whose name begins alike. */
export function isStreamOf(streamArn: string | undefined, tableName: string): boolean {
  return streamArn?.includes(`:table/${tableName}/stream/`) ?? false
}

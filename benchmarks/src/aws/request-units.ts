import type { AwsCall } from './forward.ts'

/** What AWS charges for, of some work; per time it was done. */
export interface RequestUnits {
  /** DynamoDB's request units, in tables and indexes. */
  readonly readUnits: number
  readonly writeUnits: number
  /** S3: GET and HEAD; PUT, POST and LIST. DELETE is free. */
  readonly objectReads: number
  readonly objectWrites: number
  /** Events put on the bus. */
  readonly events: number
  /** Messages taken from queues. */
  readonly messages: number
  /** Messages sent by a function itself. */
  readonly sentMessages: number
  readonly sessions: number
  readonly secrets: number
  /** Requests about tables themselves: free, but few a second are allowed. */
  readonly tableRequests: number
  /** All of these and what else there was. */
  readonly requests: number
  /** Tables whose items were asked for. */
  readonly tables: readonly string[]
  readonly milliseconds: number
}

/** The same, with the time from its beginning to its end; most of it the emulator's. */
export interface WorkUnits extends RequestUnits {
  readonly seconds: number
}

const reads = new Set(['GetItem', 'Query', 'Scan', 'BatchGetItem'])
const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'])
const objectReads = new Set(['GET', 'HEAD'])
const objectWrites = new Set(['PUT', 'POST', 'LIST'])

/** What these calls are in the terms of the bill, divided by how often the work was done. */
export function unitsOf(calls: readonly AwsCall[], times = 1): RequestUnits {
  const of = (service: AwsCall['service'], operations: ReadonlySet<string> | null = null) =>
    calls.filter((call) => call.service === service && (operations === null || operations.has(call.operation)))
  const capacity = (operations: ReadonlySet<string>) =>
    of('dynamodb', operations).reduce((sum, call) => sum + call.capacity, 0) / times
  const items = [...of('dynamodb', reads), ...of('dynamodb', writes)]
  return {
    readUnits: capacity(reads),
    writeUnits: capacity(writes),
    objectReads: of('s3', objectReads).length / times,
    objectWrites: of('s3', objectWrites).length / times,
    events: of('events', new Set(['PutEvents'])).reduce((sum, { target }) => sum + Number(target), 0) / times,
    messages: of('sqs', new Set(['DeleteMessage'])).length / times,
    sentMessages: of('sqs', new Set(['SendMessage'])).length / times,
    sessions: of('sts').length / times,
    secrets: of('secretsmanager').length / times,
    tableRequests: (of('dynamodb').length - items.length) / times,
    // Polling is not the work's own.
    requests: calls.filter(({ operation }) => !polling.has(operation)).length / times,
    tables: [...new Set(items.map(({ target }) => target))].sort(),
    milliseconds: calls.reduce((sum, call) => sum + call.milliseconds, 0) / times,
  }
}

const polling = new Set([
  'ReceiveMessage',
  'DeleteMessage',
  'ListStreams',
  'DescribeStream',
  'GetRecords',
  'GetShardIterator',
])

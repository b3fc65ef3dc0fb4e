import { BatchWriteCommand, type BatchWriteCommandInput, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { type BatchOperation, StoreUnavailableError } from '@salestalk/engine'
import { type Backoff, backOff } from './backoff.ts'
import { toAttributes } from './dynamodb-items.ts'

const REQUESTS_AT_ONCE = 25
const LANES = 4
const ATTEMPTS = 8
const FIRST_MILLISECONDS = 50
const MOST_MILLISECONDS = 3_000

type Requests = NonNullable<BatchWriteCommandInput['RequestItems']>[string]

export interface BatchContext extends Backoff {
  readonly table: string
  readonly client: DynamoDBDocumentClient
  readonly nextToken: () => string
}

/** Writes checked operations, 25 to a request, a few requests at a time. */
export async function writeBatch(context: BatchContext, operations: readonly BatchOperation[]): Promise<void> {
  const requests = operations.map((operation) => toRequest(operation, context.nextToken))
  const chunks: Requests[] = []
  for (let start = 0; start < requests.length; start += REQUESTS_AT_ONCE) {
    chunks.push(requests.slice(start, start + REQUESTS_AT_ONCE))
  }
  const waiting = chunks.values()
  const lanes = Array.from({ length: Math.min(LANES, chunks.length) }, async () => {
    for (const chunk of waiting) await writeChunk(context, chunk)
  })
  // All lanes end before a failure is reported: nothing is still being written then.
  const failed = (await Promise.allSettled(lanes)).find((lane) => lane.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

/** A table that is busy takes a part and returns the rest, which is sent again more and more slowly. */
async function writeChunk(context: BatchContext, chunk: Requests): Promise<void> {
  let left = chunk
  for (let attempt = 1; left.length > 0; attempt += 1) {
    const { UnprocessedItems } = await context.client.send(
      new BatchWriteCommand({ RequestItems: { [context.table]: left } }),
    )
    left = UnprocessedItems?.[context.table] ?? []
    if (left.length === 0) return
    if (attempt === ATTEMPTS) {
      const message = `Table ${context.table} takes no more items now, ${left.length} of a batch are left: try again`
      throw new StoreUnavailableError('busy', message)
    }
    await backOff(context, attempt, FIRST_MILLISECONDS, MOST_MILLISECONDS)
  }
}

function toRequest(operation: BatchOperation, nextToken: () => string): Requests[number] {
  if ('put' in operation) return { PutRequest: { Item: toAttributes(operation.put, 1, nextToken()) } }
  return { DeleteRequest: { Key: { pk: operation.delete.pk, sk: operation.delete.sk } } }
}

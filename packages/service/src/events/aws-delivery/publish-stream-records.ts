import {
  type EventBus,
  EventBusError,
  type ItemKey,
  TableNotFoundError,
  type TableStore,
  type TenantTable,
} from '@salestalk/engine'
import { InvalidEventError } from '@salestalk/protocol'
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda'
import { ForeignEventError, publishItem } from '../publish-outbox.ts'
import { tableOfStream } from './stream-source.ts'

export interface StreamPublishing {
  readonly tables: TableStore
  readonly bus: EventBus
  /** Told of everything that was not published, with the place of the record in its stream. */
  readonly onError: (error: unknown, record: { readonly source: string; readonly sequenceNumber: string }) => void
}

/**
 * Publishes the events of items that were written, in the order of their stream, and takes them off the items. The image only says that
 * there was something to publish: the item itself is read again, so a stream that is read once more publishes nothing that was
 * cleared, and an item that was deleted has taken its events along. Answers with the first record that must come again.
 *
 * What can never be published (of another tenant, not valid, too large) is reported and passed by, so it does not block its shard; it
 * stays in the outbox of its item, where every sweep reports it again. What fails for a while fails the batch from there on; the event
 * source mapping halves such a batch, and sends what is left after its retries to the failure destination.
 */
export async function publishStreamRecords(
  records: readonly DynamoDBRecord[],
  { tables, bus, onError }: StreamPublishing,
): Promise<DynamoDBBatchResponse> {
  for (const record of records) {
    const place = { source: record.eventSourceARN ?? '', sequenceNumber: record.dynamodb?.SequenceNumber ?? '' }
    try {
      await publishRecord(record, place.source, tables, bus)
    } catch (error) {
      if (error instanceof TableNotFoundError) continue
      onError(error, place)
      if (!isPermanent(error)) return { batchItemFailures: [{ itemIdentifier: place.sequenceNumber }] }
    }
  }
  return { batchItemFailures: [] }
}

async function publishRecord(record: DynamoDBRecord, source: string, tables: TableStore, bus: EventBus): Promise<void> {
  const address = tableOfStream(source)
  const key = pendingKeyOf(record)
  if (key === null) return
  const table: TenantTable = tables.open(address)
  const item = await table.get(key)
  if (item !== null) await publishItem(table, bus, address.tenantId, item)
}

/** The item of a record whose image has events to publish; null for all others, which are most. */
function pendingKeyOf({ eventName, dynamodb }: DynamoDBRecord): ItemKey | null {
  const pk = dynamodb?.Keys?.pk?.S
  const sk = dynamodb?.Keys?.sk?.S
  const hasEvents = eventName !== 'REMOVE' && dynamodb?.NewImage?.outboxState !== undefined
  return hasEvents && pk !== undefined && sk !== undefined ? { pk, sk } : null
}

function isPermanent(error: unknown): boolean {
  if (error instanceof EventBusError) return !error.retryable
  return error instanceof ForeignEventError || error instanceof InvalidEventError
}

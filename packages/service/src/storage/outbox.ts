import {
  ConditionFailedError,
  type NewItem,
  type PutCondition,
  type StoredItem,
  type TenantTable,
} from '@salestalk/engine'
import { type DomainEvent, parseEvent } from '@salestalk/protocol'
import { everyItem } from './paging.ts'

/**
 * An item carries the events it causes in its own attribute `outbox`. Item and events are one write, so there is no moment
 * at which one exists without the other. The sparse OutboxIndex finds what is still to be published.
 */

const PENDING = 'pending'
const OUTBOX_ATTRIBUTES = ['outbox', 'outboxState', 'outboxAt']

/** Creates or replaces an item together with its events. Throws InvalidEventError before anything is written. */
export async function putWithEvents(
  table: TenantTable,
  item: NewItem,
  events: readonly DomainEvent[],
  condition: PutCondition,
): Promise<StoredItem> {
  return await table.put({ ...item, ...outboxOf(events) }, condition)
}

/** Changes an item as it was read, adding events to those it still carries. ConditionFailedError when it has changed since. */
export async function updateWithEvents(
  table: TenantTable,
  existing: StoredItem,
  set: Readonly<Record<string, unknown>>,
  events: readonly DomainEvent[],
  remove: readonly string[] = [],
): Promise<StoredItem> {
  const changes = {
    expectedVersion: existing.version,
    set: { ...set, ...outboxOf([...eventsOf(existing), ...events]) },
    ...(remove.length > 0 ? { remove } : {}),
  }
  return await table.update(existing, changes)
}

/** Every item with unpublished events, oldest first. */
export function pendingItems(table: TenantTable): AsyncIterable<StoredItem> {
  return everyItem(table, { pk: PENDING, index: 'OutboxIndex' })
}

/** Takes published events off an item. False when the item has changed meanwhile and must be looked at again. */
export async function clearOutbox(table: TenantTable, item: StoredItem): Promise<boolean> {
  try {
    await table.update(item, { expectedVersion: item.version, remove: OUTBOX_ATTRIBUTES })
    return true
  } catch (error) {
    if (error instanceof ConditionFailedError) return false
    throw error
  }
}

function outboxOf(events: readonly DomainEvent[]): Readonly<Record<string, unknown>> {
  const checked = events.map(parseEvent)
  const [first] = checked
  if (first === undefined) return {}
  return { outbox: checked, outboxState: PENDING, outboxAt: `${first.timestamp}#${first.eventId}` }
}

/** The unpublished events of an item. Throws InvalidEventError when one is damaged. */
export function eventsOf(item: StoredItem): DomainEvent[] {
  return Array.isArray(item.outbox) ? item.outbox.map(parseEvent) : []
}

import type { EventBus, StoredItem, TenantTable } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import { clearOutbox, eventsOf, pendingItems } from '../storage/outbox.ts'

/** An item carries an event of another tenant: a bug of whoever wrote it. The event is not published. */
export class ForeignEventError extends Error {
  override readonly name = 'ForeignEventError'
}

/**
 * Publishes what the items of a table carry, oldest first, then takes it off them; returns how many events. Dying between the two
 * publishes again, which is harmless. An item that cannot be published is reported and stays; the others go on.
 * `tenantId` is whose events they must be, null for the registry, which carries those of every tenant.
 */
export async function publishOutbox(
  table: TenantTable,
  bus: EventBus,
  tenantId: TenantId | null,
  onError: (error: unknown) => void,
): Promise<number> {
  let published = 0
  for await (const item of pendingItems(table)) {
    try {
      published += await publishItem(table, bus, tenantId, item)
    } catch (error) {
      onError(error)
    }
  }
  return published
}

/** Publishes what one item carries, then takes it off; returns how many events. Throws ForeignEventError and what the bus throws. */
export async function publishItem(
  table: TenantTable,
  bus: EventBus,
  tenantId: TenantId | null,
  item: StoredItem,
): Promise<number> {
  const events = eventsOf(item)
  const foreign = events.find((event) => tenantId !== null && event.tenantId !== tenantId)
  if (foreign) throw new ForeignEventError(`Event ${foreign.eventId} in ${table.name} is of another tenant`)
  await bus.publish(events)
  // Changed meanwhile: the next round sees it again, with any event that was added.
  return (await clearOutbox(table, item)) ? events.length : 0
}

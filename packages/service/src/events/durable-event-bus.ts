import type { EventBus, EventConsumer, EventRoutes } from '@salestalk/engine'
import { parseEvent, type TenantId } from '@salestalk/protocol'
import type { TenantStorage } from '../storage/storage.ts'

/** A bus on the tables of the tenant: events go into the tenant's event log and into a durable queue per consumer. */
export function durableEventBus(
  open: (tenantId: TenantId) => TenantStorage,
  routes: EventRoutes,
  consumers: readonly EventConsumer[],
): EventBus {
  const present = new Set(consumers.map((consumer) => consumer.name))
  return {
    async publish(events) {
      for (const event of events.map(parseEvent)) {
        const { eventLog, eventQueue } = open(event.tenantId)
        for (const consumer of routes[event.eventType]) {
          if (present.has(consumer)) await eventQueue.enqueue(consumer, event)
        }
        await eventLog.append(event)
      }
    },
  }
}

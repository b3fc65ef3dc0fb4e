import type { EventBus, EventConsumer, EventRoutes } from '@salestalk/engine'
import { type DomainEvent, parseEvent } from '@salestalk/protocol'
import type { EventStores } from './event-stores.ts'

/** A bus on the tables: events go into the event log of their company and into a durable queue per consumer. */
export function durableEventBus(
  storesOf: (event: DomainEvent) => EventStores,
  routes: EventRoutes,
  consumers: readonly EventConsumer[],
): EventBus {
  const present = new Set(consumers.map((consumer) => consumer.name))
  return {
    async publish(events) {
      for (const event of events.map(parseEvent)) {
        const { eventLog, eventQueue } = storesOf(event)
        for (const consumer of routes[event.eventType]) {
          if (present.has(consumer)) await eventQueue.enqueue(consumer, event)
        }
        await eventLog.append(event)
      }
    },
  }
}

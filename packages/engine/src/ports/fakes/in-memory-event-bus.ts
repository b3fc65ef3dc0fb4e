import { type DomainEvent, parseEvent } from '@salestalk/protocol'
import type { EventBus, EventConsumer, EventRoutes } from '../event-bus.ts'

const TRIES = 4

interface Delivery {
  readonly consumer: EventConsumer
  readonly event: DomainEvent
}

export interface InMemoryEventBus extends EventBus {
  /** Everything published, each event once. */
  readonly published: readonly DomainEvent[]
  readonly deadLetters: readonly Delivery[]
  /** Lets consumers handle what is waiting, with all retries at once. */
  settle(): Promise<void>
  /** Puts the dead letters back in line. */
  redrive(): void
}

/** A bus that lives as long as the process: for tests. */
export function inMemoryEventBus(routes: EventRoutes, consumers: readonly EventConsumer[]): InMemoryEventBus {
  const published = new Map<string, DomainEvent>()
  const waiting: Delivery[] = []
  const deadLetters: Delivery[] = []

  return {
    get published() {
      return [...published.values()]
    },
    deadLetters,
    async publish(events) {
      for (const event of events.map(parseEvent)) {
        if (published.has(event.eventId)) continue
        published.set(event.eventId, event)
        const routed = consumers.filter((consumer) => routes[event.eventType].includes(consumer.name))
        waiting.push(...routed.map((consumer) => ({ consumer, event })))
      }
    },
    async settle() {
      for (let delivery = waiting.shift(); delivery !== undefined; delivery = waiting.shift()) {
        if (!(await handled(delivery))) deadLetters.push(delivery)
      }
    },
    redrive() {
      waiting.push(...deadLetters.splice(0))
    },
  }
}

async function handled({ consumer, event }: Delivery): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      await consumer.handle(event)
      return true
    } catch (error) {
      if (!(error instanceof Error)) throw error
    }
  }
  return false
}

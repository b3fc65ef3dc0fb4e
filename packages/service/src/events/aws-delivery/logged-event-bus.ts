import { type EventBus, TableNotFoundError } from '@salestalk/engine'
import type { DomainEvent } from '@salestalk/protocol'
import type { EventLogRepository } from '../../storage/event-log-repository.ts'

/** A bus that keeps what another bus has accepted in the event log of its company, where it can be read and replayed from. */
export function loggedEventBus(bus: EventBus, logOf: (event: DomainEvent) => EventLogRepository): EventBus {
  return {
    async publish(events) {
      await bus.publish(events)
      for (const event of events) await keep(event, logOf(event))
    },
  }
}

async function keep(event: DomainEvent, log: EventLogRepository): Promise<void> {
  try {
    await log.append(event)
  } catch (error) {
    // A company that was deleted meanwhile has taken its log along.
    if (!(error instanceof TableNotFoundError)) throw error
  }
}

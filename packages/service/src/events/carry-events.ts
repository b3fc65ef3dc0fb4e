import type { Clock, EventBus, EventConsumer, TableStore, Timer } from '@salestalk/engine'
import type { DomainEvent } from '@salestalk/protocol'
import { openRegistry, openTenantStorage } from '../storage/storage.ts'
import { type DeadLetterBox, deadLettersInTables } from './dead-letters.ts'
import { exponentialRetry } from './deliver-events.ts'
import { durableEventBus } from './durable-event-bus.ts'
import { type DeadLetterAlarm, type EventDispatcher, eventDispatcher } from './event-dispatcher.ts'
import { eventStores } from './event-stores.ts'
import { eventRoutes } from './routing.ts'

export interface CarriedEventsOptions {
  readonly tables: TableStore
  readonly consumers: readonly EventConsumer[]
  /** Names of consumers whose events stay in their queues, for a process that has time for them. */
  readonly left?: ReadonlySet<string>
  readonly clock: Clock
  readonly timer: Timer
  /** Numbers from 0 to 1. */
  readonly random: () => number
  readonly onError: (error: unknown) => void
  readonly onAlarm?: (alarm: DeadLetterAlarm) => void
  /** Told of every event that a consumer has handled for the first time. */
  readonly onHandled?: (consumer: string, event: DomainEvent) => void
}

/** Carries events from the outboxes to queues in the tables, whose consumers run in this process. */
export interface CarriedEvents {
  readonly bus: EventBus
  readonly dispatcher: EventDispatcher
  readonly deadLetters: DeadLetterBox
}

export function carryEvents(options: CarriedEventsOptions): CarriedEvents {
  const { tables, clock, random, consumers, left } = options
  const stores = eventStores(tables, clock)
  const bus = durableEventBus(stores.of, eventRoutes, consumers)
  return {
    bus,
    dispatcher: eventDispatcher({
      ...options,
      consumers: consumers.filter(({ name }) => left?.has(name) !== true),
      bus,
      retry: exponentialRetry(random),
    }),
    deadLetters: deadLettersInTables(async function* (tenantId) {
      if (tenantId === undefined) {
        const tenants = await openRegistry(tables).tenants.list()
        for (const tenant of tenants) yield openTenantStorage(tables, tenant.tenantId, clock)
      } else yield openTenantStorage(tables, tenantId, clock)
      yield stores.ofRegistry
    }),
  }
}

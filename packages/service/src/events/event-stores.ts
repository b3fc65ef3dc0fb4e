import type { Clock, TableStore } from '@salestalk/engine'
import type { DomainEvent } from '@salestalk/protocol'
import { type EventLogRepository, eventLogRepository } from '../storage/event-log-repository.ts'
import { type EventQueueRepository, eventQueueRepository } from '../storage/event-queue-repository.ts'
import { openRegistry, openTenantStorage } from '../storage/storage.ts'
import { registryEvents } from './routing.ts'

/** Where an event is logged, queued and noted as handled. */
export interface EventStores {
  readonly eventLog: EventLogRepository
  readonly eventQueue: EventQueueRepository
}

/** Events lie with their company, in its tables, but for those that nobody would find there. */
export function eventStores(tables: TableStore, clock: Clock) {
  const { tenantsTable } = openRegistry(tables)
  const ofRegistry: EventStores = {
    eventLog: eventLogRepository(tenantsTable),
    eventQueue: eventQueueRepository(tenantsTable, clock),
  }
  return {
    ofRegistry,
    of: ({ eventType, tenantId }: DomainEvent): EventStores =>
      registryEvents.has(eventType) ? ofRegistry : openTenantStorage(tables, tenantId, clock),
  }
}

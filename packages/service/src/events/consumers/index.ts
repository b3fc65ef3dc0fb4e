import type { ArtifactStore, EventConsumer, TenantTable } from '@salestalk/engine'
import type { EventOf, TenantId } from '@salestalk/protocol'
import type { TenantStorage } from '../../storage/storage.ts'
import { analyticsConsumer } from './analytics.ts'
import { archiveConsumer } from './archive.ts'
import { billingConsumer } from './billing.ts'
import { insightsConsumer } from './insights.ts'
import { welcomeConsumer } from './welcome.ts'

export interface EventConsumersOptions {
  readonly storage: (tenantId: TenantId) => Pick<TenantStorage, 'messages' | 'messagesTable'>
  readonly registryTable: TenantTable
  readonly artifacts: ArtifactStore
  /** Brings precomputed figures up to the data; doing it again changes nothing. */
  readonly aggregate: (event: EventOf<'metrics.ingested.v1'>) => Promise<unknown>
}

/** Everybody who acts on events, one for each queue of the routing table. Each may get an event twice, late or out of order. */
export function eventConsumers({
  storage,
  registryTable,
  artifacts,
  aggregate,
}: EventConsumersOptions): EventConsumer[] {
  const messagesTable = (tenantId: TenantId) => storage(tenantId).messagesTable
  return [
    analyticsConsumer(messagesTable),
    {
      name: 'aggregation',
      async handle(event) {
        if (event.eventType === 'metrics.ingested.v1') await aggregate(event)
      },
    },
    archiveConsumer({ messages: (tenantId) => storage(tenantId).messages, artifacts: (id) => artifacts.open(id) }),
    billingConsumer({ messagesTable, registryTable }),
    insightsConsumer(messagesTable),
    welcomeConsumer(messagesTable),
  ]
}

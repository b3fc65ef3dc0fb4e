import type { EventConsumer, TenantTable } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import { eventRecordRepository } from '../../storage/event-record-repository.ts'

const KEPT_SECONDS = 50 * 366 * 24 * 60 * 60

/** Notes that a company is welcome, once: `WELCOME` / the company. Nothing is sent to anybody. */
export function welcomeConsumer(messagesTable: (tenantId: TenantId) => TenantTable): EventConsumer {
  return {
    name: 'welcome',
    async handle({ eventType, tenantId, timestamp }) {
      if (eventType !== 'tenant.provisioned.v1') return
      const content = { welcomedAt: timestamp }
      const note = { group: 'WELCOME', key: tenantId, at: timestamp, keptSeconds: KEPT_SECONDS, content }
      await eventRecordRepository(messagesTable(tenantId)).note(note)
    },
  }
}

import { createEvent, type EventOf, type TenantId } from '@salestalk/protocol'
import type { Clock } from '../clock.ts'
import type { Ids } from '../ids.ts'

/** A valid event for tests about carrying events, not about what they say. */
export function sampleEvent(tenantId: TenantId, ids: Ids, clock: Clock): EventOf<'metrics.ingested.v1'> {
  const data = {
    batchId: 'b1',
    source: 'api' as const,
    recordCount: 1,
    metricsIngested: [],
    validationResults: { valid: 1, invalid: 0, warnings: 0 },
    processingTimeMs: 5,
  }
  const content = { source: 'metrics-handler' as const, tenantId, metadata: { correlationId: ids.next() }, data }
  return createEvent('metrics.ingested.v1', content, { eventId: ids.next(), timestamp: clock.now() })
}

import { createEvent, type DomainEvent, type TenantId } from '@salestalk/protocol'

export interface NoRowsContent {
  readonly tenantId: TenantId
  readonly userId?: string | undefined
  readonly correlationId: string
  readonly batchId: string
  readonly fileName?: string | undefined
}

/**
 * Says that what a dataset's questions are answered from changed without new rows: a batch was undone, or the model means something
 * else. Whoever keeps figures computed from the rows computes them anew: a batch of no rows came in.
 */
export function noRowsEvent(
  { tenantId, userId, correlationId, batchId, fileName }: NoRowsContent,
  stamp: { readonly eventId: string; readonly timestamp: Date },
): DomainEvent {
  const content = {
    source: 'metrics-handler' as const,
    tenantId,
    ...(userId === undefined ? {} : { userId }),
    metadata: { correlationId },
    data: {
      batchId,
      source: 'api' as const,
      ...(fileName === undefined ? {} : { fileName }),
      recordCount: 0,
      metricsIngested: [],
      validationResults: { valid: 0, invalid: 0, warnings: 0 },
      processingTimeMs: 0,
    },
  }
  return createEvent('metrics.ingested.v1', content, stamp)
}

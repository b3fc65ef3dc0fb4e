import type { EventRoutes } from '@salestalk/engine'

/** Who consumes what. The same table makes the queues and rules of a cloud deployment. */
export const eventRoutes: EventRoutes = {
  'classification.performed.v1': ['insights'],
  'narrative.generated.v1': ['analytics'],
  'conversation.completed.v1': ['archive', 'billing'],
  'metrics.ingested.v1': ['aggregation'],
  'tenant.provisioned.v1': ['welcome', 'billing'],
}

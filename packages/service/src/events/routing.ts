import type { EventRoutes } from '@salestalk/engine'
import type { EventType } from '@salestalk/protocol'

/** Who consumes what. The same table drives the embedded dispatcher and makes the rules and queues of a cloud deployment. */
export const eventRoutes = {
  'classification.performed.v1': ['insights'],
  'narrative.generated.v1': ['analytics'],
  'conversation.completed.v1': ['archive', 'billing'],
  'metrics.ingested.v1': ['aggregation'],
  'tenant.provisioned.v1': ['welcome', 'billing'],
  'tenant.suspended.v1': ['billing'],
  'tenant.deleted.v1': ['billing'],
} as const satisfies EventRoutes

/** Said of a company whose tables are closed or gone: logged and queued in the registry. */
export const registryEvents: ReadonlySet<EventType> = new Set<EventType>(['tenant.suspended.v1', 'tenant.deleted.v1'])

export type ConsumerName = (typeof eventRoutes)[EventType][number]

/** How deliveries to one consumer are made, retried and given up. */
export interface ConsumerQueue {
  /** A delivery that was taken and neither handled nor refused is given out again after so long: its process has died. */
  readonly visibilityTimeoutSeconds: number
  /** How often it is tried again after the first failure. */
  readonly retries: number
  /** Before the first retry; each further wait is `backoffGrowth` times the one before, less up to half by jitter. */
  readonly backoffBaseSeconds: number
  readonly backoffGrowth: number
  readonly deadLetterRetentionSeconds: number
  /** More dead letters than this are an alarm. */
  readonly alarmThreshold: number
  /** So many deliveries are handed over at once where deliveries come in batches. */
  readonly batchSize: number
}

const day = 24 * 60 * 60

const usual: ConsumerQueue = {
  // Longer than a worker may take for a batch, so that a slow one is not handled twice at once.
  visibilityTimeoutSeconds: 6 * 60,
  retries: 3,
  backoffBaseSeconds: 1,
  backoffGrowth: 4,
  deadLetterRetentionSeconds: 14 * day,
  alarmThreshold: 10,
  batchSize: 10,
}

/** The queue of every consumer. */
export const consumerQueues: Readonly<Record<ConsumerName, ConsumerQueue>> = {
  analytics: usual,
  // Reads the facts of a whole dataset: one event at a time, with time to finish.
  aggregation: { ...usual, visibilityTimeoutSeconds: 15 * 60, batchSize: 1 },
  archive: usual,
  billing: usual,
  insights: usual,
  welcome: usual,
}

/** The queue of a consumer by any name; what the table does not know is treated as most are. */
export function queueOf(consumer: string): ConsumerQueue {
  return (consumerQueues as Readonly<Record<string, ConsumerQueue>>)[consumer] ?? usual
}

export const consumerNames = Object.keys(consumerQueues).sort() as ConsumerName[]

/** The types a consumer is given, in order of the alphabet. */
export function eventTypesOf(consumer: string): EventType[] {
  const all = Object.entries(eventRoutes as EventRoutes) as [EventType, readonly string[]][]
  return all.flatMap(([type, consumers]) => (consumers.includes(consumer) ? [type] : [])).sort()
}

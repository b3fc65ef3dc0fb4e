import type { Clock, EventBus, EventConsumer, TableStore } from '@salestalk/engine'
import { systemTimer } from '../adapters/embedded/system.ts'
import type { Deployment } from '../deployment.ts'
import { type AwsEvents, awsEvents } from '../events/aws-delivery/aws-events.ts'
import { carryEvents } from '../events/carry-events.ts'
import type { DeadLetterBox } from '../events/dead-letters.ts'
import type { EventDispatcher } from '../events/event-dispatcher.ts'
import type { Logger } from '../logger.ts'

/** What the functions on AWS call for streams and queues. */
export type EventFunctions = Pick<AwsEvents, 'publishStreamRecords' | 'consumeQueueRecords' | 'sweepOutboxes'>

export interface Events {
  readonly bus: EventBus
  readonly dispatcher: EventDispatcher
  readonly deadLetters: DeadLetterBox
  /** Null where the dispatcher of this process does their work. */
  readonly functions: EventFunctions | null
}

export interface EventsOptions {
  readonly deployment: Deployment
  readonly tables: TableStore
  readonly consumers: readonly EventConsumer[]
  /** Of embedded consumers: those that another process is left to run. */
  readonly left: ReadonlySet<string>
  readonly clock: Clock
  readonly logger: Logger
}

/** Events to consumers in this process, or by EventBridge and queues to functions. */
export function openEvents({ deployment, tables, consumers, left, clock, logger }: EventsOptions): Events {
  const shared = { tables, consumers, clock, timer: systemTimer, random: Math.random }
  const { outside } = deployment
  if (outside !== null) {
    const events = awsEvents({ ...shared, ...outside, logger })
    return { ...events, functions: events }
  }
  const events = carryEvents({
    ...shared,
    left,
    // Ids and types, never contents.
    onHandled: (consumer, { eventId, eventType, tenantId }) =>
      logger.info({ consumer, eventId, eventType, tenantId }, 'event'),
    onError: (error) => logger.error({ err: error }, 'events cannot be carried on'),
    onAlarm: (alarm) =>
      logger.error(alarm, 'more dead letters than a consumer may have: salestalk events dead-letters'),
  })
  return { ...events, functions: null }
}

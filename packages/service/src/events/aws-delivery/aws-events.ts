import type { Clock, EventBus, EventConsumer, TableStore, Timer } from '@salestalk/engine'
import type { DynamoDBBatchResponse, DynamoDBRecord, SQSBatchResponse, SQSEvent } from 'aws-lambda'
import type { Logger } from '../../logger.ts'
import { openRegistry } from '../../storage/storage.ts'
import { admissionOf } from '../../tenants/admission.ts'
import type { DeadLetterBox } from '../dead-letters.ts'
import { exponentialRetry } from '../deliver-events.ts'
import { type EventDispatcher, eventDispatcher } from '../event-dispatcher.ts'
import { eventStores } from '../event-stores.ts'
import { consumeEvent } from './consume-event.ts'
import { consumeQueueRecords } from './consume-queue-records.ts'
import { loggedEventBus } from './logged-event-bus.ts'
import type { EventQueues } from './ports.ts'
import { publishStreamRecords } from './publish-stream-records.ts'
import { deadLettersInQueues } from './queue-dead-letters.ts'
import { sweepOutboxes } from './sweep-outboxes.ts'

export interface AwsEventsOptions {
  readonly tables: TableStore
  /** EventBridge. */
  readonly bus: EventBus
  readonly queues: EventQueues
  /** `salestalk-{environment}-` */
  readonly queuePrefix: string
  readonly consumers: readonly EventConsumer[]
  readonly clock: Clock
  readonly timer: Timer
  /** Numbers from 0 to 1. */
  readonly random: () => number
  readonly logger: Logger
}

/** Events that streams publish and queues deliver; the consumers run in functions. */
export interface AwsEvents {
  readonly bus: EventBus
  /** Publishes what waits, for commands; it delivers nothing, the queues do. */
  readonly dispatcher: EventDispatcher
  readonly deadLetters: DeadLetterBox
  publishStreamRecords(records: readonly DynamoDBRecord[]): Promise<DynamoDBBatchResponse>
  consumeQueueRecords(event: SQSEvent): Promise<SQSBatchResponse>
  /** Publishes what streams have missed; returns how many events. */
  sweepOutboxes(): Promise<number>
}

export function awsEvents(options: AwsEventsOptions): AwsEvents {
  const { tables, queues, queuePrefix, consumers, clock, timer, random, logger } = options
  const stores = eventStores(tables, clock)
  const { tenants } = openRegistry(tables)
  const bus = loggedEventBus(options.bus, (event) => stores.of(event).eventLog)
  const retry = exponentialRetry(random)
  const onError = (error: unknown, place = {}) => logger.error({ ...place, err: error }, 'events cannot be published')
  const consumption = {
    consumers,
    handledOf: (event: Parameters<typeof stores.of>[0]) => stores.of(event).eventQueue,
    admissionOf: (event: Parameters<typeof stores.of>[0]) => admissionOf(tenants, event),
  }
  return {
    bus,
    dispatcher: eventDispatcher({ tables, bus, consumers: [], clock, timer, retry, onError }),
    deadLetters: deadLettersInQueues(queues),
    publishStreamRecords: (records) => publishStreamRecords(records, { tables, bus, onError }),
    sweepOutboxes: () => sweepOutboxes({ tables, bus, clock, random, onError }),
    consumeQueueRecords: (event) =>
      consumeQueueRecords(event, {
        queuePrefix,
        consume: (name, received) => consumeEvent(name, received, consumption),
        retry,
        hide: queues.hide,
        logger,
      }),
  }
}

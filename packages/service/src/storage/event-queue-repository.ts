import { type Clock, ConditionFailedError, type StoredItem, type TenantTable } from '@salestalk/engine'
import { type DomainEvent, parseEvent } from '@salestalk/protocol'
import * as z from 'zod'
import { everyItem, type Page, type PageOptions, pageOf } from './paging.ts'

/** An event on its way to one consumer. */
export interface Delivery {
  readonly consumer: string
  readonly event: DomainEvent
  /** How often it was tried and failed. */
  readonly attempts: number
  /** ISO time before which it is not tried again. */
  readonly dueAt: string
  readonly lastError: string | null
  readonly version: number
}

export interface EventQueueRepository {
  /** Queues the event unless this consumer has it queued or has handled it. */
  enqueue(consumer: string, event: DomainEvent): Promise<void>
  /** What waits for a consumer, oldest event first, also what is not due yet. */
  waiting(consumer: string): AsyncIterable<Delivery>
  /** Records that the consumer has handled it, then takes it off the queue. */
  handled(delivery: Delivery): Promise<void>
  wasHandled(consumer: string, eventId: string): Promise<boolean>
  /** Puts it off after a failure. */
  postpone(delivery: Delivery, dueAt: string, error: string): Promise<void>
  /** Gives up: moves it to the dead letters, where it stays for 14 days. */
  bury(delivery: Delivery, error: string): Promise<void>
  deadLetters(options?: PageOptions): Promise<Page<Delivery>>
  /** Queues a dead letter once more. */
  redrive(letter: Delivery): Promise<void>
}

const DEAD_LETTER_SECONDS = 14 * 24 * 60 * 60
// Longer than any event can come back: the log it is replayed from keeps 90 days.
const HANDLED_SECONDS = 91 * 24 * 60 * 60

const deliverySchema = z.object({
  consumer: z.string(),
  event: z.unknown().transform(parseEvent),
  attempts: z.int(),
  dueAt: z.string(),
  lastError: z.string().nullable(),
  version: z.int(),
})

/** `QUEUE#{consumer}` / time#id, `HANDLED#{consumer}` / id, `DEAD_LETTER` / consumer#time#id. */
export function eventQueueRepository(table: TenantTable, clock: Clock): EventQueueRepository {
  const inSeconds = (seconds: number) => Math.floor(clock.now().getTime() / 1000) + seconds

  async function wasHandled(consumer: string, eventId: string): Promise<boolean> {
    return (await table.get({ pk: `HANDLED#${consumer}`, sk: eventId })) !== null
  }

  async function enqueue(consumer: string, event: DomainEvent): Promise<void> {
    if (await wasHandled(consumer, event.eventId)) return
    const delivery = { consumer, event, attempts: 0, dueAt: clock.now().toISOString(), lastError: null }
    try {
      await table.put({ pk: `QUEUE#${consumer}`, sk: placeOf(event), ...delivery }, { ifNotExists: true })
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error
    }
  }

  return {
    enqueue,
    wasHandled,
    async *waiting(consumer) {
      for await (const item of everyItem(table, { pk: `QUEUE#${consumer}` })) yield deliveryOf(item)
    },
    async handled(delivery) {
      const { consumer, event } = delivery
      await table.put({ pk: `HANDLED#${consumer}`, sk: event.eventId, expiresAt: inSeconds(HANDLED_SECONDS) })
      await table.delete({ pk: `QUEUE#${consumer}`, sk: placeOf(event) })
    },
    async postpone({ consumer, event, attempts, version }, dueAt, error) {
      const set = { attempts: attempts + 1, dueAt, lastError: error }
      await table.update({ pk: `QUEUE#${consumer}`, sk: placeOf(event) }, { expectedVersion: version, set })
    },
    async bury({ consumer, event, attempts, dueAt }, error) {
      const letter = { consumer, event, attempts: attempts + 1, dueAt, lastError: error }
      const expiresAt = inSeconds(DEAD_LETTER_SECONDS)
      await table.put({ pk: 'DEAD_LETTER', sk: `${consumer}#${placeOf(event)}`, ...letter, expiresAt })
      await table.delete({ pk: `QUEUE#${consumer}`, sk: placeOf(event) })
    },
    deadLetters: (options) => pageOf(table, { pk: 'DEAD_LETTER', ...options }, deliveryOf),
    async redrive({ consumer, event }) {
      await enqueue(consumer, event)
      await table.delete({ pk: 'DEAD_LETTER', sk: `${consumer}#${placeOf(event)}` })
    },
  }
}

function placeOf(event: DomainEvent): string {
  return `${event.timestamp}#${event.eventId}`
}

function deliveryOf(item: StoredItem): Delivery {
  return deliverySchema.parse(item)
}

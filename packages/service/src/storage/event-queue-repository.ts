import { type Clock, ConditionFailedError, type StoredItem, type TenantTable } from '@salestalk/engine'
import type { DomainEvent } from '@salestalk/protocol'
import * as z from 'zod'
import { everyItem, type Page, type PageOptions, pageOf } from './paging.ts'

/** An event on its way to one consumer. */
export interface Delivery {
  readonly consumer: string
  /** Its place in the queue: time#id of the event. */
  readonly place: string
  /** The event as it was published; an older or newer version may have written what this one cannot read. */
  readonly body: unknown
  /** How often it was given to the consumer. */
  readonly attempts: number
  /** ISO time before which nobody takes it: it waits for a retry, or somebody is working on it. */
  readonly dueAt: string
  readonly lastError: string | null
  readonly version: number
}

/** A delivery that was given up. */
export interface DeadLetter extends Delivery {
  /** ISO time. */
  readonly buriedAt: string
}

/** Remembers which consumer has handled what, longer than any event can come back. */
export interface HandledEvents {
  wasHandled(consumer: string, event: DomainEvent): Promise<boolean>
  markHandled(consumer: string, event: DomainEvent): Promise<void>
}

export interface EventQueueRepository extends HandledEvents {
  /** Queues the event unless this consumer has it queued or has handled it. */
  enqueue(consumer: string, event: DomainEvent): Promise<void>
  /** What waits for a consumer, oldest event first, also what is not due yet. */
  waiting(consumer: string): AsyncIterable<Delivery>
  /** Takes a delivery for oneself until the ISO time; null when another process was quicker. */
  claim(delivery: Delivery, until: string): Promise<Delivery | null>
  /** Takes a claimed delivery off the queue; leaves it when it was queued anew or claimed by another since. */
  finish(delivery: Delivery): Promise<void>
  /** Puts a claimed delivery off after a failure. */
  postpone(delivery: Delivery, dueAt: string, error: string): Promise<void>
  /** Gives a delivery up: moves it to the dead letters. It is never in neither place. */
  bury(delivery: Delivery, error: string, keptSeconds: number): Promise<void>
  /** In order of consumer and time. */
  deadLetters(options?: PageOptions & { readonly consumer?: string }): Promise<Page<DeadLetter>>
  /** Queues a dead letter as if it had never been tried. */
  redrive(letter: DeadLetter): Promise<void>
}

// The log an event is replayed from keeps 90 days.
const HANDLED_SECONDS = 91 * 24 * 60 * 60

const deliverySchema = z.object({
  consumer: z.string(),
  event: z.unknown(),
  attempts: z.int(),
  dueAt: z.string(),
  lastError: z.string().nullable(),
  version: z.int(),
})

const letterSchema = deliverySchema.extend({ buriedAt: z.string().nullable().default(null) })

/** `QUEUE#{consumer}` / time#id, `HANDLED#{consumer}` / id, `DEAD_LETTER` / consumer#time#id. */
export function eventQueueRepository(table: TenantTable, clock: Clock): EventQueueRepository {
  const inSeconds = (seconds: number) => Math.floor(clock.now().getTime() / 1000) + seconds

  async function wasHandled(consumer: string, event: DomainEvent): Promise<boolean> {
    return (await table.get({ pk: `HANDLED#${consumer}`, sk: handledKey(event) })) !== null
  }

  function newDelivery(consumer: string, place: string, event: unknown) {
    const dueAt = clock.now().toISOString()
    return { ...queueKey({ consumer, place }), consumer, event, attempts: 0, dueAt, lastError: null }
  }

  return {
    wasHandled,
    async markHandled(consumer, event) {
      const keys = new Set([event.eventId, handledKey(event)])
      for (const sk of keys) await table.put({ pk: `HANDLED#${consumer}`, sk, expiresAt: inSeconds(HANDLED_SECONDS) })
    },
    async enqueue(consumer, event) {
      if (await wasHandled(consumer, event)) return
      const delivery = newDelivery(consumer, placeOf(event), event)
      // Asked for once more on purpose: it also takes the place of one that is being handled right now.
      if (isForced(event)) await table.put(delivery)
      else await unlessChanged(table.put(delivery, { ifNotExists: true }))
    },
    async *waiting(consumer) {
      for await (const item of everyItem(table, { pk: `QUEUE#${consumer}` })) yield deliveryOf(item)
    },
    async claim(delivery, until) {
      const { attempts, version } = delivery
      const set = { attempts: attempts + 1, dueAt: until }
      const item = await unlessChanged(table.update(queueKey(delivery), { expectedVersion: version, set }))
      return item === null ? null : deliveryOf(item)
    },
    async finish(delivery) {
      await unlessChanged(table.delete(queueKey(delivery), { ifVersion: delivery.version }))
    },
    async postpone(delivery, dueAt, error) {
      const changes = { expectedVersion: delivery.version, set: { dueAt, lastError: error } }
      await unlessChanged(table.update(queueKey(delivery), changes))
    },
    async bury(delivery, error, keptSeconds) {
      const { consumer, place, body, attempts, dueAt } = delivery
      const letter = { consumer, event: body, attempts, dueAt, lastError: error, buriedAt: clock.now().toISOString() }
      await table.put({ ...letterKey({ consumer, place }), ...letter, expiresAt: inSeconds(keptSeconds) })
      await unlessChanged(table.delete(queueKey(delivery), { ifVersion: delivery.version }))
    },
    async deadLetters({ consumer, ...options } = {}) {
      const sort = consumer === undefined ? {} : { sort: { beginsWith: `${consumer}#` } }
      return await pageOf(table, { pk: 'DEAD_LETTER', ...sort, ...options }, letterOf)
    },
    async redrive(letter) {
      // Whatever is in the queue at its place is the same event with its tries used up.
      await table.put(newDelivery(letter.consumer, letter.place, letter.body))
      await table.delete(letterKey(letter))
    },
  }
}

/** Null when somebody else has changed or deleted the item meanwhile. */
async function unlessChanged<T>(write: Promise<T>): Promise<T | null> {
  try {
    return await write
  } catch (error) {
    if (error instanceof ConditionFailedError) return null
    throw error
  }
}

// A replay that is forced is a delivery of its own, handled once like any other.
function handledKey({ eventId, metadata }: DomainEvent): string {
  return metadata.replayed?.forced ? `${eventId}#${metadata.replayed.at}` : eventId
}

function isForced({ metadata }: DomainEvent): boolean {
  return metadata.replayed?.forced === true
}

function placeOf(event: DomainEvent): string {
  return `${event.timestamp}#${event.eventId}`
}

function queueKey({ consumer, place }: Pick<Delivery, 'consumer' | 'place'>) {
  return { pk: `QUEUE#${consumer}`, sk: place }
}

function letterKey({ consumer, place }: Pick<Delivery, 'consumer' | 'place'>) {
  return { pk: 'DEAD_LETTER', sk: `${consumer}#${place}` }
}

function deliveryOf(item: StoredItem): Delivery {
  const { event, ...delivery } = deliverySchema.parse(item)
  return { ...delivery, body: event, place: item.sk }
}

function letterOf(item: StoredItem): DeadLetter {
  const { event, buriedAt, ...letter } = letterSchema.parse(item)
  const place = item.sk.slice(letter.consumer.length + 1)
  return { ...letter, body: event, place, buriedAt: buriedAt ?? letter.dueAt }
}

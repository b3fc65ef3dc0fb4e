import type { TenantId } from '@salestalk/protocol'
import type { DeadLetter as StoredLetter } from '../storage/event-queue-repository.ts'
import type { EventStores } from './event-stores.ts'

/** An event that a consumer failed on for good. What a damaged one does not say is null. */
export interface DeadLetter {
  readonly consumer: string
  readonly tenantId: string | null
  readonly eventId: string | null
  readonly eventType: string | null
  /** When it happened, as an ISO time. */
  readonly timestamp: string | null
  /** How often it was given to the consumer. */
  readonly attempts: number
  /** Null where the queue does not keep it. */
  readonly lastError: string | null
  /** When it was given up; null where the queue does not keep it. */
  readonly buriedAt: string | null
  /** As it was delivered. */
  readonly event: unknown
}

/** Which dead letters are meant: those that meet every condition given. ISO times; both ends belong to the window. */
export interface DeadLetterSelection {
  readonly tenantId?: TenantId
  readonly consumer?: string
  readonly eventType?: string
  readonly eventId?: string
  readonly from?: string
  readonly to?: string
}

/** The dead letters of a deployment, wherever it keeps them. */
export interface DeadLetterBox {
  list(selection: DeadLetterSelection): AsyncIterable<DeadLetter>
  /** Queues them once more, as if they had never been tried; gives each when it is queued. */
  redrive(selection: DeadLetterSelection): AsyncIterable<DeadLetter>
}

/** Whether a letter is among those meant. */
export function isSelected(letter: DeadLetter, selection: DeadLetterSelection): boolean {
  const { tenantId, consumer, eventType, eventId, from, to } = selection
  const time = letter.timestamp ?? letter.buriedAt ?? ''
  return (
    (tenantId === undefined || tenantId === letter.tenantId) &&
    (consumer === undefined || consumer === letter.consumer) &&
    (eventType === undefined || eventType === letter.eventType) &&
    (eventId === undefined || eventId === letter.eventId) &&
    (from === undefined || time >= from) &&
    (to === undefined || time <= to)
  )
}

/** The dead letters that lie in tables. `stores` lists where to look: those of one company, or of all and the registry. */
export function deadLettersInTables(
  stores: (tenantId: TenantId | undefined) => AsyncIterable<Pick<EventStores, 'eventQueue'>>,
): DeadLetterBox {
  async function* find(selection: DeadLetterSelection) {
    for await (const { eventQueue } of stores(selection.tenantId)) {
      let cursor: string | null = null
      do {
        const page = await eventQueue.deadLetters({ consumer: selection.consumer, cursor })
        for (const stored of page.entries) {
          const letter = letterOf(stored)
          if (isSelected(letter, selection)) yield { eventQueue, stored, letter }
        }
        cursor = page.cursor
      } while (cursor !== null)
    }
  }

  return {
    async *list(selection) {
      for await (const { letter } of find(selection)) yield letter
    },
    async *redrive(selection) {
      for await (const { eventQueue, stored, letter } of find(selection)) {
        await eventQueue.redrive(stored)
        yield letter
      }
    },
  }
}

/** How many dead letters a consumer has, counted no further than `most`. */
export async function countDeadLetters(
  eventQueue: EventStores['eventQueue'],
  consumer: string,
  most: number,
): Promise<number> {
  let count = 0
  let cursor: string | null = null
  do {
    const page = await eventQueue.deadLetters({ consumer, limit: most, cursor })
    count += page.entries.length
    cursor = page.cursor
  } while (cursor !== null && count < most)
  return count
}

function letterOf({ consumer, attempts, lastError, buriedAt, body }: StoredLetter): DeadLetter {
  return { consumer, ...namesOf(body), attempts, lastError, buriedAt, event: body }
}

/** What a delivered body says it is, as far as it says so; for queues that keep bodies only. */
export function namesOf(body: unknown): Pick<DeadLetter, 'tenantId' | 'eventId' | 'eventType' | 'timestamp'> {
  const text = (name: string): string | null => {
    const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : null
    return typeof value === 'string' ? value : null
  }
  return {
    tenantId: text('tenantId'),
    eventId: text('eventId'),
    eventType: text('eventType'),
    timestamp: text('timestamp'),
  }
}

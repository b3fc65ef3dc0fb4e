import type { DomainEvent } from '@salestalk/protocol'
import type { EventLogQuery } from '../storage/event-log-repository.ts'
import type { EventStores } from './event-stores.ts'

export type EventSelection = Pick<EventLogQuery, 'from' | 'to' | 'types'>
type EventLogs = readonly Pick<EventStores, 'eventLog'>[]

/** The latest published events of some logs together, oldest of them first, at most `limit`. */
export async function latestEvents(logs: EventLogs, limit: number, query: EventSelection = {}): Promise<DomainEvent[]> {
  const perLog = await Promise.all(logs.map((stores) => latestOf(stores, limit, query)))
  return perLog.flat().sort(byTime).slice(-limit)
}

async function latestOf({ eventLog }: EventLogs[number], limit: number, query: EventSelection): Promise<DomainEvent[]> {
  const found: DomainEvent[] = []
  let cursor: string | null = null
  do {
    const page = await eventLog.read({ ...query, descending: true, cursor })
    found.push(...page.entries)
    cursor = page.cursor
  } while (cursor !== null && found.length < limit)
  return found.slice(0, limit)
}

/** Every published event meant, log by log, each in order of time; any number of them. */
export async function* everyEvent(logs: EventLogs, query: EventSelection = {}): AsyncIterable<DomainEvent> {
  for (const { eventLog } of logs) {
    let cursor: string | null = null
    do {
      const page = await eventLog.read({ ...query, cursor })
      yield* page.entries
      cursor = page.cursor
    } while (cursor !== null)
  }
}

function byTime(left: DomainEvent, right: DomainEvent): number {
  const [a, b] = [`${left.timestamp}#${left.eventId}`, `${right.timestamp}#${right.eventId}`]
  return a < b ? -1 : a > b ? 1 : 0
}

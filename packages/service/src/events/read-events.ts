import type { DomainEvent } from '@salestalk/protocol'
import type { EventLogQuery } from '../storage/event-log-repository.ts'
import type { Delivery } from '../storage/event-queue-repository.ts'
import type { TenantStorage } from '../storage/storage.ts'

/** The latest published events of some tenants together, oldest of them first, at most `limit`. */
export async function latestEvents(
  storages: readonly TenantStorage[],
  limit: number,
  query: Pick<EventLogQuery, 'from' | 'to' | 'types'> = {},
): Promise<DomainEvent[]> {
  const perTenant = await Promise.all(storages.map((storage) => latestOfTenant(storage, limit, query)))
  return perTenant.flat().sort(byTime).slice(-limit)
}

async function latestOfTenant(
  { eventLog }: TenantStorage,
  limit: number,
  query: Pick<EventLogQuery, 'from' | 'to' | 'types'>,
): Promise<DomainEvent[]> {
  const found: DomainEvent[] = []
  let cursor: string | null = null
  do {
    const page = await eventLog.read({ ...query, descending: true, cursor })
    found.push(...page.entries)
    cursor = page.cursor
  } while (cursor !== null && found.length < limit)
  return found.slice(0, limit)
}

/** Events that some consumer failed on for good, of some tenants together, oldest first. */
export async function deadLettersOf(storages: readonly TenantStorage[]): Promise<Delivery[]> {
  const letters: Delivery[] = []
  for (const { eventQueue } of storages) {
    let cursor: string | null = null
    do {
      const page = await eventQueue.deadLetters({ cursor })
      letters.push(...page.entries)
      cursor = page.cursor
    } while (cursor !== null)
  }
  return letters.sort((left, right) => byTime(left.event, right.event))
}

function byTime(left: DomainEvent, right: DomainEvent): number {
  const [a, b] = [`${left.timestamp}#${left.eventId}`, `${right.timestamp}#${right.eventId}`]
  return a < b ? -1 : a > b ? 1 : 0
}

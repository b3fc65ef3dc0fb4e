import { ConditionFailedError, type TenantTable } from '@salestalk/engine'
import { type DomainEvent, type EventType, parseEvent } from '@salestalk/protocol'
import { type Page, type PageOptions, pageOf } from './paging.ts'

export interface EventLogQuery extends PageOptions {
  /** ISO times; both ends belong to the window. */
  readonly from?: string
  readonly to?: string
  readonly types?: readonly EventType[]
  /** Latest first. */
  readonly descending?: boolean
}

export interface EventLogRepository {
  /** Adds a published event. False when it is there already: events arrive at least once and are kept once. */
  append(event: DomainEvent): Promise<boolean>
  /** A page of the log in order of time. With `types` a page may be short or empty although another follows. */
  read(query?: EventLogQuery): Promise<Page<DomainEvent>>
}

const KEPT_SECONDS = 90 * 24 * 60 * 60

/** `EVENT_LOG` / time#id: what was published, for 90 days. It lies with the tenant, so that nothing outlives its deletion. */
export function eventLogRepository(table: TenantTable): EventLogRepository {
  return {
    async append(event) {
      const expiresAt = Math.floor(Date.parse(event.timestamp) / 1000) + KEPT_SECONDS
      try {
        await table.put(
          { pk: 'EVENT_LOG', sk: `${event.timestamp}#${event.eventId}`, event, expiresAt },
          { ifNotExists: true },
        )
        return true
      } catch (error) {
        if (error instanceof ConditionFailedError) return false
        throw error
      }
    },
    async read(query = {}) {
      const { from, to, types, ...options } = query
      // "$" sorts right after the "#" that follows the time in a key.
      const between = [from ?? '0', to === undefined ? '9999' : `${to}$`] as const
      const page = await pageOf(table, { pk: 'EVENT_LOG', sort: { between }, ...options }, (item) =>
        parseEvent(item.event),
      )
      const wanted = types === undefined ? null : new Set<EventType>(types)
      return { ...page, entries: page.entries.filter((event) => wanted === null || wanted.has(event.eventType)) }
    },
  }
}

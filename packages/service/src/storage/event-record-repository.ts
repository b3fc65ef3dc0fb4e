import type { StoredItem, TenantTable } from '@salestalk/engine'
import { everyItem } from './paging.ts'
import { retryOnConflict } from './retry-on-conflict.ts'

/** What a consumer noted of one event, or of the latest event about one thing. */
export interface EventRecord {
  /** The partition, such as `USAGE#2025-11`: what is read together. */
  readonly group: string
  /** The id of the event or of the thing it is about. */
  readonly key: string
  /** Time of the event; the note of a later one stays. */
  readonly at: string
  readonly keptSeconds: number
  readonly content: Readonly<Record<string, unknown>>
}

export interface EventRecordRepository {
  /** Writes the note unless one of the same or a later time is there. */
  note(record: EventRecord): Promise<void>
  get(group: string, key: string): Promise<unknown>
  /** The contents of a group, in order of keys. */
  of(group: string): AsyncIterable<unknown>
}

/**
 * One item for each event or thing, and sums are made when they are read. A counter would have to remember every event it has counted,
 * for as long as events can come back (90 days), or count some twice; an item under the event's own key cannot. However often and in
 * whatever order events come, the items are the same in the end.
 */
export function eventRecordRepository(table: TenantTable): EventRecordRepository {
  return {
    async note({ group, key, at, keptSeconds, content }) {
      const expiresAt = Math.floor(Date.parse(at) / 1000) + keptSeconds
      const item = { pk: group, sk: key, at, content, expiresAt }
      await retryOnConflict(async () => {
        const existing = await table.get(item)
        if (existing === null) await table.put(item, { ifNotExists: true })
        else if (isEarlier(existing, at)) await table.put(item, { ifVersion: existing.version })
      })
    },
    async get(group, key) {
      return (await table.get({ pk: group, sk: key }))?.content ?? null
    },
    async *of(group) {
      for await (const item of everyItem(table, { pk: group })) yield item.content
    },
  }
}

function isEarlier(item: StoredItem, at: string): boolean {
  return typeof item.at !== 'string' || item.at < at
}

import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge'
import { EventTooLargeError } from '@salestalk/engine'
import { type DomainEvent, parseEvent } from '@salestalk/protocol'

/** An event as EventBridge takes it, with the size EventBridge will reckon it has. */
export interface BusEntry {
  readonly event: DomainEvent
  readonly entry: PutEventsRequestEntry
  readonly bytes: number
}

/** Of one PutEvents request: 10 entries, and less than 256 KB for all of them together. */
const MOST_ENTRIES = 10
export const MOST_BYTES = 256 * 1024 - 1
const TIME_BYTES = 14

/** Checks all events and maps them. Throws InvalidEventError or EventTooLargeError before anything is sent. */
export function toEntries(events: readonly DomainEvent[], busName: string): BusEntry[] {
  return events.map(parseEvent).map((event) => {
    const entry = {
      EventBusName: busName,
      Source: `salestalk.${event.source}`,
      DetailType: event.eventType,
      Detail: JSON.stringify(event),
      Time: new Date(event.timestamp),
    }
    const bytes = entryBytes(entry)
    if (bytes > MOST_BYTES) throw new EventTooLargeError(event.eventId, event.eventType, bytes, MOST_BYTES)
    return { event, entry, bytes }
  })
}

/**
 * The size of an entry: 14 bytes for a time, and the UTF-8 bytes of source, detail type, detail and resources. Source of the formula:
 * "Calculating PutEvents event entry size" in the EventBridge user guide.
 */
export function entryBytes(entry: PutEventsRequestEntry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])]
  const bytes = texts.reduce((sum, text) => sum + (text === undefined ? 0 : Buffer.byteLength(text)), 0)
  return bytes + (entry.Time === undefined ? 0 : TIME_BYTES)
}

/** Cuts entries into requests, in their order. */
export function inBatches(entries: readonly BusEntry[]): BusEntry[][] {
  const batches: BusEntry[][] = []
  let room = 0
  for (const entry of entries) {
    const batch = batches.at(-1)
    if (batch === undefined || batch.length === MOST_ENTRIES || entry.bytes > room) {
      batches.push([entry])
      room = MOST_BYTES - entry.bytes
    } else {
      batch.push(entry)
      room -= entry.bytes
    }
  }
  return batches
}

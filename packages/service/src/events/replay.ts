import type { DomainEvent } from '@salestalk/protocol'

/**
 * An event of the log as it is published once more. Consumers that have handled it already leave it alone unless it is `forced`; then
 * they handle it again, which changes nothing where their work is still there and restores it where it is lost.
 */
export function asReplayed(event: DomainEvent, at: Date, forced: boolean): DomainEvent {
  const replayed = { at: at.toISOString(), forced }
  return { ...event, metadata: { ...event.metadata, replayed } }
}

import type { DomainEvent, EventType } from '@salestalk/protocol'

/** Which consumers get events of a type, by name. One table as data drives every bus. */
export type EventRoutes = Readonly<Record<EventType, readonly string[]>>

/** Somebody who acts on events. An event may arrive more than once, so handling it again must change nothing. */
export interface EventConsumer {
  readonly name: string
  /** Rejecting means "try again later", up to three more times; then the event becomes a dead letter. */
  handle(event: DomainEvent): Promise<void>
}

/** Takes events and sees to it that every consumer routed for their type handles them, at least once. */
export interface EventBus {
  /**
   * Accepts events; they are durable when the promise resolves. Publishing an event again, by its `eventId`, is harmless.
   * Throws InvalidEventError, and accepts none of them, when one does not follow its schema.
   */
  publish(events: readonly DomainEvent[]): Promise<void>
}

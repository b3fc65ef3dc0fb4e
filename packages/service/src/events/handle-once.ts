import type { EventConsumer } from '@salestalk/engine'
import type { DomainEvent } from '@salestalk/protocol'
import type { HandledEvents } from '../storage/event-queue-repository.ts'

/**
 * Lets a consumer handle an event unless it has done so before; false when it has. The note is written after the work, so that a crash
 * in between repeats the work instead of losing it: what consumers do must be the same done twice. Throws what the consumer throws.
 */
export async function handleOnce(record: HandledEvents, consumer: EventConsumer, event: DomainEvent): Promise<boolean> {
  if (await record.wasHandled(consumer.name, event)) return false
  await consumer.handle(event)
  await record.markHandled(consumer.name, event)
  return true
}

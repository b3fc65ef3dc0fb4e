import { type EventConsumer, TableNotFoundError } from '@salestalk/engine'
import type { DomainEvent } from '@salestalk/protocol'
import type { HandledEvents } from '../../storage/event-queue-repository.ts'
import type { Admission } from '../../tenants/admission.ts'
import { handleOnce } from '../handle-once.ts'

/** A queue is read whose consumer this version does not have. */
export class UnknownConsumerError extends Error {
  override readonly name = 'UnknownConsumerError'
  constructor(consumer: string) {
    super(`There is no consumer "${consumer.slice(0, 80)}": deploy the version that has it, or remove its queue`)
  }
}

export interface ConsumeOptions {
  readonly consumers: readonly EventConsumer[]
  readonly handledOf: (event: DomainEvent) => HandledEvents
  readonly admissionOf: (event: DomainEvent) => Promise<Admission>
}

/** What became of a delivery. `suspended` and `gone`: nothing was done, because the company is. */
export type Consumption = 'handled' | 'handled_before' | 'suspended' | 'gone'

/**
 * Lets the consumer of this name handle an event, once by its id. What comes for a suspended company is let go: its log keeps the event,
 * to be replayed when the company goes on. Throws UnknownConsumerError and what the consumer throws.
 */
export async function consumeEvent(name: string, event: DomainEvent, options: ConsumeOptions): Promise<Consumption> {
  const consumer = options.consumers.find((candidate) => candidate.name === name)
  if (consumer === undefined) throw new UnknownConsumerError(name)
  const admission = await options.admissionOf(event)
  if (admission !== 'process') return admission
  try {
    return (await handleOnce(options.handledOf(event), consumer, event)) ? 'handled' : 'handled_before'
  } catch (error) {
    // Deleted while it was being handled.
    if (error instanceof TableNotFoundError) return 'gone'
    throw error
  }
}

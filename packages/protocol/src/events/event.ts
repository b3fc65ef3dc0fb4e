import * as z from 'zod'
import { classificationPerformedSchema } from './classification-performed.ts'
import { conversationCompletedSchema } from './conversation-completed.ts'
import { metricsIngestedSchema } from './metrics-ingested.ts'
import { narrativeGeneratedSchema } from './narrative-generated.ts'
import { tenantDeletedSchema } from './tenant-deleted.ts'
import { tenantProvisionedSchema } from './tenant-provisioned.ts'
import { tenantSuspendedSchema } from './tenant-suspended.ts'

/** Every event there is. Readers ignore fields they do not know, so that added optional ones keep the version. */
export const eventSchema = z.discriminatedUnion('eventType', [
  classificationPerformedSchema,
  narrativeGeneratedSchema,
  conversationCompletedSchema,
  metricsIngestedSchema,
  tenantProvisionedSchema,
  tenantSuspendedSchema,
  tenantDeletedSchema,
])
export type DomainEvent = z.infer<typeof eventSchema>

export type EventType = DomainEvent['eventType']
export type EventOf<Type extends EventType> = Extract<DomainEvent, { eventType: Type }>

export const eventTypes: readonly EventType[] = eventSchema.options.map((option) => option.shape.eventType.value)

/** What the maker of an event says; id, time, type and version are added. */
export type EventContent<Type extends EventType> = Omit<
  EventOf<Type>,
  'eventId' | 'eventType' | 'eventVersion' | 'timestamp'
>

/** An event that does not follow its schema. It is a bug of its maker: nothing is published. */
export class InvalidEventError extends Error {
  override readonly name = 'InvalidEventError'
  constructor(
    eventType: string,
    readonly problems: readonly string[],
    cause: unknown,
  ) {
    super(`The event ${eventType} is not valid: ${problems.join('; ')}`, { cause })
  }
}

/** A valid event with the id and time it is given. Throws InvalidEventError, which names every wrong field. */
export function createEvent<Type extends EventType>(
  eventType: Type,
  content: EventContent<Type>,
  stamp: { readonly eventId: string; readonly timestamp: Date },
): EventOf<Type> {
  const { eventId, timestamp } = stamp
  const event = { ...content, eventId, eventType, eventVersion: '1.0', timestamp: timestamp.toISOString() }
  return parseEvent(event) as EventOf<Type>
}

/** The event, checked. Throws InvalidEventError. */
export function parseEvent(value: unknown): DomainEvent {
  const result = eventSchema.safeParse(value)
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => `at ${issue.path.join('.') || 'event'}: ${issue.message}`)
  throw new InvalidEventError(typeOf(value), problems, result.error)
}

function typeOf(value: unknown): string {
  const type: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'eventType') : undefined
  return typeof type === 'string' ? type : 'of unknown type'
}

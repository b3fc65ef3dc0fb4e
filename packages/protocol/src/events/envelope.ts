import * as z from 'zod'
import { tenantIdSchema } from '../tenant.ts'

/** ISO-8601 in UTC with milliseconds, such as 2025-11-09T10:00:00.000Z; sorts as text. */
export const eventTimestampSchema = z.iso.datetime({ precision: 3 })

export const eventSources = ['chat-handler', 'session-timer', 'metrics-handler', 'tenant-onboard'] as const
export const eventSourceSchema = z.enum(eventSources)
export type EventSource = z.infer<typeof eventSourceSchema>

/**
 * `causationId` is the event that caused this one; `correlationId` is shared by all that one request caused. `replayed` says that the
 * event comes from the log once more, and whether consumers that handled it already are to handle it again.
 */
export const eventMetadataSchema = z.object({
  correlationId: z.uuid(),
  causationId: z.uuid().optional(),
  traceId: z.string().min(1).optional(),
  replayed: z.object({ at: eventTimestampSchema, forced: z.boolean() }).optional(),
})

/** The envelope of one event type: the same fields for all, with the type's own data. */
export function eventSchemaOf<Type extends string, Data extends z.ZodType>(eventType: Type, data: Data) {
  return z.object({
    eventId: z.uuid(),
    eventType: z.literal(eventType),
    eventVersion: z.literal('1.0'),
    source: eventSourceSchema,
    timestamp: eventTimestampSchema,
    tenantId: tenantIdSchema,
    userId: z.string().min(1).optional(),
    sessionId: z.string().min(1).optional(),
    metadata: eventMetadataSchema,
    data,
  })
}

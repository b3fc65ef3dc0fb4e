import * as z from 'zod'
import { eventSchemaOf, eventTimestampSchema } from './envelope.ts'

const count = z.int().min(0)

/** A conversation ended: the user closed it or it was idle for too long. */
export const conversationCompletedSchema = eventSchemaOf(
  'conversation.completed.v1',
  z.object({
    conversationId: z.string().min(1),
    startTime: eventTimestampSchema,
    endTime: eventTimestampSchema,
    durationSeconds: z.number().min(0),
    messageCount: count,
    userMessageCount: count,
    assistantMessageCount: count,
    subjects: z.array(z.string()),
    intents: z.array(z.string()),
    actionsTaken: z.object({
      insightSaved: z.boolean(),
      insightShared: z.boolean(),
      dataExported: z.boolean(),
      followUpCreated: z.boolean(),
    }),
    satisfactionRating: z.int().min(1).max(5).optional(),
    totalCostUSD: z.number().min(0),
    averageResponseTimeMs: z.number().min(0),
  }),
)

import * as z from 'zod'
import { filterSlotSchema } from '../interpretation.ts'
import { isoDateSchema } from '../time.ts'
import { eventSchemaOf } from './envelope.ts'

const confidence = z.number().min(0).max(1)

/** A slot that the question does not fill is null: a refusal may have neither subject nor measure. */
export const classificationSchema = z.object({
  intent: z.string().min(1).nullable(),
  subject: z.string().min(1).nullable(),
  measure: z.string().min(1).nullable(),
})

/** A question was understood, or found not to be answerable. */
export const classificationPerformedSchema = eventSchemaOf(
  'classification.performed.v1',
  z.object({
    messageId: z.uuid(),
    originalText: z.string(),
    classification: classificationSchema.extend({
      timeRange: z.object({ start: isoDateSchema.nullable(), end: isoDateSchema.nullable() }).optional(),
      filters: z.array(filterSlotSchema.pick({ dimension: true, operator: true, values: true })),
      confidence,
      components: z.record(z.string(), confidence),
    }),
    classifierModel: z.object({ name: z.string().min(1), version: z.string().min(1) }),
    processingTimeMs: z.number().min(0),
  }),
)

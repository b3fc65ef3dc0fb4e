import * as z from 'zod'
import { classificationSchema } from './classification-performed.ts'
import { eventSchemaOf } from './envelope.ts'

const milliseconds = z.number().min(0)
const tokens = z.int().min(0)

/** A figure of the narrative and where it is stored. */
const dataReferenceSchema = z.object({
  metric: z.string().min(1),
  period: z.string().min(1),
  value: z.number().nullable(),
  unit: z.string().nullable(),
  dimensions: z.record(z.string(), z.string().nullable()).optional(),
  source: z.object({ table: z.string(), pk: z.string(), sk: z.string() }),
})

/** An answer was given. `messageId` is the answer's, `userMessageId` the question's. */
export const narrativeGeneratedSchema = eventSchemaOf(
  'narrative.generated.v1',
  z.object({
    messageId: z.uuid(),
    conversationId: z.string().min(1),
    userMessageId: z.uuid(),
    narrativeText: z.string(),
    outcome: z.enum(['answer', 'clarification', 'refusal']).optional(),
    classification: classificationSchema,
    dataReferences: z.array(dataReferenceSchema),
    /** Provider `none` when no language model took part; the rest is then null. */
    aiModel: z.object({
      provider: z.string().min(1),
      modelId: z.string().nullable(),
      temperature: z.number().min(0).nullable(),
      maxTokens: tokens.nullable(),
    }),
    performance: z.object({
      totalTimeMs: milliseconds,
      classificationMs: milliseconds,
      dataRetrievalMs: milliseconds,
      aiGenerationMs: milliseconds,
      validationMs: milliseconds,
    }),
    tokenUsage: z.object({ promptTokens: tokens, completionTokens: tokens, totalTokens: tokens }),
    cost: z.object({ amountUSD: z.number().min(0), currency: z.literal('USD') }),
    qualityMetrics: z.object({
      hallucinationDetected: z.boolean(),
      factsVerified: z.int().min(0),
      factsTotal: z.int().min(0),
      confidenceScore: z.number().min(0).max(1),
    }),
  }),
)

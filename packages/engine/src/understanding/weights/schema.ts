import { intentSchema } from '@salestalk/protocol'
import * as z from 'zod'

/** What is uncertain about a reading; the weights say how much each counts. */
export const confidenceFeatures = [
  'typo',
  'partialName',
  'partialMetric',
  'impliedMetric',
  'assumedMetric',
  'inheritedSlot',
  'aside',
  'closeRunnerUp',
  'weakSynonym',
  'looseBreakdown',
  'segments',
  'ignoredContent',
  'worstMatch',
  'penalty',
  'severalMetrics',
  'severalFilters',
  'adjacentNames',
  'idleGrouping',
  'intentDoubt',
] as const
export type ConfidenceFeature = (typeof confidenceFeatures)[number]

const count = z.number()

/** A logistic model: the confidence is 1 / (1 + exp(-(bias + the sum of feature × weight))). */
export const confidenceModelSchema = z.strictObject({
  bias: z.number(),
  weights: z.strictObject(
    Object.fromEntries(confidenceFeatures.map((name) => [name, count])) as Record<ConfidenceFeature, z.ZodNumber>,
  ),
})
export type ConfidenceModel = z.infer<typeof confidenceModelSchema>

/** A multinomial logistic model of the intent: each sequence of masked words adds its weights, as pairs of an intent's position and its weight. */
export const intentModelSchema = z.strictObject({
  intents: z.array(intentSchema).min(2),
  bias: z.array(z.number()),
  features: z.record(z.string(), z.array(z.number())),
})
export type IntentModel = z.infer<typeof intentModelSchema>

/** The fitted weights, by file name in the taxonomy's folder `weights`. */
export const weightFilesSchema = z.strictObject({ confidence: confidenceModelSchema, intents: intentModelSchema })

import * as z from 'zod'
import { isoDateSchema, timeGrainSchema } from './time.ts'

export const intents = [
  'what',
  'compare',
  'trend',
  'breakdown',
  'rank',
  'why',
  'anomaly',
  'forecast',
  'target',
  'correlation',
  'list',
] as const
export const intentSchema = z.enum(intents)
export type Intent = z.infer<typeof intentSchema>

/** Where a slot's content comes from: the words, what follows from them, the conversation, or a default policy. */
export const slotStatusSchema = z.enum(['stated', 'implied', 'inherited', 'assumed'])
export type SlotStatus = z.infer<typeof slotStatusSchema>

/** Half-open character range [start, end) in the question as typed. */
export const spanSchema = z.tuple([z.int().min(0), z.int().min(0)])
export type Span = z.infer<typeof spanSchema>

/** The words that put a slot there; null for both when no words did. */
const evidence = {
  status: slotStatusSchema,
  text: z.string().nullable(),
  span: spanSchema.nullable(),
  rule: z.string().nullable(),
}

export const metricSlotSchema = z.object({ id: z.string(), ...evidence })
export type MetricSlot = z.infer<typeof metricSlotSchema>

export const filterOperators = ['in', 'not_in', 'gt', 'gte', 'lt', 'lte', 'between'] as const
export const filterOperatorSchema = z.enum(filterOperators)
export type FilterOperator = z.infer<typeof filterOperatorSchema>

/** A member or a bound of a filter; null is the blank member ("opportunities without an account"). */
export const filterValueSchema = z.union([z.string(), z.number(), z.null()])
export type FilterValue = z.infer<typeof filterValueSchema>

export const filterSlotSchema = z.object({
  dimension: z.string(),
  operator: filterOperatorSchema,
  values: z.array(filterValueSchema),
  ...evidence,
})
export type FilterSlot = z.infer<typeof filterSlotSchema>

/** A condition on a metric, applied per group; percent metrics are fractions (0.152). */
export const havingSlotSchema = z.object({
  metric: z.string(),
  operator: filterOperatorSchema.exclude(['in', 'not_in']),
  value: z.number(),
  upper: z.number().nullable(),
  ...evidence,
})
export type HavingSlot = z.infer<typeof havingSlotSchema>

/**
 * `top` is the largest number and `bottom` the smallest, whatever is good; a null limit was not stated. `by` says what is put in order: the
 * value, its difference from the period compared with (`change`), or that difference as a share of it (`growth`). `position` is the place
 * asked for alone ("second best"), counted from 1; the limit is then that place.
 */
export const rankSlotSchema = z.object({
  direction: z.enum(['top', 'bottom']),
  limit: z.int().positive().nullable(),
  by: z.enum(['value', 'change', 'growth']).default('value'),
  position: z.int().positive().nullable().default(null),
  status: slotStatusSchema,
})
export type RankSlot = z.infer<typeof rankSlotSchema>

/**
 * What is computed from a metric's values per bucket of time, where the metric itself is not what was asked: their mean over the complete
 * buckets ("average monthly revenue"), their sum so far ("cumulative"), or the mean of each with the ones before it, `window` in all.
 */
export const calculationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('average_per_period'), grain: timeGrainSchema }),
  z.object({ kind: z.literal('running_total') }),
  z.object({ kind: z.literal('moving_average'), window: z.int().min(2) }),
])
export type Calculation = z.infer<typeof calculationSchema>

export const timeSlotSchema = z.object({
  expression: z.string(),
  start: isoDateSchema.nullable(),
  end: isoDateSchema.nullable(),
  grain: timeGrainSchema,
  partial: z.boolean(),
  label: z.string(),
  status: slotStatusSchema,
  span: spanSchema.nullable(),
})
export type TimeSlot = z.infer<typeof timeSlotSchema>

export const comparisonKinds = ['previous_period', 'same_period_last_year', 'periods', 'entities', 'target'] as const
export const comparisonSlotSchema = z.object({
  kind: z.enum(comparisonKinds),
  start: isoDateSchema.nullable(),
  end: isoDateSchema.nullable(),
  label: z.string().nullable(),
  status: slotStatusSchema,
})
export type ComparisonSlot = z.infer<typeof comparisonSlotSchema>

export const targetSlotSchema = z.object({ value: z.number(), unit: z.string().nullable() })
export type TargetSlot = z.infer<typeof targetSlotSchema>

const probability = z.number().min(0).max(1)
export const confidenceSchema = z.object({
  overall: probability,
  components: z.object({
    intent: probability,
    subject: probability,
    measure: probability,
    dimension: probability,
    time: probability,
  }),
})
export type Confidence = z.infer<typeof confidenceSchema>

export const wordRoles = [
  'intent',
  'metric',
  'dimension',
  'value',
  'time',
  'number',
  'operator',
  'rank',
  'ignorable',
  'aside',
  'unbound',
] as const
export const wordSchema = z.object({
  text: z.string(),
  span: spanSchema,
  role: z.enum(wordRoles),
  boundTo: z.string().nullable(),
})
export type Word = z.infer<typeof wordSchema>
export type WordRole = Word['role']

export const reasonCodes = [
  'unknown_metric',
  'ambiguous_metric',
  'missing_metric',
  'unknown_dimension',
  'unknown_value',
  'ambiguous_value',
  'invalid_time',
  'ambiguous_time',
  'missing_time',
  'invalid_number',
  'unsupported_operation',
  'unbound_words',
  'out_of_scope',
  'hypothetical',
  'action_request',
  'not_permitted',
  'unsupported_language',
  'several_questions',
  'no_data',
  'low_confidence',
  'empty',
  'too_long',
] as const
export const reasonCodeSchema = z.enum(reasonCodes)
export type ReasonCode = z.infer<typeof reasonCodeSchema>

export const interpretationKinds = ['answerable', 'clarification', 'refusal', 'control'] as const

/** What SalesTalk understood of one question: every word bound, every slot with its origin. */
export const interpretationSchema = z.object({
  kind: z.enum(interpretationKinds),
  intent: intentSchema.nullable(),
  subject: z.string().nullable(),
  metrics: z.array(metricSlotSchema),
  filters: z.array(filterSlotSchema),
  having: z.array(havingSlotSchema),
  breakdown: z.array(z.string()),
  /** True where the months, quarters and years of the breakdown are the company's fiscal ones, and those differ. */
  fiscalBuckets: z.boolean().optional(),
  rank: rankSlotSchema.nullable(),
  calculation: calculationSchema.nullable().default(null),
  time: timeSlotSchema.nullable(),
  periods: z.array(timeSlotSchema),
  comparison: comparisonSlotSchema.nullable(),
  target: targetSlotSchema.nullable(),
  confidence: confidenceSchema,
  words: z.array(wordSchema),
  /** Other complete readings, best first. */
  get readings() {
    return z.array(interpretationSchema)
  },
  reason: reasonCodeSchema.nullable(),
  /** For clarification and refusal: one sentence for the user that names what was not understood. */
  message: z.string().nullable(),
  /** Questions that can be answered instead, ready to be sent. */
  suggestions: z.array(z.string()),
  /** For kind `control` only. */
  control: z.enum(['start_over', 'undo', 'thanks', 'help', 'coverage']).nullable(),
  restatement: z.string(),
})
export type Interpretation = z.infer<typeof interpretationSchema>

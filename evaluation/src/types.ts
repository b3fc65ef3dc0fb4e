import {
  calculationSchema,
  comparisonKinds,
  filterOperatorSchema,
  filterValueSchema,
  intentSchema,
  interpretationKinds,
  isoDateSchema,
  reasonCodeSchema,
} from '@salestalk/protocol'
import * as z from 'zod'

const range = z.strictObject({ start: isoDateSchema.nullable(), end: isoDateSchema.nullable() })

/**
 * What a question should be understood as. A field left out is not scored for that question; null and [] claim absence.
 * `kinds` lists the verdicts that are right: a question worth asking back about may also be right when answered.
 */
export const expectationSchema = z.strictObject({
  kinds: z.array(z.enum(interpretationKinds)).min(1),
  intent: intentSchema.optional(),
  metrics: z.array(z.string()).optional(),
  filters: z
    .array(
      z.strictObject({ dimension: z.string(), operator: filterOperatorSchema, values: z.array(filterValueSchema) }),
    )
    .optional(),
  having: z
    .array(
      z.strictObject({
        metric: z.string(),
        operator: z.string(),
        value: z.number(),
        upper: z.number().nullable().optional(),
      }),
    )
    .optional(),
  breakdown: z.array(z.string()).optional(),
  rank: z
    .strictObject({
      direction: z.enum(['top', 'bottom']),
      limit: z.int().nullable(),
      by: z.enum(['value', 'change', 'growth']).optional(),
      position: z.int().nullable().optional(),
    })
    .nullable()
    .optional(),
  calculation: calculationSchema.nullable().optional(),
  /** null: no window, all the data. */
  time: range.nullable().optional(),
  periods: z.array(range).optional(),
  comparison: z.enum(comparisonKinds).nullable().optional(),
  reasons: z.array(reasonCodeSchema).optional(),
})
export type Expectation = z.infer<typeof expectationSchema>

export const labelledQuestionSchema = z.strictObject({
  id: z.string(),
  /** A demo company or one of evaluation/companies. */
  company: z.string(),
  question: z.string(),
  /** Questions of one session follow each other as a conversation. */
  session: z.string().optional(),
  /** What the question tests, for the report: terse, long, typo, refusal… */
  tags: z.array(z.string()),
  expect: expectationSchema,
})
export type LabelledQuestion = z.infer<typeof labelledQuestionSchema>

/** One file of evaluation/sets. */
export interface QuestionSet {
  readonly name: string
  readonly questions: readonly LabelledQuestion[]
}

const heldOut = 'held-out'

/** Held-out questions are for measuring only: counted, never shown. */
export function isHeldOut({ tags }: { readonly tags: readonly string[] }): boolean {
  return tags.includes(heldOut)
}

/** Tags that say what a question tests. */
export function topicsOf({ tags }: { readonly tags: readonly string[] }): string[] {
  return tags.filter((tag) => tag !== heldOut)
}

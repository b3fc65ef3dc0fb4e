import * as z from 'zod'
import { interpretationSchema } from './interpretation.ts'
import { metricQuerySchema } from './metric-query.ts'
import { isoDateSchema } from './time.ts'
import { preferenceSchema } from './vocabulary.ts'

export const phraseSchema = z.object({ text: z.string(), reference: z.string().nullable() })
export type Phrase = z.infer<typeof phraseSchema>

export const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type Cell = z.infer<typeof cellSchema>

/** `unit` is an ISO 4217 code for money, else one of count, percent, ratio, days, score; null for none. Percent values are fractions. */
export const referenceSchema = z.object({
  id: z.string(),
  metric: z.string(),
  label: z.string(),
  start: isoDateSchema.nullable(),
  end: isoDateSchema.nullable(),
  dimensions: z.record(z.string(), z.string().nullable()),
  value: z.number().nullable(),
  unit: z.string().nullable(),
  derivedFrom: z.array(z.string()),
  source: z.object({ table: z.string(), pk: z.string(), sk: z.string(), query: z.string() }),
})
export type Reference = z.infer<typeof referenceSchema>

export const executedQuerySchema = z.object({
  id: z.string(),
  metricQuery: metricQuerySchema,
  sql: z.string(),
  rows: z.int(),
  milliseconds: z.number(),
})
export type ExecutedQuery = z.infer<typeof executedQuerySchema>

export const tableColumnSchema = z.object({
  key: z.string(),
  label: z.string(),
  type: z.enum(['string', 'number', 'date']),
  unit: z.string().nullable(),
})
export const answerTableSchema = z.object({
  columns: z.array(tableColumnSchema),
  rows: z.array(z.record(z.string(), cellSchema)),
})
export type TableColumn = z.infer<typeof tableColumnSchema>
export type AnswerTable = z.infer<typeof answerTableSchema>

const axisSchema = z.object({
  key: z.string(),
  label: z.string(),
  type: z.enum(['category', 'time', 'number']),
  unit: z.string().nullable(),
})
/** A chart as data: the web app draws it, nothing else knows how. `series` are keys of `data`; `x` is its category or date. */
export const chartSpecSchema = z.object({
  kind: z.enum(['line', 'bar', 'horizontal_bar', 'stacked_bar', 'number']),
  title: z.string(),
  x: axisSchema,
  y: axisSchema,
  series: z.array(z.object({ key: z.string(), label: z.string() })),
  data: z.array(z.record(z.string(), cellSchema)),
  annotations: z.array(z.object({ x: z.string(), text: z.string() })),
})
export type ChartSpec = z.infer<typeof chartSpecSchema>

export const checksSchema = z.object({
  factsTotal: z.int(),
  factsVerified: z.int(),
  /** null: nothing to reconcile in this answer. */
  reconciled: z.boolean().nullable(),
  notes: z.array(z.string()),
})
export type Checks = z.infer<typeof checksSchema>

export const clarificationSchema = z.object({
  question: z.string(),
  options: z.array(z.object({ label: z.string(), interpretation: interpretationSchema })),
})
export type Clarification = z.infer<typeof clarificationSchema>

export const modelUseSchema = z.object({
  provider: z.string(),
  modelId: z.string().nullable(),
  promptTokens: z.int(),
  completionTokens: z.int(),
  costUsd: z.number(),
})

/** Milliseconds per stage. */
export const timingsSchema = z.object({
  understand: z.number(),
  query: z.number(),
  analyze: z.number(),
  narrate: z.number(),
  total: z.number(),
})
export type Timings = z.infer<typeof timingsSchema>

export const answerKinds = ['answer', 'clarification', 'refusal'] as const
export const answerSchema = z.object({
  kind: z.enum(answerKinds),
  messageId: z.string(),
  sessionId: z.string(),
  text: z.string(),
  phrases: z.array(phraseSchema),
  references: z.array(referenceSchema),
  queries: z.array(executedQuerySchema),
  table: answerTableSchema.nullable(),
  chart: chartSpecSchema.nullable(),
  checks: checksSchema,
  clarification: clarificationSchema.nullable(),
  followUps: z.array(z.string()),
  /** After a choice between readings: what the company could make the word mean for good, as an entry of its vocabulary's preferences. */
  preference: z.object({ label: z.string(), entry: preferenceSchema }).optional(),
  interpretation: interpretationSchema,
  model: modelUseSchema,
  timings: timingsSchema,
})
export type Answer = z.infer<typeof answerSchema>

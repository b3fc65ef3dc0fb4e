import * as z from 'zod'
import { datasetModelSchema, directionSchema, unitSchema } from './model.ts'
import { isoDateSchema, timeGrainSchema } from './time.ts'

export const catalogMetricSchema = z.object({
  id: z.string(),
  label: z.string(),
  subject: z.string(),
  description: z.string(),
  formula: z.string(),
  synonyms: z.array(z.string()),
  unit: unitSchema,
  direction: directionSchema,
  grain: timeGrainSchema,
  dataset: z.string(),
  dimensions: z.array(z.string()),
})
export type CatalogMetric = z.infer<typeof catalogMetricSchema>

export const catalogDimensionSchema = z.object({
  id: z.string(),
  label: z.string(),
  synonyms: z.array(z.string()),
  datasets: z.array(z.string()),
  /** How many members there are, and the first of them in order. */
  memberCount: z.int(),
  members: z.array(z.string()),
})
export type CatalogDimension = z.infer<typeof catalogDimensionSchema>

export const catalogDatasetSchema = z.object({
  dataset: z.string(),
  label: z.string(),
  rows: z.int(),
  /** First and last day with data; both have data. */
  firstDay: isoDateSchema.nullable(),
  lastDay: isoDateSchema.nullable(),
  model: datasetModelSchema,
})
export type CatalogDataset = z.infer<typeof catalogDatasetSchema>

export const catalogTargetSchema = z.object({
  metric: z.string(),
  value: z.number(),
  start: isoDateSchema,
  end: isoDateSchema,
})

/** Everything a person can ask about in one company. */
export const catalogSchema = z.object({
  tenantId: z.string(),
  metrics: z.array(catalogMetricSchema),
  dimensions: z.array(catalogDimensionSchema),
  datasets: z.array(catalogDatasetSchema),
  timeSpan: z.object({ firstDay: isoDateSchema, lastDay: isoDateSchema }).nullable(),
  targets: z.array(catalogTargetSchema),
  exampleQuestions: z.array(z.string()),
})
export type Catalog = z.infer<typeof catalogSchema>

import * as z from 'zod'
import { filterOperatorSchema, filterValueSchema } from './interpretation.ts'
import { bucketCalendarSchema, isoDateSchema, timeGrainSchema } from './time.ts'

export const queryFilterSchema = z.object({
  dimension: z.string(),
  operator: filterOperatorSchema,
  values: z.array(filterValueSchema),
})
export type QueryFilter = z.infer<typeof queryFilterSchema>

export const queryHavingSchema = z.object({
  metric: z.string(),
  operator: filterOperatorSchema.exclude(['in', 'not_in']),
  value: z.number(),
  upper: z.number().nullable(),
})
export type QueryHaving = z.infer<typeof queryHavingSchema>

/**
 * The only thing a metric store understands. All metrics belong to one dataset; `groupBy` names dimensions of it or
 * the calendar dimension `weekday`; `grain` adds the time bucket; [start, end) is half-open and null means open.
 */
export const metricQuerySchema = z.object({
  /** Empty only where an answer shows how records, not metrics, were read. */
  metrics: z.array(z.string()),
  filters: z.array(queryFilterSchema),
  having: z.array(queryHavingSchema),
  groupBy: z.array(z.string()),
  grain: timeGrainSchema.nullable(),
  /** Only where the buckets are others than ISO weeks and plain months, quarters and years. */
  calendar: bucketCalendarSchema.optional(),
  start: isoDateSchema.nullable(),
  end: isoDateSchema.nullable(),
  orderBy: z.object({ metric: z.string(), direction: z.enum(['asc', 'desc']) }).nullable(),
  limit: z.int().positive().nullable(),
})
export type MetricQuery = z.infer<typeof metricQuerySchema>

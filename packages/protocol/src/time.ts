import * as z from 'zod'

/** A calendar day, 'YYYY-MM-DD'; no time zone is implied. */
export const isoDateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date as YYYY-MM-DD')
export type IsoDate = z.infer<typeof isoDateSchema>

export const timeGrains = ['day', 'week', 'month', 'quarter', 'year'] as const
export const retailPatterns = ['4-4-5', '4-5-4', '5-4-4'] as const

/**
 * How time buckets are cut where it is not by ISO weeks and plain months. With `fiscal`, months, quarters and years are those of the
 * fiscal year that begins in that month, or on the week start nearest to its first, in whole weeks by the pattern.
 */
export const bucketCalendarSchema = z.object({
  weekStart: z.enum(['monday', 'sunday']),
  fiscal: z.object({ startMonth: z.int().min(1).max(12), pattern: z.enum(retailPatterns).nullable() }).nullable(),
})
export type BucketCalendar = z.infer<typeof bucketCalendarSchema>

export const timeGrainSchema = z.enum(timeGrains)
export type TimeGrain = z.infer<typeof timeGrainSchema>

import * as z from 'zod'

/** A calendar day, 'YYYY-MM-DD'; no time zone is implied. */
export const isoDateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date as YYYY-MM-DD')
export type IsoDate = z.infer<typeof isoDateSchema>

export const timeGrains = ['day', 'week', 'month', 'quarter', 'year'] as const
export const timeGrainSchema = z.enum(timeGrains)
export type TimeGrain = z.infer<typeof timeGrainSchema>

import * as z from 'zod'
import { cellSchema } from './answer.ts'
import { columnTypeSchema, datasetModelSchema } from './model.ts'
import { isoDateSchema, timeGrainSchema } from './time.ts'

export const fileFormats = ['csv', 'tsv', 'json', 'ndjson', 'xlsx', 'parquet'] as const
export const fileFormatSchema = z.enum(fileFormats)
export type FileFormat = z.infer<typeof fileFormatSchema>

/** How the file was read; every entry was decided by the whole column or file and can be overridden. */
export const fileReadingSchema = z.object({
  format: fileFormatSchema,
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).nullable(),
  delimiter: z.string().nullable(),
  header: z.boolean(),
  sheet: z.string().nullable(),
  bytes: z.int(),
})
export type FileReading = z.infer<typeof fileReadingSchema>

export const dateOrderSchema = z.enum(['day_first', 'month_first', 'year_first'])
export type DateOrder = z.infer<typeof dateOrderSchema>

/** What the whole column holds. `minimum`/`maximum` are numbers, ISO dates or null. */
export const columnProfileSchema = z.object({
  key: z.string(),
  name: z.string(),
  type: columnTypeSchema,
  rows: z.int(),
  empty: z.int(),
  distinct: z.int(),
  minimum: z.union([z.number(), z.string(), z.null()]),
  maximum: z.union([z.number(), z.string(), z.null()]),
  /** Up to 12 of the commonest values as stored. */
  samples: z.array(z.string()),
  /** All distinct values as stored, commonest first, when there are at most 1,000; null when there are more. */
  members: z.array(z.string()).nullable(),
  /** A sign seen in the cells: '$', 'EUR', '%'… ('%' cells are stored as fractions), or null. */
  sign: z.string().nullable(),
  decimalSeparator: z.enum(['.', ',']).nullable(),
  dateOrder: dateOrderSchema.nullable(),
  /** True when nothing in the whole column settles day-first against month-first; `dateOrder` is then an assumption. */
  dateOrderAmbiguous: z.boolean(),
  /** For period columns ('2025-Q3', '2025-11', '2025-W45'): the grain the cells state; null for plain days and others. */
  periodGrain: z.enum(['day', 'week', 'month', 'quarter', 'year']).nullable(),
})
export type ColumnProfile = z.infer<typeof columnProfileSchema>

/**
 * What one metric of a long file holds. `slices` has an entry for each set of dimension columns that is filled together ([] for rows
 * with none filled: totals); a cell that is blank or one of `totalMembers` ('All', 'Total') counts as not filled.
 */
export const longMetricProfileSchema = z.object({
  member: z.string(),
  rows: z.int(),
  /** Distinct values of the unit column, commonest first; empty without one. */
  units: z.array(z.string()),
  /** Grains its period cells state, finest first. */
  grains: z.array(timeGrainSchema),
  /** The largest absolute value: 72 tells a percent from a fraction. */
  maximum: z.number().nullable(),
  slices: z.array(z.object({ columns: z.array(z.string()), rows: z.int() })),
})
export type LongMetricProfile = z.infer<typeof longMetricProfileSchema>

/**
 * A second look at a file whose rows are (metric, period, value, dimensions), made over the columns that `findLongLayout` names; null
 * for all other files. `grainColumn` is the key of a text column ('day'…'year') added to the segments when the period cells of a file
 * are of several grains; null when all are of one.
 */
export const longProfileSchema = z.object({
  grainColumn: z.string().nullable(),
  totalMembers: z.record(z.string(), z.array(z.string())),
  metrics: z.array(longMetricProfileSchema),
})
export type LongProfile = z.infer<typeof longProfileSchema>

export const datasetProfileSchema = z.object({
  rows: z.int(),
  columns: z.array(columnProfileSchema),
  long: longProfileSchema.nullable(),
})
export type DatasetProfile = z.infer<typeof datasetProfileSchema>

export const rejectedRowSchema = z.object({ line: z.int(), reason: z.string(), content: z.string() })
export type RejectedRow = z.infer<typeof rejectedRowSchema>

/** A question the reader of the file cannot settle alone, with the assumption made meanwhile. */
export const ingestQuestionSchema = z.object({
  code: z.enum(['ambiguous_date_order', 'ambiguous_decimal_separator', 'no_time_column']),
  column: z.string().nullable(),
  question: z.string(),
  assumption: z.string(),
  options: z.array(z.object({ value: z.string(), label: z.string() })),
})
export type IngestQuestion = z.infer<typeof ingestQuestionSchema>

/** Everything shown before a batch is confirmed; a dry run returns this and writes nothing. */
export const ingestPreviewSchema = z.object({
  dataset: z.string(),
  fileName: z.string(),
  reading: fileReadingSchema,
  profile: datasetProfileSchema,
  model: datasetModelSchema,
  questions: z.array(ingestQuestionSchema),
  rowsRead: z.int(),
  rowsRejected: z.int(),
  rejected: z.array(rejectedRowSchema),
  warnings: z.array(z.string()),
  sample: z.array(z.record(z.string(), cellSchema)),
})
export type IngestPreview = z.infer<typeof ingestPreviewSchema>

export const ingestModes = ['append', 'replace'] as const
export const ingestModeSchema = z.enum(ingestModes)
export type IngestMode = z.infer<typeof ingestModeSchema>

export const batchSchema = z.object({
  batchId: z.string(),
  dataset: z.string(),
  fileName: z.string(),
  contentHash: z.string(),
  mode: ingestModeSchema,
  status: z.enum(['live', 'undone', 'replaced']),
  rows: z.int(),
  rejected: z.int(),
  bytes: z.int(),
  /** First and last day with data; both have data. */
  firstDay: isoDateSchema.nullable(),
  lastDay: isoDateSchema.nullable(),
  createdAt: z.string(),
})
export type Batch = z.infer<typeof batchSchema>

export const ingestReportSchema = z.object({
  kind: z.enum(['ingested', 'unchanged', 'dry_run']),
  batch: batchSchema.nullable(),
  preview: ingestPreviewSchema,
  milliseconds: z.number(),
})
export type IngestReport = z.infer<typeof ingestReportSchema>

export const ingestStages = [
  'uploading',
  'reading',
  'profiling',
  'writing',
  'committing',
  'done',
  'failed',
  'cancelled',
] as const
export const ingestProgressSchema = z.object({
  uploadId: z.string(),
  stage: z.enum(ingestStages),
  bytesDone: z.int(),
  bytesTotal: z.int().nullable(),
  rowsDone: z.int(),
  message: z.string().nullable(),
})
export type IngestProgress = z.infer<typeof ingestProgressSchema>

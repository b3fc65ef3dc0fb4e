import * as z from 'zod'
import { filterValueSchema } from './interpretation.ts'
import { timeGrainSchema } from './time.ts'

export const columnTypes = ['text', 'integer', 'decimal', 'boolean', 'date', 'timestamp'] as const
export const columnTypeSchema = z.enum(columnTypes)
export type ColumnType = z.infer<typeof columnTypeSchema>

/** What a column is for; `ignored` columns are kept in the segments but no question reaches them. */
export const columnRoles = ['time', 'dimension', 'measure', 'identifier', 'ignored'] as const
export const columnRoleSchema = z.enum(columnRoles)
export type ColumnRole = z.infer<typeof columnRoleSchema>

/** `key` is the column's name in the segments (snake_case, unique in the dataset); `name` the header as uploaded. */
export const columnSchema = z.object({
  key: z.string().regex(/^[a-z][a-z0-9_]*$/),
  name: z.string(),
  type: columnTypeSchema,
  role: columnRoleSchema,
})
export type Column = z.infer<typeof columnSchema>

/**
 * Arithmetic over the columns of one row; anything null makes the result null. `days_between` is the number of days from the first
 * to the second of two time columns, negative when the second is earlier.
 */
export type Expression =
  | { readonly column: string }
  | { readonly constant: number }
  | { readonly days_between: readonly [string, string] }
  | { readonly operator: 'add' | 'subtract' | 'multiply' | 'divide'; readonly operands: readonly Expression[] }
export const expressionSchema: z.ZodType<Expression> = z.lazy(() =>
  z.union([
    z.strictObject({ column: z.string() }),
    z.strictObject({ constant: z.number() }),
    z.strictObject({ days_between: z.tuple([z.string(), z.string()]) }),
    z.strictObject({
      operator: z.enum(['add', 'subtract', 'multiply', 'divide']),
      operands: z.array(expressionSchema).min(2),
    }),
  ]),
)

/** A row takes part when every condition holds; `is_null` and `is_not_null` take no values. Text compares exactly. */
export const conditionSchema = z.strictObject({
  column: z.string(),
  operator: z.enum(['in', 'not_in', 'gt', 'gte', 'lt', 'lte', 'is_null', 'is_not_null']),
  values: z.array(filterValueSchema),
})
export type Condition = z.infer<typeof conditionSchema>

const where = z.array(conditionSchema)

/**
 * How a metric is computed over a group of rows. `last` is a snapshot: the sum over the rows of the latest period in the range
 * (of the group's time column). A `ratio` is always numerator's aggregate / denominator's aggregate (null when the latter is 0).
 */
export const aggregationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sum'), expression: expressionSchema, where }),
  z.strictObject({ kind: z.literal('count'), where }),
  z.strictObject({ kind: z.literal('count_distinct'), column: z.string(), where }),
  z.strictObject({ kind: z.literal('average'), expression: expressionSchema, where }),
  z.strictObject({ kind: z.literal('minimum'), expression: expressionSchema, where }),
  z.strictObject({ kind: z.literal('maximum'), expression: expressionSchema, where }),
  z.strictObject({ kind: z.literal('last'), expression: expressionSchema, where }),
  z.strictObject({ kind: z.literal('ratio'), numerator: z.string(), denominator: z.string() }),
])
export type Aggregation = z.infer<typeof aggregationSchema>

export const unitKinds = ['currency', 'count', 'percent', 'ratio', 'days', 'score'] as const
/** `currency` is an ISO 4217 code, only for kind `currency`, null when the data does not say. Percent values are fractions. */
export const unitSchema = z.strictObject({ kind: z.enum(unitKinds), currency: z.string().nullable() })
export type Unit = z.infer<typeof unitSchema>

export const directions = ['up_is_good', 'up_is_bad', 'neutral'] as const
export const directionSchema = z.enum(directions)
export type Direction = z.infer<typeof directionSchema>

/**
 * One way a metric's rows are cut in a file that states totals and parts side by side: `where` selects the rows that are cut by exactly
 * these dimensions. A query takes the first slice whose dimensions include every dimension it filters or groups by, and only its rows,
 * so that nothing is counted twice; when no slice does, the file does not say.
 */
export const sliceSchema = z.strictObject({ dimensions: z.array(z.string()), where })
export type Slice = z.infer<typeof sliceSchema>

export const metricDefinitionSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  label: z.string(),
  subject: z.string(),
  description: z.string(),
  synonyms: z.array(z.string()),
  unit: unitSchema,
  direction: directionSchema,
  importance: z.number().min(0).max(1),
  aggregation: aggregationSchema,
  /** Key of the time column this metric is dated by; null when the dataset has no dates. */
  timeColumn: z.string().nullable(),
  /** The finest grain its data is stated at: a question for a finer one cannot be answered. */
  grain: timeGrainSchema,
  /** Hidden metrics only serve as parts of ratios. */
  hidden: z.boolean(),
  /** Fewest dimensions first; left out when every row counts whatever is asked, which is the rule. */
  slices: z.array(sliceSchema).min(1).optional(),
})
export type MetricDefinition = z.infer<typeof metricDefinitionSchema>

export const dimensionDefinitionSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  label: z.string(),
  column: z.string(),
  synonyms: z.array(z.string()),
  /** The id of the dimension one level up in a hierarchy (city -> state), or null. */
  parent: z.string().nullable(),
  /** Subject this dimension's members are an instance of (product -> products), or null. */
  subject: z.string().nullable(),
  /** Member -> other names people use for it, on top of what the data says. */
  aliases: z.record(z.string(), z.array(z.string())),
})
export type DimensionDefinition = z.infer<typeof dimensionDefinitionSchema>

/** What the columns of one dataset mean. Proposed from names, types and contents; edited by people; versioned; stored as data. */
export const datasetModelSchema = z.strictObject({
  dataset: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/),
  label: z.string(),
  version: z.int().positive(),
  /** `long`: a row is (metric, period, value, dimensions); `wide`: a row is a record. */
  layout: z.enum(['wide', 'long']),
  /** What one row is, for lists and counts: { singular: 'opportunity', plural: 'opportunities' }. */
  record: z.strictObject({ singular: z.string(), plural: z.string() }),
  columns: z.array(columnSchema),
  timeColumn: z.string().nullable(),
  dimensions: z.array(dimensionDefinitionSchema),
  metrics: z.array(metricDefinitionSchema),
  /** Assumptions made while proposing, one sentence each, to be shown to the user. */
  assumptions: z.array(z.string()),
})
export type DatasetModel = z.infer<typeof datasetModelSchema>

import { dateOrderSchema } from '@salestalk/protocol'
import * as z from 'zod'

const perColumn = <T extends z.ZodType>(value: T) => z.record(z.string(), value)

/** Decisions about how to read a file that a person takes over. Columns are named by key or by header. */
export const readingOptionsSchema = z.strictObject({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).optional(),
  delimiter: z.string().length(1).optional(),
  header: z.boolean().optional(),
  sheet: z.string().optional(),
  /** Whole file (a value) or column by column (a record). */
  dateOrder: z.union([dateOrderSchema, perColumn(dateOrderSchema)]).optional(),
  decimalSeparator: z.union([z.enum(['.', ',']), perColumn(z.enum(['.', ',']))]).optional(),
  /** Columns to keep as text whatever they hold. */
  text: z.array(z.string()).optional(),
  maxRejectedShare: z.number().min(0).max(1).optional(),
})
export type ReadingOptions = z.infer<typeof readingOptionsSchema>

/** The option for one column, whether given for it or for the whole file. */
export function optionFor<T extends string>(
  option: T | Readonly<Record<string, T>> | undefined,
  column: { readonly key: string; readonly name: string },
): T | undefined {
  if (option === undefined || typeof option === 'string') return option
  return option[column.key] ?? option[column.name]
}

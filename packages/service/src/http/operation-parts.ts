import * as z from 'zod'

/** The usual response of an operation. */
export const ok = (description: string, schema: z.ZodType) => ({ 200: { description, schema } })

/** Query parameters of a list. */
export const page = {
  cursor: { schema: z.string().optional(), description: 'Where the page before ended' },
  limit: { schema: z.coerce.number().int().min(1).max(100).optional(), description: 'Entries on a page, 1 to 100' },
}

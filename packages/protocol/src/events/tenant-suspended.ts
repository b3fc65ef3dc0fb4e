import * as z from 'zod'
import { tenantIdSchema } from '../tenant.ts'
import { eventSchemaOf } from './envelope.ts'

/** From here on nobody works in the company and its events are left alone, until the operator resumes it. Nothing is removed. */
export const tenantSuspendedSchema = eventSchemaOf(
  'tenant.suspended.v1',
  z.object({
    tenantId: tenantIdSchema,
    /** What the operator wrote down, null when nothing. */
    reason: z.string().min(1).max(200).nullable(),
  }),
)

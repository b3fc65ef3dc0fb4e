import * as z from 'zod'
import { tenantIdSchema } from '../tenant.ts'
import { eventSchemaOf } from './envelope.ts'

/** The company is gone with everything it had. Names no person: the event outlives the company. */
export const tenantDeletedSchema = eventSchemaOf(
  'tenant.deleted.v1',
  z.object({
    tenantId: tenantIdSchema,
    certificateId: z.uuid(),
    /** Of the content of the certificate, in hexadecimal. */
    certificateSha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** How many there were of each kind before they were removed. */
    removed: z.array(z.object({ kind: z.string().min(1), count: z.int().min(0) })),
  }),
)

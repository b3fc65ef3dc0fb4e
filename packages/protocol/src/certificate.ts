import * as z from 'zod'
import { tenantIdSchema } from './tenant.ts'

/** What was removed of one kind: how many there were, counted before. */
export const removedSchema = z.object({ kind: z.string().min(1), count: z.int().min(0) })
export type Removed = z.infer<typeof removedSchema>

/** What ends by itself a while after the deletion, such as backups; `until` is the day at whose end none of it is left. */
export const expiringSchema = z.object({ kind: z.string().min(1), until: z.iso.date() })
export type Expiring = z.infer<typeof expiringSchema>

/** DELETE /v1/tenants/{tenantId} and GET …/certificate: what was removed with a company. Names no person. */
export const deletionCertificateSchema = z.object({
  format: z.literal(1),
  certificateId: z.uuid(),
  tenantId: tenantIdSchema,
  requestedAt: z.iso.datetime({ precision: 3 }),
  deletedAt: z.iso.datetime({ precision: 3 }),
  removed: z.array(removedSchema),
  expiring: z.array(expiringSchema),
  /** Of all the rest as JSON with sorted keys and no white space, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type DeletionCertificate = z.infer<typeof deletionCertificateSchema>

import * as z from 'zod'
import { planSchema } from '../http.ts'
import { tenantIdSchema } from '../tenant.ts'
import { eventSchemaOf } from './envelope.ts'

/** A company can sign in and upload. `region` is `local` on the embedded stores. */
export const tenantProvisionedSchema = eventSchemaOf(
  'tenant.provisioned.v1',
  z.object({
    tenantId: tenantIdSchema,
    organizationName: z.string().min(1),
    ownerEmail: z.email(),
    plan: planSchema,
    region: z.string().min(1),
    resources: z.object({ messagesTableName: z.string(), metricsTableName: z.string(), s3Prefix: z.string() }),
    provisioningTimeMs: z.number().min(0),
    sampleDataSeeded: z.boolean(),
  }),
)

import * as z from 'zod'
import { eventSchemaOf } from './envelope.ts'

const count = z.int().min(0)

/** A batch of data became visible. `metricsIngested` is a sample, enough to see what came in. */
export const metricsIngestedSchema = eventSchemaOf(
  'metrics.ingested.v1',
  z.object({
    batchId: z.string().min(1),
    source: z.enum(['csv_upload', 'api', 'integration']),
    fileName: z.string().min(1).optional(),
    recordCount: count,
    metricsIngested: z.array(
      z.object({
        subject: z.string(),
        period: z.string(),
        value: z.number().nullable(),
        unit: z.string().nullable(),
        dimensions: z.record(z.string(), z.string().nullable()),
      }),
    ),
    validationResults: z.object({ valid: count, invalid: count, warnings: count }),
    processingTimeMs: z.number().min(0),
  }),
)

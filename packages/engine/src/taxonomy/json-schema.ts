import * as z from 'zod'
import {
  columnVocabularySchema,
  dimensionEntrySchema,
  everydayWordSchema,
  intentEntrySchema,
  metricEntrySchema,
  overlaySchema,
  subjectEntrySchema,
} from './schema.ts'

/** The JSON Schema of each kind of file, by file name, for editors: written to taxonomy/schema/. */
export function generateTaxonomySchemas(): Readonly<Record<string, unknown>> {
  const schemas = {
    intent: intentEntrySchema,
    subject: subjectEntrySchema,
    metric: metricEntrySchema,
    dimension: dimensionEntrySchema,
    'everyday-words': z.array(everydayWordSchema),
    columns: columnVocabularySchema,
    overlay: overlaySchema,
  }
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [`${name}.schema.json`, z.toJSONSchema(schema, { io: 'input' })]),
  )
}

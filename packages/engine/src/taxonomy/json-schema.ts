import * as z from 'zod'
import {
  localeDimensionsSchema,
  localeHeadersSchema,
  localeLanguageSchema,
  localeMembersSchema,
  localeMetricsSchema,
  localePhrasesSchema,
} from './locale-schema.ts'
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
    'locale-language': localeLanguageSchema,
    'locale-phrases': localePhrasesSchema,
    'locale-metrics': localeMetricsSchema,
    'locale-dimensions': localeDimensionsSchema,
    'locale-members': localeMembersSchema,
    'locale-headers': localeHeadersSchema,
  }
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [`${name}.schema.json`, z.toJSONSchema(schema, { io: 'input' })]),
  )
}

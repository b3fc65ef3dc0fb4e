import { directionSchema, intentSchema, unitKinds } from '@salestalk/protocol'
import * as z from 'zod'

const id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected lower-case letters, digits and underscores')
const weightedPhrase = z.strictObject({ text: z.string().min(1), weight: z.number().min(0).max(1) })

/** taxonomy/default/intents/<id>.json: the phrases that suggest an intent. `<metric>`-like slots are not used; cues are plain phrases. */
export const intentEntrySchema = z.strictObject({
  id: intentSchema,
  label: z.string(),
  description: z.string(),
  aliases: z.array(z.string()),
  cues: z.array(weightedPhrase),
  examples: z.array(z.string()).min(1),
})

/** taxonomy/default/subjects/<id>.json. `entity` is the dimension whose members the subject talks about (products -> product), or null. */
export const subjectEntrySchema = z.strictObject({
  id,
  label: z.string(),
  synonyms: z.array(z.string()),
  entity: id.nullable(),
  metrics: z.array(id),
})

/** taxonomy/default/metrics/<id>.json. `columns` are header names (lower case, words separated by one space) that hold this metric in uploads. */
export const metricEntrySchema = z.strictObject({
  id,
  subject: id,
  label: z.string(),
  description: z.string(),
  synonyms: z.array(weightedPhrase),
  negativeSynonyms: z.array(z.string()),
  unit: z.enum(unitKinds),
  aggregation: z.enum(['sum', 'count', 'count_distinct', 'last', 'average', 'ratio']),
  numerator: id.nullable(),
  denominator: id.nullable(),
  direction: directionSchema,
  importance: z.number().min(0).max(1),
  dimensions: z.array(z.string()),
  columns: z.array(z.string()),
})

/** taxonomy/default/dimensions/<id>.json. `aliases` name well-known members ("NA": ["North America"] is written member first). */
export const dimensionEntrySchema = z.strictObject({
  id,
  label: z.string(),
  synonyms: z.array(weightedPhrase),
  columns: z.array(z.string()),
  parents: z.array(id),
  subject: id.nullable(),
  aliases: z.record(z.string(), z.array(z.string())),
})

/** taxonomy/default/everyday-words.json: a word -> groups of metrics, nearest group first; two of one group present means ambiguous. */
export const everydayWordSchema = z.strictObject({ word: z.string(), candidates: z.array(z.array(id).min(1)).min(1) })

export type IntentEntry = z.infer<typeof intentEntrySchema>
export type SubjectEntry = z.infer<typeof subjectEntrySchema>
export type MetricEntry = z.infer<typeof metricEntrySchema>
export type DimensionEntry = z.infer<typeof dimensionEntrySchema>
export type EverydayWord = z.infer<typeof everydayWordSchema>

/** The validated vocabulary. `phrases` and `time` hold the files of those folders by name, each validated by the stage that reads it. */
export interface Taxonomy {
  readonly version: string
  readonly intents: readonly IntentEntry[]
  readonly subjects: readonly SubjectEntry[]
  readonly metrics: readonly MetricEntry[]
  readonly dimensions: readonly DimensionEntry[]
  readonly everydayWords: readonly EverydayWord[]
  readonly phrases: Readonly<Record<string, unknown>>
  readonly time: Readonly<Record<string, unknown>>
}

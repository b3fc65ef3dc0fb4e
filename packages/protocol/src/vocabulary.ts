import * as z from 'zod'
import { type Interpretation, interpretationSchema } from './interpretation.ts'

/** Limits of a company's own vocabulary, far above what people write by hand. */
export const vocabularyLimits = {
  /** Synonyms, other names, forbidden phrases and preferences together. */
  entries: 2000,
  /** Metrics, dimensions, subjects and everyday words added together. */
  added: 200,
  phraseCharacters: 80,
  phraseWords: 8,
  /** Of the content as JSON. */
  bytes: 256 * 1024,
  reasonCharacters: 500,
  /** Questions of the history that a preview may read. */
  historyQuestions: 1000,
  /** Further questions that a preview may be given. */
  givenQuestions: 2000,
} as const

const entryId = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected lower-case letters, digits and underscores')
const phrases = z.array(z.string())

/** A phrase and how surely it means what it stands under: 1 is that and nothing else, less competes with other meanings. */
export const weightedPhraseSchema = z.strictObject({ text: z.string().min(1), weight: z.number().min(0).max(1) })
export type WeightedPhrase = z.infer<typeof weightedPhraseSchema>

export const fiscalPatterns = ['4-4-5', '4-5-4', '5-4-4'] as const

/** How a company counts time. With a pattern its fiscal quarters are of whole weeks, so many in each month. */
export const calendarSettingsSchema = z.strictObject({
  weekStart: z.enum(['monday', 'sunday']).default('monday'),
  /** 1 to 12; a fiscal year is named by the calendar year it ends in. */
  fiscalYearStartMonth: z.int().min(1).max(12).default(1),
  pattern: z.enum(fiscalPatterns).nullable().default(null),
  /** How 03/04/2025 is read; null asks. */
  dateOrder: z.enum(['day_first', 'month_first']).nullable().default(null),
})
export type CalendarSettings = z.infer<typeof calendarSettingsSchema>

export const defaultPeriods = [
  'all',
  'this_month',
  'last_month',
  'last_30_days',
  'this_quarter',
  'last_quarter',
  'this_fiscal_quarter',
  'last_fiscal_quarter',
  'this_year',
  'last_year',
  'this_fiscal_year',
  'last_fiscal_year',
  'last_12_months',
] as const
export const defaultPeriodSchema = z.enum(defaultPeriods)
export type DefaultPeriod = z.infer<typeof defaultPeriodSchema>

export const vocabularySettingsSchema = z.strictObject({
  calendar: calendarSettingsSchema.prefault({}),
  /** What a question without a time is about, where its kind does not say ("why" is about last month). */
  defaultPeriod: defaultPeriodSchema.default('all'),
})
export type VocabularySettings = z.infer<typeof vocabularySettingsSchema>

const term = z.string().min(1)
/** What an everyday word means in this company: one metric, or one member of a dimension. */
export const preferenceSchema = z.union([
  z.strictObject({ term, metric: entryId }),
  z.strictObject({ term, dimension: entryId, member: z.string().min(1) }),
])
export type Preference = z.infer<typeof preferenceSchema>

/** Dimension id -> member -> phrases. */
const memberPhrases = z.record(entryId, z.record(z.string(), phrases))

/** The parts of a company's own vocabulary that say what words mean; ids are those of the common vocabulary or of its data. */
export const companyWordsShape = {
  hide: z
    .strictObject({ metrics: z.array(entryId).default([]), dimensions: z.array(entryId).default([]) })
    .prefault({}),
  synonyms: z
    .strictObject({
      metrics: z.record(entryId, z.array(weightedPhraseSchema)).default({}),
      dimensions: z.record(entryId, z.array(weightedPhraseSchema)).default({}),
    })
    .prefault({}),
  /** Metric id -> longer phrases that hold its name and are not it ("sales tax" is no sales). */
  negativeSynonyms: z.record(entryId, phrases).default({}),
  /** Dimension id -> member -> other names. */
  aliases: memberPhrases.default({}),
  /** Phrases that shall not mean what they would otherwise. */
  forbid: z
    .strictObject({
      metrics: z.record(entryId, phrases).default({}),
      dimensions: z.record(entryId, phrases).default({}),
      aliases: memberPhrases.default({}),
    })
    .prefault({}),
  preferences: z.array(preferenceSchema).default([]),
  settings: vocabularySettingsSchema.prefault({}),
}

const addedEntries = z.array(z.record(z.string(), z.unknown())).default([])

/** Everything a company changes about the vocabulary. What it adds has the shapes of taxonomy/schema and is checked when it is proposed. */
export const vocabularyContentSchema = z.strictObject({
  add: z
    .strictObject({
      subjects: addedEntries,
      metrics: addedEntries,
      dimensions: addedEntries,
      everydayWords: addedEntries,
    })
    .prefault({}),
  ...companyWordsShape,
})
export type VocabularyContent = z.infer<typeof vocabularyContentSchema>

/** One version as the history lists it. 0 is before the first: nothing, or the file an operator put there. */
export const vocabularyVersionSchema = z.object({
  version: z.int().min(0),
  /** Null for version 0. */
  changedBy: z.string().nullable(),
  changedAt: z.string().nullable(),
  reason: z.string().nullable(),
  /** The version that this one brought back, null for others. */
  restores: z.int().min(0).nullable(),
})
export type VocabularyVersion = z.infer<typeof vocabularyVersionSchema>

/** GET /v1/vocabulary, PUT /v1/vocabulary, POST /v1/vocabulary/rollback, GET /v1/vocabulary/versions/{version} */
export const vocabularySchema = vocabularyVersionSchema.extend({
  content: vocabularyContentSchema,
  /** What of it has no effect now, one sentence each, such as names of members that are gone. */
  notes: z.array(z.string()),
})
export type Vocabulary = z.infer<typeof vocabularySchema>

/** GET /v1/vocabulary/versions, latest first. */
export const vocabularyVersionsSchema = z.object({
  versions: z.array(vocabularyVersionSchema),
  cursor: z.string().nullable(),
})
export type VocabularyVersions = z.infer<typeof vocabularyVersionsSchema>

/** POST /v1/vocabulary/preview; `questions` are read besides the company's history. */
export const previewVocabularyRequestSchema = z.strictObject({
  content: vocabularyContentSchema,
  questions: z.array(z.string().max(2000)).max(vocabularyLimits.givenQuestions).default([]),
  historyLimit: z.int().min(0).max(vocabularyLimits.historyQuestions).default(300),
})
export type PreviewVocabularyRequest = z.input<typeof previewVocabularyRequestSchema>

const reason = z.string().trim().min(1).max(vocabularyLimits.reasonCharacters).nullable().default(null)

/** PUT /v1/vocabulary; `baseVersion` is the version the change was made from: 409 when there is another one by now. */
export const saveVocabularyRequestSchema = z.strictObject({
  content: vocabularyContentSchema,
  baseVersion: z.int().min(0),
  reason,
})
export type SaveVocabularyRequest = z.input<typeof saveVocabularyRequestSchema>

/** POST /v1/vocabulary/rollback: a new version with the content of an earlier one. */
export const rollbackVocabularyRequestSchema = z.strictObject({
  version: z.int().min(0),
  baseVersion: z.int().min(0),
  reason,
})
export type RollbackVocabularyRequest = z.input<typeof rollbackVocabularyRequestSchema>

/** Something wrong with a proposed vocabulary, with the place in it and the nearest name there is. */
export const vocabularyProblemSchema = z.object({
  path: z.string(),
  message: z.string(),
  suggestion: z.string().nullable(),
})
export type VocabularyProblem = z.infer<typeof vocabularyProblemSchema>

/** The parts of a reading that say what is asked for. */
export const readingSlots = [
  'intent',
  'metrics',
  'filters',
  'having',
  'breakdown',
  'rank',
  'calculation',
  'time',
  'periods',
  'comparison',
  'target',
] as const satisfies readonly (keyof Interpretation)[]

export const readingPartSchema = z.enum(['kind', 'reason', ...readingSlots, 'readings'])
export type ReadingPart = z.infer<typeof readingPartSchema>

const shownReadingSchema = z.object({
  kind: interpretationSchema.shape.kind,
  reason: interpretationSchema.shape.reason,
  restatement: z.string(),
})
export type ShownReading = z.infer<typeof shownReadingSchema>

/** A stored question that a change reads differently, and how. */
export const changedQuestionSchema = z.object({
  question: z.string(),
  source: z.enum(['history', 'given']),
  /** How often it was asked in this way, within what was read. */
  times: z.int().positive(),
  before: shownReadingSchema,
  after: shownReadingSchema,
  parts: z.array(readingPartSchema),
})
export type ChangedQuestion = z.infer<typeof changedQuestionSchema>

/** What a proposed vocabulary would do. With problems it cannot be accepted, and no question was read. */
export const vocabularyPreviewSchema = z.object({
  /** The version it was compared with. */
  baseVersion: z.int().min(0),
  problems: z.array(vocabularyProblemSchema),
  warnings: z.array(vocabularyProblemSchema),
  read: z.object({
    history: z.int().min(0),
    given: z.int().min(0),
    /** There are further questions in the history that were not read. */
    more: z.boolean(),
  }),
  changes: z.array(changedQuestionSchema),
})
export type VocabularyPreview = z.infer<typeof vocabularyPreviewSchema>

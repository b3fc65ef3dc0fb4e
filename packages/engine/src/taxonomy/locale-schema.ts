import * as z from 'zod'

const form = z.string().min(1)
const forms = z.array(form).min(1)

/**
 * Words of the vocabulary's own language -> how the locale says them. A form may hold `{a,b}` for alternatives, `{number}` and the names
 * of the locale's classes for slots that the key repeats: "{number} {unit} ago": ["vor {number} {unit}"]. The key "" is for words that
 * say nothing. "^form$" only counts where it is the whole message.
 */
export const localePhrasesSchema = z.record(z.string(), forms)

const named = z.record(
  z.string(),
  z.strictObject({
    label: z.string().min(1),
    /** In the singular. */
    synonyms: z.array(form).default([]),
    /** Plurals that differ from their singular by more than one of the language's plural endings. */
    plurals: z.array(form).default([]),
  }),
)

/** taxonomy/locales/<language>/metrics.json: metric id -> what the locale calls it. */
export const localeMetricsSchema = named
/** taxonomy/locales/<language>/dimensions.json: dimension id -> what the locale calls it. */
export const localeDimensionsSchema = named
/** taxonomy/locales/<language>/members.json: well-known members ("Germany") -> their names. */
export const localeMembersSchema = z.record(z.string(), forms)

/** taxonomy/locales/<language>/headers.json: headers of the vocabulary's own language -> headers of files that say the same. */
export const localeHeadersSchema = z.record(z.string(), forms)

/** taxonomy/locales/<language>/language.json: how the language is written and inflected. */
export const localeLanguageSchema = z.strictObject({
  /** ISO 639-1. */
  language: z.string().regex(/^[a-z]{2}$/, 'expected an ISO 639-1 code in lower case'),
  /** BCP 47, for numbers and dates in answers. */
  locale: z.string().min(2),
  name: z.string().min(1),
  nativeName: z.string().min(1),
  /** Spellings of the same letter, the second written for the first, beyond accents, which never count. */
  folding: z.array(z.tuple([form, z.string()])),
  /** Endings that say nothing about which word it is, in folded letters; the longest is taken off where `shortestStem` letters remain. */
  endings: z.array(form),
  shortestStem: z.int().min(2),
  /** Those of the endings that make a name of one thing the name of several. */
  pluralEndings: z.array(form),
  /** A comma splits decimals, a point or a space groups thousands. */
  decimalComma: z.boolean(),
  /** How "3.4.2025" reads. */
  dateOrder: z.enum(['day_first', 'month_first']),
  /** Figures with a point are ordinals ("3. Quartal"). */
  ordinalPoint: z.boolean(),
  /** Words are written together ("Quartalsumsatz"); null where they are not. */
  compounds: z
    .strictObject({
      shortestPart: z.int().min(2),
      /** Letters between the parts. */
      linkers: z.array(z.string()),
      /** What a first part says, where it is not its word: "quarterly": ["quartal"]. */
      first: localePhrasesSchema,
      /** What a last part makes of the rest, "{rest}": "number of {rest}": ["anzahl"]. */
      last: localePhrasesSchema,
    })
    .nullable(),
  /** Classes of words that forms name as slots: "unit" -> { "month": ["Monat"] }. */
  classes: z.record(z.string(), localePhrasesSchema),
})

/** All of one locale, validated. `phrases` merges the files of its folders phrases/ and time/. */
export interface Locale {
  readonly language: z.infer<typeof localeLanguageSchema>
  readonly phrases: z.infer<typeof localePhrasesSchema>
  readonly metrics: z.infer<typeof localeMetricsSchema>
  readonly dimensions: z.infer<typeof localeDimensionsSchema>
  readonly members: z.infer<typeof localeMembersSchema>
  readonly headers: z.infer<typeof localeHeadersSchema>
}

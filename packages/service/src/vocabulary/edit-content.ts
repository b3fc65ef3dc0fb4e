import { ownValue } from '@salestalk/engine'
import {
  calendarSettingsSchema,
  defaultPeriodSchema,
  type Preference,
  type VocabularyContent,
  type VocabularySettings,
} from '@salestalk/protocol'

/** What a phrase can be about. */
export type PhraseTarget =
  | { readonly kind: 'metrics'; readonly id: string }
  | { readonly kind: 'dimensions'; readonly id: string }
  | { readonly kind: 'member'; readonly dimension: string; readonly member: string }

/** The content with further names of a metric, a dimension or a member; a name it has already gets the new weight. */
export function withNames(
  content: VocabularyContent,
  target: PhraseTarget,
  phrases: readonly string[],
  weight = 1,
): VocabularyContent {
  if (target.kind === 'member') return { ...content, aliases: withMemberPhrases(content.aliases, target, phrases) }
  const { kind, id } = target
  const added = phrases.map((text) => ({ text, weight }))
  const kept = (ownValue(content.synonyms[kind], id) ?? []).filter(
    ({ text }) => !phrases.some((phrase) => isSame(phrase, text)),
  )
  return {
    ...content,
    synonyms: { ...content.synonyms, [kind]: { ...content.synonyms[kind], [id]: [...kept, ...added] } },
  }
}

/** The content with phrases that shall not mean something; names the company gave it are taken back with them. */
export function withForbidden(
  content: VocabularyContent,
  target: PhraseTarget,
  phrases: readonly string[],
): VocabularyContent {
  const { forbid } = content
  if (target.kind === 'member') {
    return { ...content, forbid: { ...forbid, aliases: withMemberPhrases(forbid.aliases, target, phrases) } }
  }
  const { kind, id } = target
  const all = [...new Set([...(ownValue(forbid[kind], id) ?? []), ...phrases])]
  return { ...content, forbid: { ...forbid, [kind]: { ...forbid[kind], [id]: all } } }
}

/** The content with what a word means here, in place of what it meant before. */
export function withPreference(content: VocabularyContent, preference: Preference): VocabularyContent {
  const others = content.preferences.filter(({ term }) => !isSame(term, preference.term))
  return { ...content, preferences: [...others, preference] }
}

/** The content without a phrase, wherever it stands. */
export function withoutPhrase(content: VocabularyContent, phrase: string): VocabularyContent {
  const keep = (other: string) => !isSame(other, phrase)
  const lists = (record: Record<string, string[]>) => mapped(record, (phrases) => phrases.filter(keep))
  const members = (record: Record<string, Record<string, string[]>>) => withoutEmpty(mapped(record, lists))
  const weighted = (record: VocabularyContent['synonyms']['metrics']) =>
    mapped(record, (phrases) => phrases.filter(({ text }) => keep(text)))
  const { synonyms, forbid } = content
  return {
    ...content,
    synonyms: { metrics: weighted(synonyms.metrics), dimensions: weighted(synonyms.dimensions) },
    negativeSynonyms: lists(content.negativeSynonyms),
    aliases: members(content.aliases),
    forbid: { metrics: lists(forbid.metrics), dimensions: lists(forbid.dimensions), aliases: members(forbid.aliases) },
    preferences: content.preferences.filter(({ term }) => keep(term)),
  }
}

/** The names that settings have on the command line. */
export const settingNames = ['default-period', 'week-start', 'fiscal-year-start', 'pattern', 'date-order'] as const
export type SettingName = (typeof settingNames)[number]

/** The content with one setting changed; "none" takes back a pattern or an order. Throws a ZodError for a value that is none. */
export function withSetting(content: VocabularyContent, name: SettingName, value: string): VocabularyContent {
  return { ...content, settings: changedSettings(content.settings, name, value === 'none' ? null : value) }
}

function changedSettings(settings: VocabularySettings, name: SettingName, value: string | null): VocabularySettings {
  const withCalendar = (change: object): VocabularySettings => ({
    ...settings,
    calendar: calendarSettingsSchema.parse({ ...settings.calendar, ...change }),
  })
  switch (name) {
    case 'default-period':
      return { ...settings, defaultPeriod: defaultPeriodSchema.parse(value) }
    case 'week-start':
      return withCalendar({ weekStart: value })
    case 'fiscal-year-start':
      return withCalendar({ fiscalYearStartMonth: Number(value) })
    case 'pattern':
      return withCalendar({ pattern: value })
    case 'date-order':
      return withCalendar({ dateOrder: value })
  }
}

function withMemberPhrases(
  record: Record<string, Record<string, string[]>>,
  { dimension, member }: Extract<PhraseTarget, { kind: 'member' }>,
  phrases: readonly string[],
): Record<string, Record<string, string[]>> {
  const members = new Map(Object.entries(ownValue(record, dimension) ?? {}))
  members.set(member, [...new Set([...(members.get(member) ?? []), ...phrases])])
  return { ...record, [dimension]: Object.fromEntries(members) }
}

function isSame(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase()
}

/** The record with every list changed, and without those that became empty. */
function mapped<Value>(record: Record<string, Value>, change: (value: Value) => Value): Record<string, Value> {
  return withoutEmpty(Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)])))
}

function withoutEmpty<Value>(record: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => Object.keys(Object(value)).length > 0))
}

import type { CompanyWords } from '../../taxonomy/schema.ts'
import { nameKeys } from '../text/words.ts'
import type { MemberBuilder } from './member-builder.ts'
import { addPhrase, type PhraseTable } from './phrase-table.ts'
import type { LexiconDimension, LexiconMetric, Meaning } from './types.ts'

/** The company's own names of metrics and dimensions, also of those that only its data knows. */
export function addCompanyPhrases(
  table: PhraseTable,
  metrics: ReadonlyMap<string, LexiconMetric>,
  dimensions: readonly LexiconDimension[],
  company: CompanyWords | null,
): void {
  if (company === null) return
  for (const [metric, phrases] of Object.entries(company.synonyms.metrics)) {
    if (!metrics.has(metric)) continue
    for (const { text, weight } of phrases) {
      const rule = weight === 1 ? 'company-synonym' : 'metric-synonym'
      addPhrase(table, text, { kind: 'metric', metric, weight, rule })
    }
  }
  for (const [metric, phrases] of Object.entries(company.negativeSynonyms)) {
    if (!metrics.has(metric)) continue
    for (const phrase of phrases) addPhrase(table, phrase, { kind: 'negative', metric, phrase: phrase.toLowerCase() })
  }
  const known = new Set(dimensions.map(({ id }) => id))
  for (const [dimension, phrases] of Object.entries(company.synonyms.dimensions)) {
    if (!known.has(dimension)) continue
    for (const { text, weight } of phrases) addPhrase(table, text, { kind: 'dimension', dimension, weight })
  }
}

/** "sales" means net revenue here, whatever else it may mean elsewhere; a verb goes on to imply, but only that metric. */
export function preferMetrics(
  table: PhraseTable,
  metrics: ReadonlyMap<string, LexiconMetric>,
  company: CompanyWords | null,
): void {
  for (const preference of company?.preferences ?? []) {
    if (!('metric' in preference) || !metrics.has(preference.metric)) continue
    const { metric } = preference
    const key = nameKeys(preference.term, table.equivalents).join(' ')
    const meanings = table.meanings.get(key) ?? []
    const verbs = meanings.flatMap((meaning): Meaning[] =>
      meaning.kind === 'implied' && meaning.verb ? [{ ...meaning, metrics: [metric], far: false }] : [],
    )
    table.meanings.set(key, [...meanings.filter((meaning) => !namesMeasure(meaning)), ...verbs])
    if (verbs.length === 0) {
      addPhrase(table, preference.term, { kind: 'metric', metric, weight: 1, rule: 'company-preference' })
    }
  }
}

/** Words that mean one member here: no metric, dimension or other member is meant by them any more. */
export function preferMembers(
  table: PhraseTable,
  builder: MemberBuilder,
  dimensions: readonly LexiconDimension[],
  company: CompanyWords | null,
): void {
  for (const preference of company?.preferences ?? []) {
    if ('metric' in preference) continue
    const dimension = dimensions.findIndex(({ id }) => id === preference.dimension)
    const member = builder.values.findIndex(
      (value, position) => builder.dimensionOf[position] === dimension && value === preference.member,
    )
    const words = nameKeys(preference.term, table.equivalents)
    if (member < 0 || words.length === 0) continue
    const key = words.join(' ')
    builder.names.claim(
      words.map((word) => builder.names.number(word)),
      member,
    )
    const meanings = table.meanings.get(key)
    const kept = meanings?.filter((meaning) => !namesMeasure(meaning) && meaning.kind !== 'dimension')
    if (kept !== undefined) table.meanings.set(key, kept)
  }
}

function namesMeasure({ kind }: Meaning): boolean {
  return kind === 'metric' || kind === 'implied' || kind === 'absent'
}

/** "dimension|member|key" of the names that members shall not have. */
export function forbiddenAliases(
  company: CompanyWords | null,
  equivalents: Readonly<Record<string, string>>,
): ReadonlySet<string> {
  const forbidden = new Set<string>()
  for (const [dimension, members] of Object.entries(company?.forbid.aliases ?? {})) {
    for (const [member, phrases] of Object.entries(members)) {
      for (const phrase of phrases) forbidden.add(aliasKey(dimension, member, nameKeys(phrase, equivalents).join(' ')))
    }
  }
  return forbidden
}

export function aliasKey(dimension: string, member: string, phraseKey: string): string {
  return `${dimension}|${member}|${phraseKey}`
}

import type { CompanyWords } from '../../taxonomy/schema.ts'
import { nameKeys } from '../text/words.ts'
import type { Meaning } from './types.ts'

/** What a company says about a phrase as the name of one thing: how sure it is, or null for never. By `rulingKey`. */
export type Rulings = ReadonlyMap<string, number | null>

export function rulingKey(kind: 'metric' | 'dimension', id: string, phraseKey: string): string {
  return `${kind}|${id}|${phraseKey}`
}

/** Every word of a company's own about names of metrics and dimensions, for all sources of names to keep to. */
export function rulingsOf(company: CompanyWords | null, equivalents: Readonly<Record<string, string>>): Rulings {
  const rulings = new Map<string, number | null>()
  if (company === null) return rulings
  const keyOf = (phrase: string) => nameKeys(phrase, equivalents).join(' ')
  const kinds = [
    ['metric', company.synonyms.metrics, company.forbid.metrics],
    ['dimension', company.synonyms.dimensions, company.forbid.dimensions],
  ] as const
  for (const [kind, synonyms, forbidden] of kinds) {
    for (const [id, phrases] of Object.entries(synonyms)) {
      for (const { text, weight } of phrases) rulings.set(rulingKey(kind, id, keyOf(text)), weight)
    }
    for (const [id, phrases] of Object.entries(forbidden)) {
      for (const phrase of phrases) rulings.set(rulingKey(kind, id, keyOf(phrase)), null)
    }
  }
  return rulings
}

/** The meaning as the company wants it: with its own weight, without metrics it forbids, or null when nothing is left of it. */
export function underRulings(rulings: Rulings, phraseKey: string, meaning: Meaning): Meaning | null {
  if (rulings.size === 0) return meaning
  if (meaning.kind === 'metric' || meaning.kind === 'dimension') {
    const id = meaning.kind === 'metric' ? meaning.metric : meaning.dimension
    const weight = rulings.get(rulingKey(meaning.kind, id, phraseKey))
    if (weight === undefined) return meaning
    return weight === null ? null : { ...meaning, weight }
  }
  if (meaning.kind !== 'implied') return meaning
  const metrics = meaning.metrics.filter((id) => rulings.get(rulingKey('metric', id, phraseKey)) !== null)
  return metrics.length === 0 ? null : { ...meaning, metrics }
}

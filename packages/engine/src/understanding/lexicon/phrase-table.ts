import { nameKeys } from '../text/words.ts'
import { type Rulings, underRulings } from './rulings.ts'
import type { Meaning } from './types.ts'

/** Collects what each phrase of the closed vocabulary means while a lexicon is compiled. */
export interface PhraseTable {
  readonly meanings: Map<string, Meaning[]>
  readonly words: Set<string>
  longest: number
  readonly equivalents: Readonly<Record<string, string>>
  /** What the company says about names, which every source of them keeps to. */
  readonly rulings: Rulings
}

export function createPhraseTable(
  equivalents: Readonly<Record<string, string>>,
  rulings: Rulings = new Map(),
): PhraseTable {
  return { meanings: new Map(), words: new Set(), longest: 1, equivalents, rulings }
}

/** Adds a phrase with one meaning; the same meaning twice keeps the stronger. */
export function addPhrase(table: PhraseTable, phrase: string, proposed: Meaning): void {
  const words = nameKeys(phrase, table.equivalents)
  const meaning = underRulings(table.rulings, words.join(' '), proposed)
  if (words.length === 0 || meaning === null) return
  for (const word of words) table.words.add(word)
  // Spelling is corrected towards words as they are written, plurals included.
  for (const word of phrase.toLowerCase().split(' ')) if (/^[a-z]{4,}$/.test(word)) table.words.add(word)
  if (words.length > table.longest) table.longest = words.length
  addMeaning(table, words.join(' '), meaning)
}

/** Adds a meaning to a phrase known by its key; the same meaning twice keeps the stronger. */
export function addMeaning(table: PhraseTable, key: string, meaning: Meaning): void {
  const present = table.meanings.get(key)
  if (!present) {
    table.meanings.set(key, [meaning])
    return
  }
  const same = present.findIndex((other) => sameMeaning(other, meaning))
  if (same < 0) present.push(meaning)
  else if (weightOf(meaning) > weightOf(present[same])) present[same] = meaning
}

/** Whether a phrase already has a meaning of this kind. */
export function hasMeaning(table: PhraseTable, phrase: string, kind: Meaning['kind']): boolean {
  const key = nameKeys(phrase, table.equivalents).join(' ')
  return (table.meanings.get(key) ?? []).some((meaning) => meaning.kind === kind)
}

function weightOf(meaning: Meaning | undefined): number {
  return meaning && 'weight' in meaning ? meaning.weight : 0
}

function sameMeaning(left: Meaning, right: Meaning): boolean {
  if (left.kind !== right.kind) return false
  if (left.kind === 'metric' && right.kind === 'metric') return left.metric === right.metric
  if (left.kind === 'dimension' && right.kind === 'dimension') return left.dimension === right.dimension
  if (left.kind === 'cue' && right.kind === 'cue') return left.cue === right.cue
  if (left.kind === 'absent' && right.kind === 'absent') return left.metric === right.metric
  if (left.kind === 'record' && right.kind === 'record') return left.dataset === right.dataset
  if (left.kind === 'refusal' && right.kind === 'refusal') return left.refusal === right.refusal
  if (left.kind === 'negative' && right.kind === 'negative') {
    return left.metric === right.metric && left.phrase === right.phrase
  }
  return left.kind === right.kind
}

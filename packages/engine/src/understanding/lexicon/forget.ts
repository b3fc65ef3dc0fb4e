import { nameKeys, wordKey } from '../text/words.ts'
import type { Lexicon } from './types.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * The lexicon of a company that never heard a phrase: what becomes of a question then shows how much its reading depends on words that may
 * be missing elsewhere. Null where the phrase means nothing anyway. Members of dimensions are not forgotten.
 */
export function forgetPhrase(lexicon: Lexicon, phrase: string): Lexicon | null {
  const { equivalents } = lexicon.grammar
  const keys = nameKeys(phrase, equivalents)
  const key = keys.join(' ')
  if (!lexicon.phrases.has(key)) return null
  const phrases = new Map(lexicon.phrases)
  phrases.delete(key)
  if (keys.length > 1) return { ...lexicon, phrases }
  const forgotten = wordsByKey(lexicon.vocabulary.known, equivalents).get(key) ?? []
  return { ...lexicon, phrases, vocabulary: without(lexicon.vocabulary, new Set([key, ...forgotten])) }
}

// Questions are read again without one phrase after another of the same company.
const keyed = new WeakMap<ReadonlySet<string>, ReadonlyMap<string, readonly string[]>>()

function wordsByKey(
  known: ReadonlySet<string>,
  equivalents: Readonly<Record<string, string>>,
): ReadonlyMap<string, readonly string[]> {
  const before = keyed.get(known)
  if (before) return before
  const grouped = new Map<string, string[]>()
  for (const word of known) {
    const key = wordKey(word, equivalents)
    grouped.set(key, [...(grouped.get(key) ?? []), word])
  }
  keyed.set(known, grouped)
  return grouped
}

function without({ known, byLength }: Vocabulary, forgotten: ReadonlySet<string>): Vocabulary {
  const lost = [...forgotten].filter((word) => known.has(word))
  if (lost.length === 0) return { known, byLength }
  const lengths = new Map(byLength)
  for (const length of new Set(lost.map((word) => word.length))) {
    const group = byLength.get(length)
    if (!group) continue
    const kept = group.words.flatMap((word, index) => (forgotten.has(word) ? [] : [index]))
    lengths.set(length, {
      words: kept.map((index) => group.words[index] ?? ''),
      masks: Int32Array.from(kept, (index) => group.masks[index] ?? 0),
    })
  }
  const left = new Set(known)
  for (const word of lost) left.delete(word)
  return { known: left, byLength: lengths }
}

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
  const isForgotten = (word: string): boolean =>
    keys.length === 1 && (word === key || wordKey(word, equivalents) === key)
  return { ...lexicon, phrases, vocabulary: without(lexicon.vocabulary, isForgotten) }
}

function without({ known, byLength }: Vocabulary, isForgotten: (word: string) => boolean): Vocabulary {
  const forgotten = [...known].filter(isForgotten)
  if (forgotten.length === 0) return { known, byLength }
  const lengths = new Map(byLength)
  for (const length of new Set(forgotten.map((word) => word.length))) {
    const group = byLength.get(length)
    if (!group) continue
    const kept = group.words.flatMap((word, index) => (isForgotten(word) ? [] : [index]))
    lengths.set(length, {
      words: kept.map((index) => group.words[index] ?? ''),
      masks: Int32Array.from(kept, (index) => group.masks[index] ?? 0),
    })
  }
  return { known: new Set([...known].filter((word) => !isForgotten(word))), byLength: lengths }
}

import { membersNamed } from './members.ts'
import type { Lexicon } from './types.ts'

/** Whether a word is one of the vocabulary, of the company's data or of plain speech, and so says nothing about another language. */
export function isOwnWord(lexicon: Lexicon, normal: string, stem: string): boolean {
  const { members, phrases, timeVocabulary, timeWords, commonWords, grammar } = lexicon
  return (
    phrases.has(stem) ||
    timeVocabulary.has(normal) ||
    timeVocabulary.has(stem) ||
    timeWords.words.has(normal) ||
    commonWords.has(normal) ||
    normal in grammar.quantities.numbers ||
    normal in grammar.quantities.multipliers ||
    membersNamed(members, stem).length > 0
  )
}

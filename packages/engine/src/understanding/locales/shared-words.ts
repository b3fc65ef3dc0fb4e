import type { Lexicon } from '../lexicon/index.ts'
import { foldWord, wordKey } from '../text/words.ts'
import type { SourceToken } from './source-tokens.ts'

/** Words of the vocabulary's own language in a message of another ("Umsatz by region"). */
export function isShared(token: SourceToken, lexicon: Lexicon): boolean {
  const key = wordKey(foldWord(token.text), lexicon.grammar.equivalents)
  return lexicon.phrases.has(key) || lexicon.timeVocabulary.has(token.folded) || lexicon.members.names.find(key) >= 0
}

import type { Question } from '../../question/index.ts'
import type { Locale } from '../../taxonomy/locale-schema.ts'
import type { Lexicon } from '../lexicon/index.ts'
import { membersNamed } from '../lexicon/members.ts'
import { isOwnWord } from '../lexicon/own-words.ts'
import { corrections } from '../lexicon/vocabulary.ts'
import { foldWord, type QuestionWord, questionWords, wordKey } from '../text/words.ts'
import { type LocaleReader, readerOf } from './compile-locale.ts'
import { glossCompound } from './compounds.ts'
import { matchesFrom, wordsOf } from './dictionary.ts'
import { glossMisspelled, withSlips } from './slips.ts'
import type { SourceToken } from './source-tokens.ts'
import { tokensOf } from './translate.ts'

/** How a message's words are spread over two languages. */
export interface LocaleChoice {
  readonly reader: LocaleReader
  /** More of the words are of the locale alone than of the vocabulary's own language alone. */
  readonly first: boolean
  /** How many words are of the locale alone, misspelled ones with them. */
  readonly words: number
}

interface Counted {
  readonly own: number
  /** Words nobody knows that may be misspelled ones of the locale. */
  readonly near: number
  readonly other: number
}

/** The locale with the most words of a message that the vocabulary itself does not have; null when it has them all, or no locale has any. */
export function chooseLocale(question: Question, lexicon: Lexicon): LocaleChoice | null {
  const { locales } = lexicon.taxonomy
  if (locales.length === 0) return null
  const foreign = wordsNobodyKnows(question, lexicon)
  if (foreign.length === 0) return null
  let best: (Counted & { readonly locale: Locale }) | null = null
  for (const locale of locales) {
    const reader = readerOf(locale, lexicon)
    if (!foreign.some(({ text }) => mayHold(text, reader, lexicon))) continue
    const counted = countWords(question.text, reader, lexicon)
    if (counted.own > 0 && (best === null || weight(counted) > weight(best))) best = { locale, ...counted }
  }
  return best === null
    ? null
    : { reader: readerOf(best.locale, lexicon), first: best.own > best.other, words: best.own + best.near }
}

function wordsNobodyKnows(question: Question, lexicon: Lexicon): QuestionWord[] {
  return questionWords(question, lexicon.grammar.equivalents).filter(
    ({ normal, stem, text }) => /^[\p{L}\p{M}'’.]{2,}$/u.test(text) && !isOwnWord(lexicon, normal, stem),
  )
}

/** Misspelled words only tell apart what the others leave open. */
function weight({ own, near, other }: Counted): number {
  return own - other + near / 100
}

/** The locale whose misspelled words, its own and names are all that a message holds. */
export function chooseByMisspelled(question: Question, lexicon: Lexicon): LocaleChoice | null {
  if (wordsNobodyKnows(question, lexicon).length === 0) return null
  const counted = lexicon.taxonomy.locales
    .map((locale) => readerOf(locale, lexicon))
    .filter((reader) => holdsMisspelled(question.text, reader, lexicon))
    .map((reader) => ({ reader, ...countWords(question.text, reader, lexicon) }))
    .filter(({ near, other }) => near > 0 && other === 0)
    .toSorted((left, right) => weight(right) - weight(left))
  const [best, next] = counted
  if (!best || (next && weight(next) === weight(best))) return null
  return { reader: best.reader, first: false, words: best.own + best.near }
}

/** Whether any word nobody knows could be a misspelled one of a locale: without one, the others need not be told apart. */
function holdsMisspelled(text: string, reader: LocaleReader, lexicon: Lexicon): boolean {
  return withSlips(tokensOf(text, reader), reader, lexicon).some((token) => {
    if (token.kind !== 'word' || token.text.length < 2) return false
    const normal = foldWord(token.text)
    const known = isOwnWord(lexicon, normal, wordKey(normal, lexicon.grammar.equivalents))
    return !known && isMisspelled(token, reader, lexicon)
  })
}

/** Whether a word could be of a locale at all: a quick look that saves the long one for most misspelled words. */
function mayHold(text: string, reader: LocaleReader, lexicon: Lexicon): boolean {
  const folded = reader.inflection.fold(text)
  if (reader.dictionary.words.has(folded) || reader.names.words.has(folded)) return true
  const stem = reader.inflection.stem(folded)
  const begins = reader.dictionary.root.words.has(stem) || reader.names.root.words.has(stem)
  return begins || glossCompound(folded, reader, lexicon) !== null
}

/** Words that only the locale knows, and words that only the vocabulary's own language knows. */
function countWords(text: string, reader: LocaleReader, lexicon: Lexicon): Counted {
  let own = 0
  let near = 0
  let other = 0
  const tokens = withSlips(tokensOf(text, reader), reader, lexicon)
  const said = saidBy(tokens, reader)
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'word' || token.text.length < 2) continue
    const normal = foldWord(token.text)
    const key = wordKey(normal, lexicon.grammar.equivalents)
    const known = isOwnWord(lexicon, normal, key)
    if (!known && isOfLocale(token, said[index], reader, lexicon)) own += 1
    else if (!known && isMisspelled(token, reader, lexicon)) near += 1
    // Names of the company's own data are of no language.
    else if (known && said[index] === undefined && membersNamed(lexicon.members, key).length === 0) other += 1
  }
  return { own, near, other }
}

function isMisspelled(token: SourceToken, reader: LocaleReader, lexicon: Lexicon): boolean {
  if (token.slips === undefined && glossMisspelled(token.folded, reader, lexicon) === null) return false
  return corrections(lexicon.vocabulary, foldWord(token.text)).length === 0
}

type Said = 'exactly' | 'with another ending' | undefined

/** How the locale's forms cover the tokens of a message. */
function saidBy(tokens: readonly SourceToken[], reader: LocaleReader): Said[] {
  if (reader.dictionary.whole.has(wordsOf(tokens))) return tokens.map(() => 'exactly')
  const said: Said[] = tokens.map(() => undefined)
  for (const from of tokens.keys()) {
    for (const { to, exact, edits } of [
      ...matchesFrom(reader.dictionary, tokens, from),
      ...matchesFrom(reader.names, tokens, from),
    ]) {
      if (edits > 0) continue
      for (let at = from; at < to; at += 1)
        if (exact || said[at] === undefined) said[at] = exact ? 'exactly' : 'with another ending'
    }
  }
  return said
}

/** What looks like a misspelling of a word of the vocabulary is no other language's word with an odd ending. */
function isOfLocale(token: SourceToken, said: Said, reader: LocaleReader, lexicon: Lexicon): boolean {
  if (said === 'exactly') return true
  if (said === undefined && glossCompound(token.folded, reader, lexicon) === null) return false
  return corrections(lexicon.vocabulary, foldWord(token.text)).length === 0
}

/** Whether any word of a message is of the locale, be it another language's as well. */
export function hasWordsOf(text: string, reader: LocaleReader): boolean {
  return tokensOf(text, reader).some(({ kind, folded }) => kind === 'word' && reader.dictionary.words.has(folded))
}

import type { Interpretation } from '@salestalk/protocol'
import { type Question, readQuestion } from '../../question/index.ts'
import type { Lexicon } from '../lexicon/index.ts'
import { isOwnWord } from '../lexicon/own-words.ts'
import { recognizeLanguage } from '../refusals/language.ts'
import { foldWord, wordKey } from '../text/words.ts'
import type { Conversation, UnderstandingContext } from '../types.ts'
import { chooseByMisspelled, chooseLocale, hasWordsOf, type LocaleChoice } from './choose-locale.ts'
import { mapBack } from './map-back.ts'
import { type Translation, translate } from './translate.ts'

const longestRead = 2000

/**
 * Reads a message in whichever language its words are of: one of a locale is put into the vocabulary's own words and read as those are.
 * A message of two languages is read in the second as well where the first gives nothing.
 */
export function understandInLocale(
  question: Question,
  { lexicon, conversation }: Pick<UnderstandingContext, 'lexicon' | 'conversation'>,
  read: (question: Question) => Interpretation,
): Interpretation {
  if (question.text.length > longestRead) return read(question)
  const choice = chooseLocale(question, lexicon) ?? chosenBefore(question, conversation, lexicon)
  if (choice === null) return readMisspelled(question, lexicon, read)
  if (isOther(question, choice, lexicon)) return read(question)
  const translation = translate(question.text, choice.reader, lexicon)
  const translated = () => readTranslated(question.text, translation, read)
  if (passesOver(question.text, translation, choice, lexicon)) return read(question)
  const ways = [translated, () => read(question)]
  const [first, second] = choice.first ? ways : ways.toReversed()
  const reading = first?.() ?? read(question)
  if (reading.kind !== 'refusal') return reading
  const other = second?.()
  const better = other?.kind === 'answerable' || (other?.kind !== 'refusal' && reading.reason === 'unbound_words')
  return other !== undefined && better ? other : reading
}

/** "Umastz am 24.12.": no word of it tells its language, but a misspelled one may. */
function readMisspelled(
  question: Question,
  lexicon: Lexicon,
  read: (question: Question) => Interpretation,
): Interpretation {
  const reading = read(question)
  if (reading.kind !== 'refusal' || reading.reason !== 'unbound_words') return reading
  const choice = chooseByMisspelled(question, lexicon)
  if (choice === null || isOther(question, choice, lexicon)) return reading
  const other = readTranslated(question.text, translate(question.text, choice.reader, lexicon), read)
  return other.kind === 'answerable' ? other : reading
}

/** "a pro APAC?" could be of several languages: the one the conversation is held in is meant. */
function chosenBefore(question: Question, conversation: Conversation, lexicon: Lexicon): LocaleChoice | null {
  const said =
    conversation.pending?.question ??
    conversation.frames
      .at(-1)
      ?.words.map(({ text }) => text)
      .join(' ')
  const before = said === undefined ? null : chooseLocale(readQuestion(said), lexicon)
  return before?.first && hasWordsOf(question.text, before.reader) ? before : null
}

/** Slovak shares many words with Czech: the language with the most of them is meant. */
function isOther(question: Question, choice: LocaleChoice, lexicon: Lexicon): boolean {
  return (recognizeLanguage(question, lexicon)?.words ?? 0) > choice.words
}

function readTranslated(
  text: string,
  translation: Translation,
  read: (question: Question) => Interpretation,
): Interpretation {
  return mapBack(read(readQuestion(translation.text)), text, translation)
}

/**
 * "win rate in Asia", "win rate gut": a word that no other word shows to be of the locale may not be passed over as one of it.
 */
function passesOver(text: string, { segments }: Translation, { first }: LocaleChoice, lexicon: Lexicon): boolean {
  const foreign = segments.filter(({ from, to, verbatim }) => {
    const word = foldWord(text.slice(from, to))
    return !verbatim && /\p{L}/u.test(word) && !isOwnWord(lexicon, word, wordKey(word, lexicon.grammar.equivalents))
  })
  const passed = foreign.filter(({ start, end }) => start === end)
  return passed.length > 0 && (!first || passed.length === foreign.length)
}

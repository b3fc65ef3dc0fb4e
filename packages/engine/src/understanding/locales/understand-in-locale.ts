import type { Interpretation } from '@salestalk/protocol'
import { type Question, readQuestion } from '../../question/index.ts'
import type { Lexicon } from '../lexicon/index.ts'
import { chooseLocale, type LocaleChoice } from './choose-locale.ts'
import { mapBack } from './map-back.ts'
import { translate } from './translate.ts'

const longestRead = 2000

/**
 * Reads a message in whichever language its words are of: one of a locale is put into the vocabulary's own words and read as those are.
 * A message of two languages is read in the second as well where the first gives nothing.
 */
export function understandInLocale(
  question: Question,
  lexicon: Lexicon,
  read: (question: Question) => Interpretation,
): Interpretation {
  const choice = question.text.length > longestRead ? null : chooseLocale(question, lexicon)
  if (choice === null) return read(question)
  const ways = [() => translated(question.text, choice, lexicon, read), () => read(question)]
  const [first, second] = choice.first ? ways : ways.toReversed()
  const reading = first?.() ?? read(question)
  if (reading.kind !== 'refusal') return reading
  const other = second?.()
  return other !== undefined && other.kind !== 'refusal' ? other : reading
}

function translated(
  text: string,
  { reader }: LocaleChoice,
  lexicon: Lexicon,
  read: (question: Question) => Interpretation,
): Interpretation {
  const translation = translate(text, reader, lexicon)
  return mapBack(read(readQuestion(translation.text)), text, translation)
}

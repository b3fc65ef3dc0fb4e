import { readQuestion } from '../question/index.ts'
import type { Lexicon } from './lexicon/index.ts'
import { prepareMessage } from './message.ts'
import { recognizeTimes } from './recognizers/times.ts'
import type { Calendar, TimeMatch } from './time/index.ts'

/** The time expressions of a text with its misspelled time words put right, as a question with these words would be read. */
export function readTimes(text: string, lexicon: Lexicon, calendar: Calendar): TimeMatch[] {
  const message = prepareMessage(readQuestion(text), lexicon, calendar)
  return recognizeTimes(message).flatMap(({ meaning }) => (meaning.kind === 'time' ? [meaning.match] : []))
}

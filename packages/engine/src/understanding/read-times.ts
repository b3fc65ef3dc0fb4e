import { readQuestion } from '../question/index.ts'
import { decode } from './decode.ts'
import type { Lexicon } from './lexicon/index.ts'
import { mendSpelling } from './mend-spelling.ts'
import { prepareMessage } from './message.ts'
import { recognizeTimes } from './recognizers/times.ts'
import type { Calendar, TimeMatch } from './time/index.ts'
import { recognize } from './understand.ts'

/** The time expressions of a text with its misspelled time words put right, as a question with these words would be read. */
export function readTimes(text: string, lexicon: Lexicon, calendar: Calendar): TimeMatch[] {
  const typed = prepareMessage(readQuestion(text), lexicon, calendar)
  const mended = mendSpelling(typed, decode(typed, recognize(typed), 1)[0])
  const message = mended ? prepareMessage(readQuestion(mended.text), lexicon, calendar) : typed
  return recognizeTimes(message).flatMap(({ meaning }) => (meaning.kind === 'time' ? [meaning.match] : []))
}

import { readQuestion } from '../../question/index.ts'
import type { Lexicon } from '../lexicon/index.ts'
import { prepareMessage } from '../message.ts'
import { recognizeNumbers } from '../recognizers/numbers.ts'
import { recognizeTimes } from '../recognizers/times.ts'
import { defaultCalendar } from '../time/index.ts'

/** What a phrase as a whole says by itself in every question: "last quarter" a time, "5" a number; null for any other phrase. */
export function saidByItself(phrase: string, lexicon: Lexicon): 'time' | 'number' | null {
  const message = prepareMessage(readQuestion(phrase), lexicon, defaultCalendar)
  const isWhole = ({ from, to }: { from: number; to: number }): boolean => from === 0 && to === message.words.length
  const isPeriod = recognizeTimes(message).some(
    (found) => isWhole(found) && found.meaning.kind === 'time' && found.meaning.match.kind !== 'grain',
  )
  if (isPeriod) return 'time'
  return recognizeNumbers(message).some((found) => isWhole(found) && found.meaning.kind === 'number') ? 'number' : null
}

import type { Candidate } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import { passedOver } from './passed-over.ts'

/** "busiest weekday, counting receipts": behind the question the word only leads to the measure; "not counting returns" leaves them out. */
export function readMeasureNames(message: Message, candidates: readonly Candidate[]): readonly Candidate[] {
  const found = [...message.words.keys()].flatMap((at) => {
    const opens = at > 1 && isFunctionWord(message, at, 'counting_by') && message.words[at]?.gap === 'comma'
    const noun = isFunctionWord(message, at + 1, 'belonging') ? at + 2 : at + 1
    const measured = candidates.some(
      ({ meaning, from, typos }) => meaning.kind === 'metric' && from === noun && typos === 0,
    )
    return opens && measured ? [passedOver(at, at + 1, 'ignore-counting')] : []
  })
  return [...candidates, ...found]
}

/** Whether words end at an index that say by what something is judged: "going by the renewal rate", "counting receipts". */
export function namesMeasureBehind(message: Message, noun: number): boolean {
  const at = isFunctionWord(message, noun - 1, 'belonging') ? noun - 1 : noun
  if (isFunctionWord(message, at - 1, 'counting_by')) return true
  return isFunctionWord(message, at - 1, 'by') && isFunctionWord(message, at - 2, 'judging')
}

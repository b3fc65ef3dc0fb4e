import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'

/** How far behind "if" stands the verb of what is supposed. */
const longestSupposition = 8

/** "how can we increase sales", "would dropping prices help": asks what to do, and not what is. */
export function seeksAdvice(message: Message): boolean {
  const { length } = message.words
  return message.words.some((_, index) => {
    if (isFunctionWord(message, index, 'how') && isFunctionWord(message, index + 1, 'advising')) {
      const subject = isFunctionWord(message, index + 2, 'advised') ? 1 : 0
      if (isFunctionWord(message, index + 2 + subject, 'improving')) return true
    }
    const wonders = isFunctionWord(message, index, 'happening') && (index === 0 || message.words[index]?.gap === 'stop')
    return wonders && hasFunctionWord(message, index + 2, length, 'helping')
  })
}

/** "if the dollar falls 5% what happens to our sales": asks what would be, whatever else it speaks of. */
export function supposes(message: Message): boolean {
  return message.words.some((_, index) => isSupposing(message, index))
}

function isSupposing(message: Message, index: number): boolean {
  const { words } = message
  if (!isFunctionWord(message, index, 'supposing')) return false
  const asksWhether = words[index]?.gap !== 'stop' && isFunctionWord(message, index - 1, 'before_whether')
  if (asksWhether || isFunctionWord(message, index + 1, 'after_polite_if')) return false
  const outcome = words.some(
    (_, at) => isFunctionWord(message, at, 'happening') && !isFunctionWord(message, at + 1, 'after_would'),
  )
  // Between "if" and its verb stands at least who does it.
  if (outcome) return true
  const end = clauseEnd(message, index)
  return words.some(
    (_, at) => at >= index + 2 && at < end && isFunctionWord(message, at, 'supposed') && !leavesOut(message, at, end),
  )
}

/** "if we leave Furniture aside" supposes nothing: it says what is not counted, where "if we leave Spain" does. */
function leavesOut(message: Message, at: number, end: number): boolean {
  return isFunctionWord(message, at, 'taking_away') && hasFunctionWord(message, at + 1, end, 'away')
}

function clauseEnd({ words }: Message, from: number): number {
  const rest = words.slice(from + 1, from + 1 + longestSupposition)
  const end = rest.findIndex(({ gap }) => gap === 'comma' || gap === 'stop' || gap === 'dash')
  return from + 1 + (end < 0 ? rest.length : end)
}

import { isFunctionWord } from './function-words.ts'
import type { Message } from './message.ts'

/**
 * Whether a listed "what" opens what somebody does, as a noun: "hours, fees and what we billed", "and what the landlords got". Behind an
 * auxiliary ("and what did we bill") it asks anew.
 */
export function opensNominal(message: Message, at: number): boolean {
  const listed = isFunctionWord(message, at - 1, 'and') || message.words[at]?.gap === 'comma'
  if (!listed || at === 0 || !isFunctionWord(message, at, 'what')) return false
  if (isFunctionWord(message, at + 1, 'narrator')) return true
  const subject = isFunctionWord(message, at + 1, 'belonging') || isFunctionWord(message, at + 1, 'they')
  return subject && !isFunctionWord(message, at + 1, 'part_of')
}

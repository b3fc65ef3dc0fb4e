import type { TimeSlot } from '@salestalk/protocol'
import { type Draft, isCue } from '../draft.ts'
import { hasFunctionWord } from '../function-words.ts'
import { issue } from './issues.ts'

/**
 * Whether periods named one after the other are asked about as one: "November and December together" is two months long.
 * Those that do not meet add up to no period, and are refused.
 */
export function areOnePeriod(draft: Draft, periods: readonly TimeSlot[]): boolean {
  if (!draft.items.some((item) => isCue(item, 'total') && hasFunctionWord(draft.message, item.from, item.to, 'as_one')))
    return false
  const meet = periods.every(({ start }, index) => index === 0 || start === periods[index - 1]?.end)
  if (!meet) issue(draft, 'unsupported_operation', 'I can only add up periods that follow one another.', 2.5)
  return meet
}

import { type Draft, type Item, isCue } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import type { TimeExpression } from '../time/index.ts'
import type { TimeGrain, TimeUnit } from '../time/types.ts'

export const unitDays: Readonly<Record<TimeUnit, number>> = {
  day: 1,
  week: 7,
  month: 30,
  quarter: 91,
  half: 182,
  year: 365,
}

/**
 * "quarterly win rate trend from July 2024": a course runs on from the period it starts with, where "revenue from July 2024" is of that month.
 * So it does where buckets are asked for that the period, of some length, is too short to be cut into.
 */
export function asCourse(draft: Draft, item: Item, expression: TimeExpression, length: TimeGrain): TimeExpression {
  if (expression.type === 'until') return throughout(draft, item, expression)
  const before = draft.items[item.index - 1]
  if (!before || !isCue(before, 'from') || !startsCourse.includes(expression.type)) return expression
  const tooShort = draft.grain !== null && unitDays[draft.grain] >= unitDays[length]
  return draft.cues.has('trend') || tooShort ? { type: 'since', from: expression, inclusive: true } : expression
}

const startsCourse: readonly TimeExpression['type'][] = ['period_of_year', 'year']

/** "running total through 2025", "month by month through 2025" go from the first day of that year to its last; "through June" only ends there. */
function throughout(draft: Draft, item: Item, expression: Extract<TimeExpression, { type: 'until' }>): TimeExpression {
  const { to } = expression
  const isYear = to.type === 'year' || (to.type === 'relative' && to.unit === 'year')
  const isCourse = draft.cues.has('running_total') || draft.grain !== null
  return isYear && isCourse && isFunctionWord(draft.message, item.from, 'throughout') ? to : expression
}

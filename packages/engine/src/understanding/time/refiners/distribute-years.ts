import type { TimeExpression, YearReference } from '../types.ts'

type Recurring = Extract<TimeExpression, { type: 'period_of_year' | 'date' | 'holiday' }>

function isRecurring(expression: TimeExpression): expression is Recurring {
  return expression.type === 'period_of_year' || expression.type === 'date' || expression.type === 'holiday'
}

function hasYear({ year, yearOffset, which }: YearReference): boolean {
  return year !== null || yearOffset !== null || which !== null
}

/**
 * A year said once serves the whole list: "Jan to Mar 2024", "Q1, Q2 and Q3 last year", "Q3 2024 vs Q2".
 * In a range or a chronological list a later member that lies earlier in the year belongs to the next one ("Q4 2023 to Q1").
 */
export function distribute(
  expressions: readonly TimeExpression[],
  order: 'range' | 'chronological' | 'free',
): TimeExpression[] {
  const filled = [...expressions]
  for (let index = filled.length - 2; index >= 0; index -= 1) {
    const later = filled[index + 1]
    const current = filled[index]
    if (later === undefined || current === undefined || !canLend(later, current)) continue
    const back = order === 'range' && position(current) > position(later) ? -1 : 0
    filled[index] = lend(later, current, back)
  }
  for (let index = 1; index < filled.length; index += 1) {
    const earlier = filled[index - 1]
    const current = filled[index]
    if (earlier === undefined || current === undefined || !canLend(earlier, current)) continue
    const forward = order !== 'free' && position(current) <= position(earlier) ? 1 : 0
    filled[index] = lend(earlier, current, forward)
  }
  return filled
}

function canLend(from: TimeExpression, to: TimeExpression): boolean {
  if (!isRecurring(from) || !isRecurring(to)) return false
  // "Q3 vs Q3 last year" names two different ones
  return from.which === null && hasYear(from) && !hasYear(to) && from.type === to.type && !isSameName(from, to)
}

function isSameName(left: Recurring, right: Recurring): boolean {
  if (left.type === 'holiday' && right.type === 'holiday') return left.name === right.name
  if (left.type === 'date' && right.type === 'date') return position(left) === position(right)
  if (left.type !== 'period_of_year' || right.type !== 'period_of_year') return false
  return left.unit === right.unit && left.number === right.number
}

function lend(from: TimeExpression, to: TimeExpression, shift: number): TimeExpression {
  if (!isRecurring(from) || !isRecurring(to)) return to
  const year = from.year === null ? null : from.year + shift
  const yearOffset = from.yearOffset === null ? null : from.yearOffset + shift
  if (from.type === 'period_of_year' && to.type === 'period_of_year') {
    return { ...to, year, yearOffset, fiscal: to.unit === 'month' || to.unit === 'week' ? to.fiscal : from.fiscal }
  }
  return { ...to, year, yearOffset }
}

/** Rough place in the year, in days. */
function position(expression: TimeExpression): number {
  if (expression.type === 'date') return (expression.month - 1) * 31 + expression.day
  if (expression.type !== 'period_of_year') return 0
  return (expression.number - 1) * { half: 186, quarter: 93, month: 31, week: 7 }[expression.unit]
}

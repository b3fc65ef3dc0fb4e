import { addMonths, civilFromDays } from './dates.ts'
import { finer, grainOf, type Span } from './span.ts'
import type { TimeContext, TimeExpression, TimeGrain } from './types.ts'

/**
 * A range whose ends name no year is the latest that has begun; one that wraps the year's end, the latest whose last part
 * has begun ("Nov to Feb"). For a forecast, the next one to end.
 */
export function rangeSpan(
  expression: Extract<TimeExpression, { type: 'range' }>,
  from: Span,
  to: Span,
  context: TimeContext,
): Span {
  const grain = finer(from.grain, to.grain)
  if (from.start === null || to.end === null) return { start: from.start, end: to.end, grain, toDate: false }
  let { start } = from
  let { end } = to
  const loose = isLoose(expression.from) && context.direction === 'past'
  if (loose && isLoose(expression.to) && start >= end) {
    // both recur, and the last part has not begun this time round
    const ahead = addMonths(end, 12)
    const sameYear = civilFromDays(start).year === civilFromDays(ahead - 1).year
    if (sameYear) end = ahead
    else start = addMonths(start, -12)
  } else if (isLoose(expression.from)) {
    while (start >= end) start = addMonths(start, -12)
  } else if (isLoose(expression.to)) {
    while (end <= start) end = addMonths(end, 12)
  }
  if (context.direction === 'future' && isLoose(expression.from)) start = latestBefore(start, to.start ?? start)
  if (start < end) return { start, end, grain, toDate: false }
  // said backwards ("this month to last month")
  return { start: to.start ?? end, end: from.end ?? start, grain, toDate: false }
}

function latestBefore(start: number, limit: number): number {
  let day = start
  while (day > limit) day = addMonths(day, -12)
  return day
}

function isLoose(expression: TimeExpression): boolean {
  switch (expression.type) {
    case 'period_of_year':
    case 'date':
    case 'holiday':
      return expression.year === null && expression.yearOffset === null && expression.which === null
    default:
      return false
  }
}

/** "until year-end" and "to the end of the month" mean the running one. */
export function explicitEdge(expression: TimeExpression): TimeExpression {
  return expression.type === 'edge' ? { ...expression, implied: false } : expression
}

/** "since the start of the year" is spoken in years, although the start is a day. */
export function openGrain(expression: TimeExpression, span: Span): TimeGrain {
  const inner = expression.type === 'edge' ? expression.period : expression
  if (inner === expression || inner.type === 'shift') return span.grain
  return inner.type === 'year' ? 'year' : 'unit' in inner ? grainOf(inner.unit) : span.grain
}

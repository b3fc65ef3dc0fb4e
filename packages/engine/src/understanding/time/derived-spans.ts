import { addUnits, unitStart, weekNumber } from './buckets.ts'
import { addMonths, toDays, weekdayOf } from './dates.ts'
import { weekOfYear, yearOf } from './instances.ts'
import { relativeSpan } from './named-spans.ts'
import { alignedGrain, closed, finer, grainOf, isFiscal, type Span } from './span.ts'
import type { TimeContext, TimeExpression } from './types.ts'

/** The n-th unit inside a period: weeks are counted in sevens from its first or last day, so that they stay inside. */
export function partSpan(
  expression: Extract<TimeExpression, { type: 'part_of' }>,
  whole: Span,
  context: TimeContext,
): Span {
  const { unit, number, count } = expression
  const first = whole.start ?? toDays(context.today)
  const last = whole.end ?? first + 1
  if (unit === 'half' && last - first < 32) {
    return closed(number === 1 ? { start: first, end: first + 15 } : { start: first + 15, end: last }, 'day')
  }
  const fiscal = isFiscal(expression.period)
  const move = (day: number, steps: number): number => addUnits(day, unit, steps, context.calendar, fiscal)
  const start = number > 0 ? move(first, number - 1) : move(last, number * count)
  const end = move(start, count)
  const clampedStart = Math.max(first, Math.min(start, last - 1))
  const grain = alignedGrain(clampedStart, unit, context, fiscal)
  return closed({ start: clampedStart, end: Math.max(clampedStart + 1, Math.min(end, last)) }, grain)
}

export function weekdayOfSpan(
  { weekday, number }: Extract<TimeExpression, { type: 'weekday_of' }>,
  whole: Span,
  context: TimeContext,
): Span {
  const first = whole.start ?? toDays(context.today)
  const last = (whole.end ?? first + 1) - 1
  const start =
    number > 0
      ? first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (number - 1)
      : last - ((weekdayOf(last) - weekday + 7) % 7) + 7 * (number + 1)
  return closed({ start, end: start + 1 }, 'day')
}

export function edgeSpan(
  expression: Extract<TimeExpression, { type: 'edge' }>,
  period: Span,
  context: TimeContext,
): Span {
  const today = toDays(context.today)
  const day = edgeDay(expression.edge, period, today)
  if (!expression.implied || expression.period.type !== 'relative') return closed({ start: day, end: day + 1 }, 'day')
  // "year-end" is a yearly day like any other: the latest that has come, or for a forecast the next
  const { unit, fiscal } = expression.period
  const offset = context.direction === 'past' ? (day > today ? -1 : 0) : day < today ? 1 : 0
  const moved = edgeDay(expression.edge, relativeSpan(unit, offset, fiscal, context), today)
  return closed({ start: moved, end: moved + 1 }, 'day')
}

function edgeDay(edge: 'start' | 'end', span: Span, today: number): number {
  return edge === 'start' ? (span.start ?? today) : (span.end ?? today + 1) - 1
}

/** The same period some units away: by years weeks keep their number, and whole months stay whole. */
export function movedSpan(
  { unit, count }: Extract<TimeExpression, { type: 'moved' }>,
  span: Span,
  context: TimeContext,
): Span {
  if (span.start === null || span.end === null) return span
  if (span.grain === 'week' && unit === 'year') {
    const { year, week } = weekNumber(span.start, context.calendar)
    const target = year + count
    const same = weekOfYear(target, week, context.calendar) ?? weekOfYear(target, week - 1, context.calendar)
    return closed(same ?? { start: span.start, end: span.end }, 'week')
  }
  const start = addUnits(span.start, unit, count)
  return { start, end: addUnits(span.end - 1, unit, count) + 1, grain: span.grain, toDate: span.toDate }
}

/** So many units before or after another period, or from one of its ends. */
export function besideSpan(
  { unit, count, side }: Extract<TimeExpression, { type: 'beside' }>,
  period: Span,
  context: TimeContext,
): Span {
  const edge = (side === 'before' || side === 'from' ? period.start : period.end) ?? toDays(context.today)
  const other = addUnits(edge, unit, side === 'after' || side === 'from' ? count : -count)
  const start = Math.min(edge, other)
  return closed({ start, end: Math.max(edge, other) }, alignedGrain(start, unit, context))
}

/** The same days and months in another year. */
export function inYearSpan(
  { year }: Extract<TimeExpression, { type: 'in_year' }>,
  period: Span,
  { calendar }: TimeContext,
): Span {
  if (period.start === null || period.end === null) return period
  const months = 12 * (year - yearOf(period.start, calendar, false))
  const start = addMonths(period.start, months)
  return closed({ start, end: Math.max(start + 1, addMonths(period.end, months)) }, period.grain)
}

/** The whole unit in which a period begins. */
export function containingSpan(
  { unit }: Extract<TimeExpression, { type: 'containing' }>,
  { start }: Span,
  { today, calendar }: TimeContext,
): Span {
  const first = unitStart(start ?? toDays(today), unit, calendar)
  return closed({ start: first, end: addUnits(first, unit, 1) }, grainOf(unit))
}

export function restSpan(period: Span, context: TimeContext): Span {
  const today = toDays(context.today)
  const end = period.end ?? today + 1
  // from tomorrow, so that "year to date" and "rest of the year" share no day; on the last day, that day
  const start = Math.max(period.start ?? today, today + 1 < end ? today + 1 : Math.min(today, end - 1))
  return closed({ start, end }, period.grain === 'week' || period.grain === 'day' ? 'day' : 'month')
}

/** From the start of the period through today; of an earlier one, the same part that has elapsed of the running one. */
export function toDateSpan(
  { period }: Extract<TimeExpression, { type: 'to_date' }>,
  whole: Span,
  context: TimeContext,
): Span {
  const today = toDays(context.today)
  if (whole.start === null || whole.end === null) return { ...whole, end: today + 1, toDate: true }
  if (today >= whole.start && today < whole.end) return { ...whole, end: today + 1, toDate: true }
  return { ...whole, end: elapsedEnd(period, whole.start, whole.end, today, context), toDate: true }
}

/** From the start of the year, or of the unit said, through the last day of another period: "year to date through June". */
export function throughSpan(
  { period }: Extract<TimeExpression, { type: 'to_date' }>,
  last: Span,
  context: TimeContext,
): Span {
  const end = last.end ?? toDays(context.today) + 1
  const unit = period.type === 'relative' ? period.unit : 'year'
  const fiscal = period.type === 'relative' && period.fiscal
  const start = unitStart(end - 1, unit, context.calendar, fiscal)
  return { start, end, grain: finer(last.grain, grainOf(unit)), toDate: true }
}

function elapsedEnd(period: TimeExpression, start: number, end: number, today: number, context: TimeContext): number {
  const isYear = period.type === 'year' || (period.type === 'relative' && period.unit === 'year')
  if (isYear) {
    const fiscal = period.fiscal
    if (fiscal && context.calendar.pattern !== null) {
      return start < today ? Math.min(end, start + today + 1 - unitStart(today, 'year', context.calendar, true)) : end
    }
    const years = yearOf(today, context.calendar, fiscal) - yearOf(start, context.calendar, fiscal)
    return years > 0 ? Math.min(end, addMonths(today, -12 * years) + 1) : end
  }
  if (period.type === 'relative' && period.offset < 0) {
    const running = unitStart(today, period.unit, context.calendar, period.fiscal)
    return Math.min(end, start + today + 1 - running)
  }
  return end
}

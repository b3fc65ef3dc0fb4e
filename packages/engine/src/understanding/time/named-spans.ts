import { addUnits, monthsIn, unitStart } from './buckets.ts'
import { addMonths, civilFromDays, daysFromCivil, daysInMonth, toDays, weekdayOf } from './dates.ts'
import type { DaySpan } from './instances.ts'
import { dateOfYear, holidayOfYear, monthsOfYear, pickInstance, weekOfYear, yearOf } from './instances.ts'
import { closed, fiscalGrain, type Span, unitSpan } from './span.ts'
import type { TimeContext, TimeExpression, TimeGrain, TimeUnit, Which } from './types.ts'

export function relativeSpan(unit: TimeUnit, offset: number, fiscal: boolean, context: TimeContext): Span {
  const span = unitSpan(toDays(context.today), unit, offset, context, fiscal)
  return closed(span, fiscalGrain(unit, fiscal, context))
}

export function yearSpan({ year, fiscal }: Extract<TimeExpression, { type: 'year' }>, context: TimeContext): Span {
  return closed(monthsOfYear(year, 12, 1, context.calendar, fiscal), fiscalGrain('year', fiscal, context))
}

/** N complete units before the running one, or the N after it. */
export function rollingSpan(expression: Extract<TimeExpression, { type: 'rolling' }>, context: TimeContext): Span {
  const { unit, count, direction, fiscal } = expression
  const { calendar } = context
  const running = unitStart(toDays(context.today), unit, calendar, fiscal)
  const move = (steps: number): number => addUnits(running, unit, steps, calendar, fiscal)
  const start = direction === 'past' ? move(-count) : move(1)
  const end = direction === 'past' ? running : move(count + 1)
  return closed({ start, end }, fiscalGrain(unit, fiscal, context))
}

export function periodOfYearSpan(
  expression: Extract<TimeExpression, { type: 'period_of_year' }>,
  context: TimeContext,
): Span {
  const { calendar, direction } = context
  const today = toDays(context.today)
  const { unit, number, fiscal } = expression
  const at =
    unit === 'week'
      ? (year: number): DaySpan | null => weekOfYear(year, number, calendar)
      : (year: number): DaySpan => monthsOfYear(year, monthsIn(unit), number, calendar, fiscal)
  const picked = pickInstance(at, expression, today, direction, yearOf(today, calendar, fiscal))
  return instance(at, picked, today, fiscalGrain(unit, fiscal, context))
}

export function dateSpan(
  expression: Extract<TimeExpression, { type: 'date' }>,
  { today: now, calendar, direction }: TimeContext,
): Span {
  const today = toDays(now)
  const clamp = expression.yearOffset !== null || expression.which !== null
  const at = (year: number): DaySpan | null => {
    const day = dateOfYear(year, expression.month, expression.day, clamp)
    return day === null || expression.weekday === null || weekdayOf(day.start) === expression.weekday ? day : null
  }
  return instance(at, pickInstance(at, expression, today, direction, yearOf(today, calendar, false)), today, 'day')
}

export function holidaySpan(expression: Extract<TimeExpression, { type: 'holiday' }>, context: TimeContext): Span {
  const today = toDays(context.today)
  const at = (year: number): DaySpan | null => holidayOfYear(year, expression.rule, expression.days)
  const picked = pickInstance(at, expression, today, context.direction, seasonYear(expression, today, context))
  return instance(at, picked, today, expression.rule.type === 'months' ? 'month' : 'day')
}

/** A name that has no instance within reach falls back on the running year, clamped; only reachable by hand-made input. */
function instance(at: (year: number) => DaySpan | null, picked: DaySpan | null, today: number, grain: TimeGrain): Span {
  return closed(picked ?? at(civilFromDays(today).year) ?? { start: today, end: today + 1 }, grain)
}

/** "this winter" is the one nearest by, where it runs over the end of a year. */
function seasonYear(
  { rule, which }: Extract<TimeExpression, { type: 'holiday' }>,
  today: number,
  { calendar }: TimeContext,
): number {
  const year = yearOf(today, calendar, false)
  if (rule.type !== 'months' || which !== 'this' || rule.month + rule.count <= 13) return year
  return civilFromDays(today).month <= rule.month - rule.count ? year - 1 : year
}

/** Days of a weekday, or of the weekend, nearest to today as the words say. */
export function weekdaySpan(weekday: number, length: number, which: Which | null, context: TimeContext): DaySpan {
  const today = toDays(context.today)
  if (which === 'this') {
    const week = unitStart(today, 'week', context.calendar)
    const start = week + ((weekday - weekdayOf(week) + 7) % 7)
    return { start, end: start + length }
  }
  const latest = today - ((weekdayOf(today) - weekday + 7) % 7)
  if (which === 'last') {
    const start = latest + length <= today ? latest : latest - 7
    return { start, end: start + length }
  }
  const ahead = which === 'next' || context.direction === 'future'
  const stillOn = which === null && latest + length > today
  const start = ahead && !stillOn ? latest + 7 : latest
  return { start, end: start + length }
}

/** A month without that day is passed over, so that the 31st is always a 31st. */
export function dayOfMonthSpan(day: number, today: number, direction: TimeContext['direction']): DaySpan {
  const step = direction === 'past' ? -1 : 1
  const { year, month } = civilFromDays(today)
  for (let count = 0; count <= 12; count += 1) {
    const first = civilFromDays(addMonths(daysFromCivil(year, month, 1), step * count))
    if (day > daysInMonth(first.year, first.month)) continue
    const start = daysFromCivil(first.year, first.month, day)
    if (direction === 'past' ? start <= today : start >= today) return { start, end: start + 1 }
  }
  return { start: today, end: today + 1 }
}

export function rollingWeekdaysSpan(weekdays: readonly number[], count: number, today: number): DaySpan {
  let end: number | null = null
  let start = today
  for (let left = count; left > 0 && start > today - 8 * count - 8; ) {
    start -= 1
    if (!weekdays.includes(weekdayOf(start))) continue
    end ??= start + 1
    left -= 1
  }
  return { start, end: end ?? today }
}

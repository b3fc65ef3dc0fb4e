import { addUnits, monthsIn, unitStart, weekNumber } from './buckets.ts'
import { addMonths, civilFromDays, daysFromCivil, daysInMonth, toDays, weekdayOf } from './dates.ts'
import type { DaySpan } from './instances.ts'
import { dateOfYear, holidayOfYear, monthsOfYear, pickInstance, weekOfYear, yearOf } from './instances.ts'
import type { TimeContext, TimeExpression, TimeGrain, TimeUnit, Which } from './types.ts'

/** A resolved expression in days since 1970-01-01; null is open. */
export interface Span {
  readonly start: number | null
  readonly end: number | null
  readonly grain: TimeGrain
  readonly toDate: boolean
}

/** Days an expression means on a given day; the heart of the resolver. */
export function spanOf(expression: TimeExpression, context: TimeContext): Span {
  const { calendar, direction } = context
  const today = toDays(context.today)
  switch (expression.type) {
    case 'all_time':
      return { start: null, end: null, grain: 'year', toDate: false }
    case 'current':
      return closed(unitSpan(today, 'quarter', 0, context, false), 'quarter')
    case 'relative':
      return relativeSpan(expression.unit, expression.offset, expression.fiscal, context)
    case 'rolling':
      return rollingSpan(expression, context)
    case 'year':
      return closed(
        monthsOfYear(expression.year, 12, 1, calendar, expression.fiscal),
        fiscalGrain('year', expression.fiscal, context),
      )
    case 'period_of_year':
      return periodOfYearSpan(expression, context)
    case 'date': {
      const clamp = expression.yearOffset !== null || expression.which !== null
      const at = (year: number): DaySpan | null => {
        const day = dateOfYear(year, expression.month, expression.day, clamp)
        return day === null || expression.weekday === null || weekdayOf(day.start) === expression.weekday ? day : null
      }
      return instance(at, pickInstance(at, expression, today, direction, yearOf(today, calendar, false)), today, 'day')
    }
    case 'holiday': {
      const at = (year: number): DaySpan | null => holidayOfYear(year, expression.rule, expression.days)
      const picked = pickInstance(at, expression, today, direction, seasonYear(expression, today, context))
      return instance(at, picked, today, expression.rule.type === 'months' ? 'month' : 'day')
    }
    case 'weekday':
      return closed(weekdaySpan(expression.weekday, 1, expression.which, context), 'day')
    case 'weekend':
      return closed(weekdaySpan(6, 2, expression.which, context), 'day')
    case 'part_of':
      return partSpan(expression, context)
    case 'edge':
      return edgeSpan(expression, context)
    case 'weekday_of':
      return weekdayOfSpan(expression, context)
    case 'beside': {
      const { unit, count, side } = expression
      const period = spanOf(expression.period, context)
      const edge = (side === 'before' || side === 'from' ? period.start : period.end) ?? today
      const other = addUnits(edge, unit, side === 'after' || side === 'from' ? count : -count)
      const start = Math.min(edge, other)
      return closed({ start, end: Math.max(edge, other) }, alignedGrain(start, unit, context))
    }
    case 'in_year': {
      const period = spanOf(expression.period, context)
      if (period.start === null || period.end === null) return period
      const months = 12 * (expression.year - yearOf(period.start, calendar, false))
      const start = addMonths(period.start, months)
      return closed({ start, end: Math.max(start + 1, addMonths(period.end, months)) }, period.grain)
    }
    case 'moved':
      return movedSpan(expression, context)
    case 'day_of_month':
      return closed(dayOfMonthSpan(expression.day, today, direction), 'day')
    case 'rolling_weekdays':
      return closed(rollingWeekdaysSpan(expression.weekdays, expression.count, today), 'day')
    case 'containing': {
      const { start } = spanOf(expression.period, context)
      const first = unitStart(start ?? today, expression.unit, calendar)
      return closed({ start: first, end: addUnits(first, expression.unit, 1) }, grainOf(expression.unit))
    }
    case 'to_date':
      return toDateSpan(expression, context)
    case 'rest': {
      const period = spanOf(expression.period, context)
      const end = period.end ?? today + 1
      // from tomorrow, so that "year to date" and "rest of the year" share no day; on the last day, that day
      const start = Math.max(period.start ?? today, today + 1 < end ? today + 1 : Math.min(today, end - 1))
      return closed({ start, end }, period.grain === 'week' || period.grain === 'day' ? 'day' : 'month')
    }
    case 'range':
      return rangeSpan(expression, context)
    case 'since': {
      const from = spanOf(expression.from, { ...context, direction: 'past' })
      return {
        start: expression.inclusive ? from.start : from.end,
        end: null,
        grain: openGrain(expression.from, from),
        toDate: false,
      }
    }
    case 'until': {
      const to = spanOf(explicitEdge(expression.to), context)
      return {
        start: null,
        end: expression.inclusive ? to.end : to.start,
        grain: openGrain(expression.to, to),
        toDate: false,
      }
    }
    case 'shift':
      return relativeSpan(expression.unit === 'period' ? 'month' : expression.unit, expression.count, false, context)
  }
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

/** "since the start of the year" is spoken in years, although the start is a day. */
function openGrain(expression: TimeExpression, span: Span): TimeGrain {
  const inner = expression.type === 'edge' ? expression.period : expression
  if (inner === expression || inner.type === 'shift') return span.grain
  return inner.type === 'year' ? 'year' : 'unit' in inner ? grainOf(inner.unit) : span.grain
}

function closed(span: DaySpan, grain: TimeGrain): Span {
  return { start: span.start, end: span.end, grain, toDate: false }
}

/** A name that has no instance within reach falls back on the running year, clamped; only reachable by hand-made input. */
function instance(at: (year: number) => DaySpan | null, picked: DaySpan | null, today: number, grain: TimeGrain): Span {
  return closed(picked ?? at(civilFromDays(today).year) ?? { start: today, end: today + 1 }, grain)
}

/** Bucket of a unit: a half year is shown by quarters. */
export function grainOf(unit: TimeUnit): TimeGrain {
  return unit === 'half' ? 'quarter' : unit
}

/** The words of a period, or of the periods it is made of, say fiscal. */
export function isFiscal(expression: TimeExpression | null): boolean {
  if (expression === null) return false
  if ('fiscal' in expression) return expression.fiscal
  if ('period' in expression) return isFiscal(expression.period)
  return expression.type === 'range' && isFiscal(expression.from)
}

/** The unit as a bucket if one begins on the day, else a finer one that does. */
function alignedGrain(start: number, unit: TimeUnit, { calendar }: TimeContext, fiscal = false): TimeGrain {
  const grain = grainOf(unit)
  const options: readonly TimeGrain[] = monthsIn(unit) > 0 ? [grain, 'quarter', 'month'] : [grain]
  return options.find((option) => unitStart(start, option, calendar, fiscal) === start) ?? 'day'
}

/** The coarsest bucket whose edges a fiscal period respects: buckets follow the calendar year. */
function fiscalGrain(unit: TimeUnit, fiscal: boolean, { calendar }: TimeContext): TimeGrain {
  const lead = fiscal ? calendar.fiscalYearStartMonth - 1 : 0
  const grain = grainOf(unit)
  if (fiscal && calendar.pattern !== null) return grain
  if (lead === 0 || grain === 'month' || grain === 'week' || grain === 'day') return grain
  return lead % 3 === 0 ? 'quarter' : 'month'
}

function unitSpan(today: number, unit: TimeUnit, offset: number, { calendar }: TimeContext, fiscal: boolean): DaySpan {
  const start = addUnits(unitStart(today, unit, calendar, fiscal), unit, offset, calendar, fiscal)
  return { start, end: addUnits(start, unit, 1, calendar, fiscal) }
}

function relativeSpan(unit: TimeUnit, offset: number, fiscal: boolean, context: TimeContext): Span {
  const span = unitSpan(toDays(context.today), unit, offset, context, fiscal)
  return closed(span, fiscalGrain(unit, fiscal, context))
}

/** N complete units before the running one, or the N after it. */
function rollingSpan(expression: Extract<TimeExpression, { type: 'rolling' }>, context: TimeContext): Span {
  const { unit, count, direction, fiscal } = expression
  const { calendar } = context
  const running = unitStart(toDays(context.today), unit, calendar, fiscal)
  const move = (steps: number): number => addUnits(running, unit, steps, calendar, fiscal)
  const start = direction === 'past' ? move(-count) : move(1)
  const end = direction === 'past' ? running : move(count + 1)
  return closed({ start, end }, fiscalGrain(unit, fiscal, context))
}

function periodOfYearSpan(expression: Extract<TimeExpression, { type: 'period_of_year' }>, context: TimeContext): Span {
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

/** Days of a weekday, or of the weekend, nearest to today as the words say. */
function weekdaySpan(weekday: number, length: number, which: Which | null, context: TimeContext): DaySpan {
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

/** The same period some units away: by years weeks keep their number, and whole months stay whole. */
function movedSpan(expression: Extract<TimeExpression, { type: 'moved' }>, context: TimeContext): Span {
  const { unit, count } = expression
  const span = spanOf(expression.period, context)
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

/** A month without that day is passed over, so that the 31st is always a 31st. */
function dayOfMonthSpan(day: number, today: number, direction: TimeContext['direction']): DaySpan {
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

function rollingWeekdaysSpan(weekdays: readonly number[], count: number, today: number): DaySpan {
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

/** The n-th unit inside a period: weeks are counted in sevens from its first or last day, so that they stay inside. */
function partSpan(expression: Extract<TimeExpression, { type: 'part_of' }>, context: TimeContext): Span {
  const { unit, number, count } = expression
  const whole = spanOf(expression.period, context)
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

function weekdayOfSpan(expression: Extract<TimeExpression, { type: 'weekday_of' }>, context: TimeContext): Span {
  const { weekday, number } = expression
  const whole = spanOf(expression.period, context)
  const first = whole.start ?? toDays(context.today)
  const last = (whole.end ?? first + 1) - 1
  const start =
    number > 0
      ? first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (number - 1)
      : last - ((weekdayOf(last) - weekday + 7) % 7) + 7 * (number + 1)
  return closed({ start, end: start + 1 }, 'day')
}

function edgeSpan(expression: Extract<TimeExpression, { type: 'edge' }>, context: TimeContext): Span {
  const today = toDays(context.today)
  const period = spanOf(expression.period, context)
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

/** "until year-end" and "to the end of the month" mean the running one. */
function explicitEdge(expression: TimeExpression): TimeExpression {
  return expression.type === 'edge' ? { ...expression, implied: false } : expression
}

/** From the start of the period through today; of an earlier one, the same part that has elapsed of the running one. */
function toDateSpan(expression: Extract<TimeExpression, { type: 'to_date' }>, context: TimeContext): Span {
  const today = toDays(context.today)
  const { period, through } = expression
  if (through !== null) {
    const last = spanOf(through, context)
    const end = last.end ?? today + 1
    const unit = period.type === 'relative' ? period.unit : 'year'
    const fiscal = period.type === 'relative' && period.fiscal
    const start = unitStart(end - 1, unit, context.calendar, fiscal)
    return { start, end, grain: finer(last.grain, grainOf(unit)), toDate: true }
  }
  const whole = spanOf(period, context)
  if (whole.start === null || whole.end === null) return { ...whole, end: today + 1, toDate: true }
  if (today >= whole.start && today < whole.end) return { ...whole, end: today + 1, toDate: true }
  return { ...whole, end: elapsedEnd(period, whole.start, whole.end, today, context), toDate: true }
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

const fineness: readonly TimeGrain[] = ['day', 'week', 'month', 'quarter', 'year']

function finer(left: TimeGrain, right: TimeGrain): TimeGrain {
  return fineness.indexOf(left) <= fineness.indexOf(right) ? left : right
}

/**
 * A range whose ends name no year is the latest that has begun; one that wraps the year's end, the latest whose last part
 * has begun ("Nov to Feb"). For a forecast, the next one to end.
 */
function rangeSpan(expression: Extract<TimeExpression, { type: 'range' }>, context: TimeContext): Span {
  const from = spanOf(expression.from, context)
  const to = spanOf(explicitEdge(expression.to), context)
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

import { addUnits, monthsIn, unitStart, weekNumber } from './buckets.ts'
import { addMonths, civilFromDays, fromDays, toDays } from './dates.ts'
import { monthIndexOf, monthIndexStart, shiftMonthStart } from './fiscal-months.ts'
import { holidayOfYear, weekOfYear } from './instances.ts'
import { describePeriod, windowLabel } from './labels.ts'
import { resolved } from './resolve.ts'
import type { Calendar, ComparisonKind, ResolvedTime, TimeContext, TimeExpression, TimeUnit } from './types.ts'

/** Data that stops up to this many days before today is ordinary lag and does not shorten what has elapsed. */
const ordinaryLagDays = 7

interface Window {
  readonly start: number
  readonly end: number
}

/**
 * The period to hold against another. To-date and running periods are compared with the same elapsed part, and the label says
 * so; month ends clamp; a holiday is compared with the one of the same name. An open period has no comparison: both ends are null.
 */
export function resolveComparison(
  kind: ComparisonKind,
  period: ResolvedTime,
  expression: TimeExpression,
  context: TimeContext,
): ResolvedTime {
  if (period.start === null || period.end === null) {
    return { ...period, start: null, end: null, partial: false, running: false, label: 'nothing to compare with' }
  }
  const window = { start: toDays(period.start), end: toDays(period.end) }
  const named = namedBefore(kind, window, expression, context.calendar)
  const byYear = kind === 'same_period_last_year' || isYearLong(expression)
  const whole = named ?? (byYear ? yearBefore(window, period.toDate) : unitBefore(window, expression, context.calendar))
  const elapsed = elapsedEnd(window, period, context)
  if (elapsed === window.end && !period.toDate) {
    const label = windowLabel(whole.start, whole.end, context.calendar)
    return resolved({ ...whole, grain: period.grain, toDate: false }, label, context)
  }
  const days = elapsed - window.start
  const cut = byYear && named === null ? shiftMonthsKeepingLast(elapsed, -12) : whole.start + days
  const end = Math.max(Math.min(cut, whole.end), whole.start + 1)
  const part = { start: whole.start, end, grain: period.grain, toDate: period.toDate }
  return { ...resolved(part, elapsedLabel(part, days), context), running: false }
}

function elapsedLabel(part: Window, days: number): string {
  const words = describePeriod(fromDays(part.start), fromDays(part.end))
  const same =
    part.end - part.start === days ? `the same ${days} elapsed ${days === 1 ? 'day' : 'days'}` : 'the same elapsed part'
  return `${words}, ${same}`
}

/** Exclusive end of what has elapsed of a period: through today, or through the data when they stopped long ago. */
function elapsedEnd(window: Window, period: ResolvedTime, context: TimeContext): number {
  const today = toDays(context.today)
  if (!period.toDate && !(window.start <= today && today < window.end)) return window.end
  const dataEnd = context.dataEnd === null ? today : toDays(context.dataEnd)
  const stale = dataEnd >= window.start && dataEnd < today - ordinaryLagDays
  return Math.min(window.end, (stale ? dataEnd : today) + 1)
}

function isYearLong(expression: TimeExpression): boolean {
  const inner = expression.type === 'to_date' ? expression.period : expression
  return inner.type === 'year' || (inner.type === 'relative' && inner.unit === 'year')
}

/** Exclusive end moved by its last day, so that a clamped month end stays the month end. */
function shiftMonthsKeepingLast(end: number, count: number): number {
  return addMonths(end - 1, count) + 1
}

/** Holidays, weeks, weekdays and edges are compared with the one of the same name; null for everything else. */
function namedBefore(
  kind: ComparisonKind,
  window: Window,
  expression: TimeExpression,
  calendar: Calendar,
): Window | null {
  const yearly = kind === 'same_period_last_year'
  const retail = retailBefore(yearly, window, expression, calendar)
  if (retail !== null) return retail
  switch (expression.type) {
    case 'holiday':
      if (expression.rule.type === 'months') return null
      return holidayOfYear(civilFromDays(window.start).year - 1, expression.rule, expression.days)
    case 'weekday':
    case 'weekend': {
      // 52 weeks keep the weekday, which a calendar year does not
      const days = yearly ? 364 : 7
      return { start: window.start - days, end: window.end - days }
    }
    case 'period_of_year':
    case 'relative':
      return yearly && expression.unit === 'week' ? sameWeekLastYear(window.start, calendar) : null
    case 'edge': {
      const unit = yearly ? 'year' : unitOf(expression.period)
      if (unit === null) return null
      const start = expression.edge === 'start' ? addUnits(window.start, unit, -1) : addUnits(window.end, unit, -1) - 1
      return { start, end: start + 1 }
    }
    default:
      return null
  }
}

/** In a retail calendar a fiscal period is compared with the one before of its pattern, whatever its weeks. */
function retailBefore(yearly: boolean, window: Window, expression: TimeExpression, calendar: Calendar): Window | null {
  const inner = expression.type === 'to_date' ? expression.period : expression
  if (calendar.pattern === null || !('fiscal' in inner) || !inner.fiscal) return null
  const unit = inner.type === 'year' ? 'year' : inner.unit
  const months = monthsIn(unit) * (inner.type === 'rolling' ? inner.count : 1)
  const start = months === 0 ? null : shiftMonthStart(window.start, yearly ? -12 : -months, calendar, true)
  const end = start === null ? null : shiftMonthStart(start, months, calendar, true)
  return start === null || end === null ? null : { start, end }
}

/** The week of the same number; a week 53 that the year before lacks becomes its week 52. */
function sameWeekLastYear(start: number, calendar: Calendar): Window | null {
  const { year, week } = weekNumber(start, calendar)
  return weekOfYear(year - 1, week, calendar) ?? weekOfYear(year - 1, week - 1, calendar)
}

function isMonthStart(day: number): boolean {
  return civilFromDays(day).day === 1
}

/** One year earlier: whole months stay whole; single days clamp (29 Feb becomes 28 Feb). */
function yearBefore(window: Window, toDate: boolean): Window {
  if (!toDate && isMonthStart(window.start) && isMonthStart(window.end)) return shiftMonths(window, -12)
  return { start: addMonths(window.start, -12), end: shiftMonthsKeepingLast(window.end, -12) }
}

function shiftMonths(window: Window, count: number): Window {
  return { start: addMonths(window.start, count), end: addMonths(window.end, count) }
}

/** The window of the same length right before: in whole months where it is made of them, else in days. */
function unitBefore(window: Window, expression: TimeExpression, calendar: Calendar): Window {
  const unit = unitOf(expression)
  if (unit !== null && monthsIn(unit) > 0) return { start: addUnits(window.start, unit, -1), end: window.start }
  return shiftWindow(window, -1, calendar)
}

function unitOf(expression: TimeExpression): TimeUnit | null {
  const inner = expression.type === 'to_date' ? expression.period : expression
  if (inner.type === 'year') return 'year'
  return inner.type === 'relative' || inner.type === 'period_of_year' ? inner.unit : null
}

/** A window moved by its own length: in whole months, plain or of a retail calendar, where it is made of them, else in days. */
function shiftWindow(window: Window, count: number, calendar: Calendar): Window {
  const months = wholeMonths(window, calendar)
  if (months !== null) return months.shift(count * months.count)
  const length = window.end - window.start
  return { start: window.start + count * length, end: window.end + count * length }
}

/** Whole months of the retail calendar that are none of the plain one. */
function isRetail(window: Window, calendar: Calendar): boolean {
  if (calendar.pattern === null || (isMonthStart(window.start) && isMonthStart(window.end))) return false
  return wholeMonths(window, calendar) !== null
}

/** The window of the same length right before: in whole months, plain or of a retail calendar, where it is made of them. */
export function windowBefore(window: Window, calendar: Calendar): Window {
  return shiftWindow(window, -1, calendar)
}

interface WholeMonths {
  readonly count: number
  readonly shift: (months: number) => Window
}

function wholeMonths({ start, end }: Window, calendar: Calendar): WholeMonths | null {
  for (const fiscal of calendar.pattern === null ? [false] : [false, true]) {
    const [from, to] = [start, end].map((day) => monthIndexOf(day, calendar, fiscal))
    if (from === undefined || to === undefined || from >= to) continue
    const startOf = (index: number): number => monthIndexStart(index, calendar, fiscal)
    if (startOf(from) !== start || startOf(to) !== end) continue
    return { count: to - from, shift: (months) => ({ start: startOf(from + months), end: startOf(to + months) }) }
  }
  return null
}

/**
 * A period moved by units of its own length ('period') or by calendar units: "the quarter before" counted from Q1 2024 is
 * (quarter, -1) and gives Q4 2023. A unit longer than the period keeps its shape (a month moved by a year); a shorter or equal
 * one gives the unit right before or after ("the month before" counted from Q3 is June). An open period stays as it is.
 */
export function shiftPeriod(
  period: ResolvedTime,
  unit: TimeUnit | 'period',
  count: number,
  context: TimeContext,
  length: number | null = null,
): ResolvedTime {
  if (period.start === null || period.end === null || count === 0) return period
  const window = { start: toDays(period.start), end: toDays(period.end) }
  if (length !== null && unit !== 'period') return beside(window, unit, count, length, context)
  const moved =
    unit === 'period'
      ? shiftWindow(window, count, context.calendar)
      : shiftByUnit(window, unit, count, context.calendar)
  const grain = unit === 'period' || isLonger(window, unit) ? period.grain : unit === 'half' ? 'quarter' : unit
  return resolved({ ...moved, grain, toDate: false }, windowLabel(moved.start, moved.end, context.calendar), context)
}

/** So many units right before or after a period. */
function beside(window: Window, unit: TimeUnit, count: number, length: number, context: TimeContext): ResolvedTime {
  const { calendar } = context
  const fiscal = isRetail(window, calendar)
  const edge = count < 0 ? window.start : window.end
  const other = addUnits(edge, unit, count < 0 ? -length : length, calendar, fiscal)
  const span = { start: Math.min(edge, other), end: Math.max(edge, other) }
  const grain = unit === 'half' ? 'quarter' : unit
  return resolved({ ...span, grain, toDate: false }, windowLabel(span.start, span.end, calendar), context)
}

function isLonger(window: Window, unit: TimeUnit): boolean {
  return addUnits(window.start, unit, 1) > window.end
}

function shiftByUnit(window: Window, unit: TimeUnit, count: number, calendar: Calendar): Window {
  if (isLonger(window, unit)) {
    const months = monthsIn(unit)
    if (months === 0) return { start: addUnits(window.start, unit, count), end: addUnits(window.end, unit, count) }
    const whole = wholeMonths(window, calendar)
    if (whole !== null) return whole.shift(months * count)
    return { start: addMonths(window.start, months * count), end: shiftMonthsKeepingLast(window.end, months * count) }
  }
  const fiscal = isRetail(window, calendar)
  const first = unitStart(window.start, unit, calendar, fiscal)
  const start =
    count < 0 ? addUnits(first, unit, count, calendar, fiscal) : addUnits(window.end, unit, count - 1, calendar, fiscal)
  return { start, end: addUnits(start, unit, 1, calendar, fiscal) }
}

import { addUnits, monthsIn } from './buckets.ts'
import { addMonths, civilFromDays, daysFromCivil, toDays, weekdayOf } from './dates.ts'
import { yearOf } from './instances.ts'
import { describePeriod, windowLabel } from './labels.ts'
import { resolved } from './resolve.ts'
import { spanOf } from './spans.ts'
import type { ComparisonKind, ResolvedTime, TimeContext, TimeExpression, TimeUnit } from './types.ts'

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
  const elapsed = elapsedEnd(window, period, context)
  const named = namedBefore(kind, window, expression, context)
  const whole =
    named ?? (kind === 'same_period_last_year' ? yearBefore(window, period.toDate) : windowBefore(window, expression))
  const cut = elapsed < window.end || period.toDate
  if (!cut) {
    return resolved(
      { ...whole, grain: period.grain, toDate: false },
      windowLabel(whole.start, whole.end, context.calendar),
      context,
    )
  }
  const days = elapsed - window.start
  const end =
    kind === 'same_period_last_year' || isYearLong(expression)
      ? Math.min(shiftMonthsKeepingLast(elapsed, -12), wholeEnd(whole, period))
      : Math.min(whole.start + days, wholeEnd(whole, period))
  const part = { start: whole.start, end: Math.max(end, whole.start + 1), grain: period.grain, toDate: period.toDate }
  return { ...resolved(part, elapsedLabel(part, days), context), running: false }
}

function elapsedLabel(part: Window, days: number): string {
  const words = describePeriod(isoOf(part.start), isoOf(part.end))
  return `${words}, the same ${days} elapsed ${days === 1 ? 'day' : 'days'}`
}

function isoOf(day: number): string {
  const { year, month, day: date } = civilFromDays(day)
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

/** Exclusive end of what has elapsed of a period: through today, or through the data when they stopped long ago. */
function elapsedEnd(window: Window, period: ResolvedTime, context: TimeContext): number {
  const today = toDays(context.today)
  if (!period.toDate && !(window.start <= today && today < window.end)) return window.end
  const dataEnd = context.dataEnd === null ? today : toDays(context.dataEnd)
  const stale = dataEnd >= window.start && dataEnd < today - ordinaryLagDays
  return Math.min(window.end, (stale ? dataEnd : today) + 1)
}

/** The longest a comparison may last: the whole earlier period, which a to-date window does not show itself. */
function wholeEnd(whole: Window, period: ResolvedTime): number {
  return period.toDate ? Number.POSITIVE_INFINITY : whole.end
}

function isYearLong(expression: TimeExpression): boolean {
  const inner = expression.type === 'to_date' ? expression.period : expression
  return inner.type === 'year' || (inner.type === 'relative' && inner.unit === 'year')
}

/** Exclusive end moved by its last day, so that a clamped month end stays the month end. */
function shiftMonthsKeepingLast(end: number, count: number): number {
  return addMonths(end - 1, count) + 1
}

/** Moving holidays, numbered weeks and edges are compared by name; null when the expression is none of them. */
function namedBefore(
  kind: ComparisonKind,
  window: Window,
  expression: TimeExpression,
  context: TimeContext,
): Window | null {
  const byName =
    expression.type === 'holiday' ||
    (expression.type === 'period_of_year' && expression.unit === 'week' && kind === 'same_period_last_year')
  if (!byName) return null
  const middle = expression.type === 'holiday' ? window.start : window.start + 3
  const year = yearOf(middle, context.calendar, false) - 1
  const span = spanOf({ ...expression, year, yearOffset: null, which: null }, context)
  return span.start === null || span.end === null ? null : { start: span.start, end: span.end }
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
function windowBefore(window: Window, expression: TimeExpression): Window {
  const unit = unitOf(expression)
  if (unit !== null && monthsIn(unit) > 0) return { start: addUnits(window.start, unit, -1), end: window.start }
  return shiftWindow(window, -1)
}

function unitOf(expression: TimeExpression): TimeUnit | null {
  const inner = expression.type === 'to_date' ? expression.period : expression
  if (inner.type === 'year') return 'year'
  return inner.type === 'relative' || inner.type === 'period_of_year' ? inner.unit : null
}

function shiftWindow(window: Window, count: number): Window {
  if (isMonthStart(window.start) && isMonthStart(window.end)) {
    return shiftMonths(window, count * monthsBetween(window.start, window.end))
  }
  const length = window.end - window.start
  return { start: window.start + count * length, end: window.end + count * length }
}

function monthsBetween(start: number, end: number): number {
  const from = civilFromDays(start)
  const to = civilFromDays(end)
  return (to.year - from.year) * 12 + to.month - from.month
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
): ResolvedTime {
  if (period.start === null || period.end === null || count === 0) return period
  const window = { start: toDays(period.start), end: toDays(period.end) }
  const moved = unit === 'period' ? shiftWindow(window, count) : shiftByUnit(window, unit, count)
  const grain = unit === 'period' || isLonger(window, unit) ? period.grain : unit === 'half' ? 'quarter' : unit
  return resolved({ ...moved, grain, toDate: false }, windowLabel(moved.start, moved.end, context.calendar), context)
}

function isLonger(window: Window, unit: TimeUnit): boolean {
  return addUnits(window.start, unit, 1) > window.end
}

function shiftByUnit(window: Window, unit: TimeUnit, count: number): Window {
  if (isLonger(window, unit)) {
    const months = monthsIn(unit)
    if (months === 0) return { start: addUnits(window.start, unit, count), end: addUnits(window.end, unit, count) }
    if (isMonthStart(window.start) && isMonthStart(window.end)) return shiftMonths(window, months * count)
    return { start: addMonths(window.start, months * count), end: shiftMonthsKeepingLast(window.end, months * count) }
  }
  const start =
    count < 0 ? addUnits(startOfLast(window, unit, 'start'), unit, count) : addUnits(window.end, unit, count - 1)
  return { start, end: addUnits(start, unit, 1) }
}

function startOfLast(window: Window, unit: TimeUnit, _edge: 'start'): number {
  if (unit === 'week') return window.start - (weekdayOf(window.start) - 1)
  if (unit === 'day') return window.start
  const { year, month } = civilFromDays(window.start)
  const size = monthsIn(unit)
  return daysFromCivil(year, Math.floor((month - 1) / size) * size + 1, 1)
}

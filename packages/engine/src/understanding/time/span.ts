import { addUnits, monthsIn, unitStart } from './buckets.ts'
import type { DaySpan } from './instances.ts'
import type { TimeContext, TimeExpression, TimeGrain, TimeUnit } from './types.ts'

/** A resolved expression in days since 1970-01-01; null is open. */
export interface Span {
  readonly start: number | null
  readonly end: number | null
  readonly grain: TimeGrain
  readonly toDate: boolean
}

export function closed(span: DaySpan, grain: TimeGrain): Span {
  return { start: span.start, end: span.end, grain, toDate: false }
}

export function openSpan(start: number | null, end: number | null, grain: TimeGrain): Span {
  return { start, end, grain, toDate: false }
}

/** The unit so many units from the running one: 0 is the running one itself. */
export function unitSpan(
  today: number,
  unit: TimeUnit,
  offset: number,
  { calendar }: TimeContext,
  fiscal: boolean,
): DaySpan {
  const start = addUnits(unitStart(today, unit, calendar, fiscal), unit, offset, calendar, fiscal)
  return { start, end: addUnits(start, unit, 1, calendar, fiscal) }
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
export function alignedGrain(start: number, unit: TimeUnit, { calendar }: TimeContext, fiscal = false): TimeGrain {
  const grain = grainOf(unit)
  const options: readonly TimeGrain[] = monthsIn(unit) > 0 ? [grain, 'quarter', 'month'] : [grain]
  return options.find((option) => unitStart(start, option, calendar, fiscal) === start) ?? 'day'
}

/** The coarsest bucket whose edges a fiscal period respects: buckets follow the calendar year. */
export function fiscalGrain(unit: TimeUnit, fiscal: boolean, { calendar }: TimeContext): TimeGrain {
  const lead = fiscal ? calendar.fiscalYearStartMonth - 1 : 0
  const grain = grainOf(unit)
  if (fiscal && calendar.pattern !== null) return grain
  if (lead === 0 || grain === 'month' || grain === 'week' || grain === 'day') return grain
  return lead % 3 === 0 ? 'quarter' : 'month'
}

const fineness: readonly TimeGrain[] = ['day', 'week', 'month', 'quarter', 'year']

/** Of two grains the one that tells more. */
export function finer(left: TimeGrain, right: TimeGrain): TimeGrain {
  return fineness.indexOf(left) <= fineness.indexOf(right) ? left : right
}

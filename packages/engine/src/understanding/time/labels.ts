import { addUnits, monthsIn, unitStart } from './buckets.ts'
import { civilFromDays, fromDays, toDays } from './dates.ts'
import { monthIndexOf } from './fiscal-months.ts'
import type { Span } from './span.ts'
import type { Calendar, IsoDate, TimeContext, TimeExpression, TimeUnit } from './types.ts'

const monthLabels = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** '22 Nov 2026'; without the year '22 Nov'. */
function dayLabel(day: number, withYear = true): string {
  const { year, month, day: date } = civilFromDays(day)
  const label = `${date} ${monthLabels[month - 1] ?? ''}`
  return withYear ? `${label} ${year}` : label
}

function monthLabel(day: number, withYear = true): string {
  const { year, month } = civilFromDays(day)
  const label = monthLabels[month - 1] ?? ''
  return withYear ? `${label} ${year}` : label
}

/** Words of a window: "1 Jul to 30 Sep 2025", "since 1 Jan 2024", "before 1 Apr 2026", "all the data". */
export function describePeriod(start: IsoDate | null, end: IsoDate | null): string {
  if (start === null) return end === null ? 'all the data' : `until ${dayLabel(toDays(end) - 1)}`
  if (end === null) return `since ${dayLabel(toDays(start))}`
  return dayRange(toDays(start), toDays(end))
}

function dayRange(start: number, end: number): string {
  const last = end - 1
  if (last <= start) return dayLabel(start)
  const [first, final] = [civilFromDays(start), civilFromDays(last)]
  if (first.year === final.year && first.month === final.month) return `${first.day} to ${dayLabel(last)}`
  return `${dayLabel(start, first.year !== final.year)} to ${dayLabel(last)}`
}

/** 'Aug to Oct 2026' when the window is whole months, else its days. */
function rangeLabel(start: number, end: number): string {
  if (!isMonthStart(start) || !isMonthStart(end)) return dayRange(start, end)
  const last = end - 1
  if (addUnits(start, 'month', 1) === end) return monthLabel(start)
  const years = [civilFromDays(start), civilFromDays(last)]
  if (years.every(({ month }, index) => month === (index === 0 ? 1 : 12))) {
    const [first, final] = years
    return first?.year === final?.year ? `${first?.year}` : `${first?.year} to ${final?.year}`
  }
  const sameYear = years[0]?.year === years[1]?.year
  return `${monthLabel(start, !sameYear)} to ${monthLabel(last)}`
}

function isMonthStart(day: number): boolean {
  return civilFromDays(day).day === 1
}

/** Name of a window that is exactly one calendar unit: 'Q3 2025', 'Sep 2024', 'H1 2024', '2024'; null otherwise. */
function unitLabel(start: number, end: number, unit: TimeUnit, calendar: Calendar): string | null {
  if (unitStart(start, unit, calendar) !== start || addUnits(start, unit, 1) !== end) return null
  const { year, month } = civilFromDays(start)
  switch (unit) {
    case 'day':
      return dayLabel(start)
    case 'week':
      return `week of ${dayLabel(start)}`
    case 'month':
      return monthLabel(start)
    case 'quarter':
    case 'half':
      return `${unit === 'half' ? 'H' : 'Q'}${Math.ceil(month / monthsIn(unit))} ${year}`
    case 'year':
      return String(year)
  }
}

const units: readonly TimeUnit[] = ['year', 'half', 'quarter', 'month', 'week', 'day']

/** Shortest name of a closed window: a calendar unit where it is one. */
export function windowLabel(start: number, end: number, calendar: Calendar, fiscal = false): string {
  const fiscalUnit =
    fiscal && differs(calendar) ? units.find((unit) => isFiscalUnit(start, end, unit, calendar)) : undefined
  if (fiscalUnit !== undefined) return fiscalUnitLabel(fiscalUnit, end, calendar)
  for (const unit of units) {
    const label = unitLabel(start, end, unit, calendar)
    if (label !== null) return label
  }
  return rangeLabel(start, end)
}

function isFiscalUnit(start: number, end: number, unit: TimeUnit, calendar: Calendar): boolean {
  // a month of a year without a pattern keeps its name
  if (monthsIn(unit) === 0 || (unit === 'month' && calendar.pattern === null)) return false
  return unitStart(start, unit, calendar, true) === start && addUnits(start, unit, 1, calendar, true) === end
}

/** What the answer calls the period an expression resolved to. */
export function labelOf(expression: TimeExpression, span: Span, context: TimeContext): string {
  const { start, end } = span
  if (start === null || end === null) return openLabel(expression, start, end)
  switch (expression.type) {
    case 'rolling': {
      const { unit, count, direction } = expression
      const words = `${direction === 'past' ? 'last' : 'next'} ${count} ${unit === 'half' ? 'half year' : unit}${count === 1 ? '' : 's'}`
      return `${words} (${unit === 'day' || unit === 'week' ? dayRange(start, end) : rangeLabel(start, end)})`
    }
    case 'holiday':
      if (expression.rule.type === 'months') return seasonLabel(expression.name, start, end)
      return `${expression.name} ${civilFromDays(start).year} (${dayRange(start, end)})`
    case 'year':
    case 'period_of_year':
    case 'relative':
      if (expression.type !== 'year' && (expression.unit === 'day' || expression.unit === 'week')) break
      if (expression.fiscal && differs(context.calendar)) {
        return `${fiscalLabel(expression, end, context.calendar)} (${rangeLabel(start, end)})`
      }
      break
    case 'to_date':
    case 'rest':
      return dayRange(start, end)
    default:
      break
  }
  return windowLabel(start, end, context.calendar)
}

/** 'Summer 2025 (Jun to Aug 2025)', 'Winter 2025/26 (Dec 2025 to Feb 2026)'. */
function seasonLabel(name: string, start: number, end: number): string {
  const [first, last] = [civilFromDays(start).year, civilFromDays(end - 1).year]
  const year = first === last ? `${first}` : `${first}/${String(last % 100).padStart(2, '0')}`
  return `${name} ${year} (${rangeLabel(start, end)})`
}

function fiscalLabel(expression: TimeExpression, end: number, calendar: Calendar): string {
  const unit = expression.type === 'year' ? 'year' : 'unit' in expression ? expression.unit : 'year'
  return fiscalUnitLabel(unit === 'period' ? 'month' : unit, end, calendar)
}

/** 'Q2 FY26', 'month 3 of FY26', 'FY26': the fiscal unit that ends before the day. */
function fiscalUnitLabel(unit: TimeUnit, end: number, calendar: Calendar): string {
  const index = monthIndexOf(end - 1, calendar, true)
  const fiscalYear = Math.floor(index / 12)
  const monthOfYear = index - fiscalYear * 12 + 1
  const name = `FY${String(fiscalYear % 100).padStart(2, '0')}`
  if (unit === 'quarter') return `Q${Math.ceil(monthOfYear / 3)} ${name}`
  if (unit === 'half') return `H${Math.ceil(monthOfYear / 6)} ${name}`
  return unit === 'month' ? `month ${monthOfYear} of ${name}` : name
}

/** Fiscal periods of this calendar are not the plain ones. */
function differs({ fiscalYearStartMonth, pattern }: Calendar): boolean {
  return fiscalYearStartMonth > 1 || pattern !== null
}

function openLabel(expression: TimeExpression, start: number | null, end: number | null): string {
  if (start === null && end !== null && expression.type === 'until' && !expression.inclusive) {
    return `before ${dayLabel(end)}`
  }
  return describePeriod(start === null ? null : fromDays(start), end === null ? null : fromDays(end))
}

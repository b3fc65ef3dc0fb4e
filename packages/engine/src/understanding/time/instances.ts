import { weekStartOf } from './buckets.ts'
import { addMonths, daysFromCivil, daysInMonth, easterSunday, toDays, weekdayOf } from './dates.ts'
import { monthIndexOf, monthIndexStart } from './fiscal-months.ts'
import type { Calendar, HolidayRule, TimeContext, YearReference } from './types.ts'

/** Days since 1970-01-01, half-open. */
export interface DaySpan {
  readonly start: number
  readonly end: number
}

/** How far back or ahead a yearly name is looked for; a 29 February or a date on a given weekday may be a dozen years away. */
const reach = 12

/**
 * The instance a name means. Without a year: the latest that has begun; with direction 'future' the next one to end.
 * `at` gives the span in a year, or null when that year has none.
 */
export function pickInstance(
  at: (year: number) => DaySpan | null,
  reference: YearReference,
  today: number,
  direction: TimeContext['direction'],
  runningYear: number,
): DaySpan | null {
  if (reference.year !== null) return at(reference.year)
  if (reference.yearOffset !== null) return at(runningYear + reference.yearOffset)
  if (reference.which === 'this') return at(runningYear)
  const back = reference.which === 'last' || (reference.which === null && direction === 'past')
  for (let step = -2; step <= reach; step += 1) {
    const span = at(back ? runningYear - step : runningYear + step)
    if (span === null) continue
    if (reference.which === 'last' ? span.end <= today : back && span.start <= today) return span
    if (reference.which === 'next' ? span.start > today : !back && span.end > today) return span
  }
  return null
}

/** A half, quarter or month of a (fiscal) year. */
export function monthsOfYear(year: number, size: number, number: number, calendar: Calendar, fiscal: boolean): DaySpan {
  const first = year * 12 + size * (number - 1)
  return {
    start: monthIndexStart(first, calendar, fiscal),
    end: monthIndexStart(first + size, calendar, fiscal),
  }
}

/** The year, or the fiscal year by the year it ends in, that holds the day. */
export function yearOf(day: number, calendar: Calendar, fiscal: boolean): number {
  return Math.floor(monthIndexOf(day, calendar, fiscal) / 12)
}

export function weekOfYear(year: number, week: number, calendar: Calendar): DaySpan | null {
  const start = weekStartOf(year, week, calendar)
  return start === null ? null : { start, end: start + 7 }
}

/** One day of a year; null for a 29 February the year lacks, unless `clamp`. */
export function dateOfYear(year: number, month: number, day: number, clamp: boolean): DaySpan | null {
  const last = daysInMonth(year, month)
  if (day > last && !clamp) return null
  const start = daysFromCivil(year, month, Math.min(day, last))
  return { start, end: start + 1 }
}

/** Null where a dated holiday has no entry for the year. */
export function holidayOfYear(year: number, rule: HolidayRule, days: number): DaySpan | null {
  if (rule.type === 'dated') {
    const entry = rule.dates.find(([first]) => Number(first.slice(0, 4)) === year)
    if (entry === undefined) return null
    const start = toDays(entry[0])
    return { start, end: start + entry[1] }
  }
  if (rule.type === 'months') {
    const start = daysFromCivil(year, rule.month, 1)
    return { start, end: addMonths(start, rule.count) }
  }
  const start = holidayStart(year, rule)
  return { start, end: start + days }
}

function holidayStart(year: number, rule: Exclude<HolidayRule, { type: 'dated' | 'months' }>): number {
  switch (rule.type) {
    case 'fixed':
      return daysFromCivil(year, rule.month, rule.day)
    case 'easter':
      return easterSunday(year) + rule.offset
    case 'nth_weekday': {
      if (rule.nth > 0) {
        const first = daysFromCivil(year, rule.month, 1)
        return first + ((rule.weekday - weekdayOf(first) + 7) % 7) + 7 * (rule.nth - 1) + rule.offset
      }
      const last = daysFromCivil(year, rule.month, daysInMonth(year, rule.month))
      return last - ((weekdayOf(last) - rule.weekday + 7) % 7) + 7 * (rule.nth + 1) + rule.offset
    }
  }
}

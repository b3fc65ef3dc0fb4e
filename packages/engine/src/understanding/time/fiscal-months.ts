import { civilFromDays, daysFromCivil, weekdayOf } from './dates.ts'
import type { Calendar, RetailPattern } from './types.ts'

/**
 * Months numbered through all years, so that quarters, halves and years are runs of 3, 6 and 12: number / 12 is the year, a fiscal one
 * named by the calendar year it ends in. The months of a retail year are whole weeks by its pattern.
 */
export function monthIndexOf(day: number, calendar: Calendar, fiscal: boolean): number {
  if (fiscal && calendar.pattern !== null) return retailMonthOf(day, calendar, calendar.pattern)
  const { year, month } = civilFromDays(day)
  return year * 12 + month - 1 + fiscalShift(calendar, fiscal)
}

/** First day (epoch days) of the month with that number. */
export function monthIndexStart(index: number, calendar: Calendar, fiscal: boolean): number {
  if (fiscal && calendar.pattern !== null) return retailMonthStart(index, calendar, calendar.pattern)
  const plain = index - fiscalShift(calendar, fiscal)
  return daysFromCivil(Math.floor(plain / 12), (((plain % 12) + 12) % 12) + 1, 1)
}

/** Moves a day that begins a month by months; null for a day that begins none. */
export function shiftMonthStart(day: number, count: number, calendar: Calendar, fiscal: boolean): number | null {
  const index = monthIndexOf(day, calendar, fiscal)
  return monthIndexStart(index, calendar, fiscal) === day ? monthIndexStart(index + count, calendar, fiscal) : null
}

/** With a fiscal year that begins in April 2025, that month is the first of 2026: three months are added to the nine before. */
function fiscalShift({ fiscalYearStartMonth }: Calendar, fiscal: boolean): number {
  return fiscal && fiscalYearStartMonth > 1 ? 13 - fiscalYearStartMonth : 0
}

const weeksBefore: Readonly<Record<RetailPattern, readonly [number, number, number]>> = {
  '4-4-5': [0, 4, 8],
  '4-5-4': [0, 4, 9],
  '5-4-4': [0, 5, 9],
}

const weeksPerQuarter = 13

/** The week start nearest to the first of the fiscal start month; its eve is the retail year's end. */
function retailYearStart(year: number, calendar: Calendar): number {
  const { fiscalYearStartMonth } = calendar
  const first = daysFromCivil(fiscalYearStartMonth > 1 ? year - 1 : year, fiscalYearStartMonth, 1)
  return weekStartOn(first + 3, calendar)
}

function weekStartOn(day: number, { weekStart }: Calendar): number {
  return weekStart === 'monday' ? day - weekdayOf(day) + 1 : day - (weekdayOf(day) % 7)
}

function retailMonthOf(day: number, calendar: Calendar, pattern: RetailPattern): number {
  // a week belongs to the fiscal year of its fourth day, as an ISO week does
  const { year: civil, month } = civilFromDays(weekStartOn(day, calendar) + 3)
  const { fiscalYearStartMonth } = calendar
  const year = fiscalYearStartMonth > 1 && month >= fiscalYearStartMonth ? civil + 1 : civil
  const week = Math.floor((day - retailYearStart(year, calendar)) / 7)
  const quarter = Math.min(Math.floor(week / weeksPerQuarter), 3)
  const [, second, third] = weeksBefore[pattern]
  const weekOfQuarter = week - quarter * weeksPerQuarter
  return year * 12 + quarter * 3 + (weekOfQuarter >= third ? 2 : weekOfQuarter >= second ? 1 : 0)
}

function retailMonthStart(index: number, calendar: Calendar, pattern: RetailPattern): number {
  const year = Math.floor(index / 12)
  const month = index - year * 12
  const weeks = Math.floor(month / 3) * weeksPerQuarter + (weeksBefore[pattern][month % 3] ?? 0)
  return retailYearStart(year, calendar) + 7 * weeks
}

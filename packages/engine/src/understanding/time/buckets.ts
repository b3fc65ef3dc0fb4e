import { addMonths, civilFromDays, daysFromCivil, fromDays, toDays, weekdayOf } from './dates.ts'
import { monthIndexOf, monthIndexStart, shiftMonthStart } from './fiscal-months.ts'
import { type Calendar, defaultCalendar, type IsoDate, type TimeGrain, type TimeUnit } from './types.ts'

/** Months in a unit made of months; 0 for day and week. */
export function monthsIn(unit: TimeUnit): number {
  switch (unit) {
    case 'month':
      return 1
    case 'quarter':
      return 3
    case 'half':
      return 6
    case 'year':
      return 12
    case 'day':
    case 'week':
      return 0
  }
}

/** First day (epoch days) of the unit that holds the day; `fiscal` counts months from the fiscal year's start. */
export function unitStart(day: number, unit: TimeUnit, calendar: Calendar, fiscal = false): number {
  if (unit === 'day') return day
  if (unit === 'week') return calendar.weekStart === 'monday' ? day - weekdayOf(day) + 1 : day - (weekdayOf(day) % 7)
  const size = monthsIn(unit)
  return monthIndexStart(Math.floor(monthIndexOf(day, calendar, fiscal) / size) * size, calendar, fiscal)
}

/** Moves a day by whole units, month ends clamped; with a retail calendar a fiscal month's first day by fiscal months. */
export function addUnits(
  day: number,
  unit: TimeUnit,
  count: number,
  calendar: Calendar = defaultCalendar,
  fiscal = false,
): number {
  if (unit === 'day') return day + count
  if (unit === 'week') return day + 7 * count
  const months = monthsIn(unit) * count
  const retail = fiscal && calendar.pattern !== null ? shiftMonthStart(day, months, calendar, fiscal) : null
  return retail ?? addMonths(day, months)
}

/**
 * Year and number of the week that holds the day. Monday weeks are ISO 8601 (week 1 has the year's first Thursday);
 * Sunday weeks count the week of 1 January as the first.
 */
export function weekNumber(day: number, calendar: Calendar): { year: number; week: number } {
  const anchor = unitStart(day, 'week', calendar) + (calendar.weekStart === 'monday' ? 3 : 6)
  const { year } = civilFromDays(anchor)
  return { year, week: Math.floor((anchor - daysFromCivil(year, 1, 1)) / 7) + 1 }
}

/** First day of a numbered week; null when the year has no such week. */
export function weekStartOf(year: number, week: number, calendar: Calendar): number | null {
  const first = unitStart(daysFromCivil(year, 1, calendar.weekStart === 'monday' ? 4 : 1), 'week', calendar)
  const start = first + 7 * (week - 1)
  const found = weekNumber(start, calendar)
  return found.year === year && found.week === week ? start : null
}

/** First day of the bucket of that grain which holds the date. */
export function bucketStart(date: IsoDate, grain: TimeGrain, calendar: Calendar, fiscal = false): IsoDate {
  return fromDays(unitStart(toDays(date), grain, calendar, fiscal))
}

/** First day of the bucket after the one that begins on the day. */
export function nextBucket(start: IsoDate, grain: TimeGrain, calendar: Calendar, fiscal = false): IsoDate {
  return fromDays(addUnits(toDays(start), grain, 1, calendar, fiscal))
}

/** The date n grains later (earlier when negative), month ends clamped. */
export function addGrain(date: IsoDate, grain: TimeGrain, count: number): IsoDate {
  return fromDays(addUnits(toDays(date), grain, count))
}

/** '2025-11-09', '2025-W45', '2025-11', '2025-Q3' or '2025' for the bucket that begins on the day. */
export function bucketLabel(start: IsoDate, grain: TimeGrain, calendar: Calendar): string {
  switch (grain) {
    case 'day':
      return start
    case 'week': {
      const { year, week } = weekNumber(toDays(start), calendar)
      return `${year}-W${String(week).padStart(2, '0')}`
    }
    case 'month':
      return start.slice(0, 7)
    case 'quarter':
      return `${start.slice(0, 4)}-Q${Math.ceil(Number(start.slice(5, 7)) / 3)}`
    case 'year':
      return start.slice(0, 4)
  }
}

export interface Bucket {
  readonly start: IsoDate
  readonly end: IsoDate
  readonly label: string
}

/** Every bucket that touches [start, end), whole and in order, so that a time axis has no holes. */
export function bucketsBetween(
  start: IsoDate,
  end: IsoDate,
  grain: TimeGrain,
  calendar: Calendar,
  fiscal = false,
): Bucket[] {
  const last = toDays(end)
  const buckets: Bucket[] = []
  for (let day = unitStart(toDays(start), grain, calendar, fiscal); day < last; ) {
    const next = addUnits(day, grain, 1, calendar, fiscal)
    const from = fromDays(day)
    buckets.push({ start: from, end: fromDays(next), label: bucketLabel(from, grain, calendar) })
    day = next
  }
  return buckets
}

const keyGrains: readonly TimeGrain[] = ['year', 'quarter', 'month', 'day']

/** Stable name of a period in storage keys: its bucket label where it is one bucket, else 'start..end' with open ends empty. */
export function periodKey(start: IsoDate | null, end: IsoDate | null, calendar: Calendar = defaultCalendar): string {
  if (start === null || end === null) return `${start ?? ''}..${end ?? ''}`
  for (const grain of keyGrains) {
    if (bucketStart(start, grain, calendar) === start && addGrain(start, grain, 1) === end) {
      return bucketLabel(start, grain, calendar)
    }
  }
  return `${start}..${end}`
}

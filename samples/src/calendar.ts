/**
 * A day is a whole number: days since 1 January 1970. A month is `year * 12 + month - 1`.
 * Weekdays count from Monday = 0. Nothing here reads a clock.
 */
export type Day = number

const millisecondsPerDay = 86_400_000
const isoDay = /^(\d{4})-(\d{2})-(\d{2})$/

export interface CivilDate {
  year: number
  month: number
  day: number
}

export interface DataWindow {
  start: Day
  end: Day
}

/** The first year both companies have a full three years of past; `today` may not lie before it. */
export const firstSupportedYear = 2022

export function dayOf(year: number, month: number, day: number): Day {
  return Math.round(Date.UTC(year, month - 1, day) / millisecondsPerDay)
}

export function civil(day: Day): CivilDate {
  const date = new Date(day * millisecondsPerDay)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

export function formatDay(day: Day): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10)
}

/** Reads `2026-03-31`; throws a RangeError on anything that is not a real day. */
export function parseDay(text: string): Day {
  const parts = isoDay.exec(text)
  const day = parts === null ? Number.NaN : dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3]))
  if (Number.isNaN(day) || formatDay(day) !== text) {
    throw new RangeError(`"${text}" is not a day: write it as year-month-day, for example 2026-03-31`)
  }
  return day
}

/** Three years of history: from the first of the month 36 months before the month of `today`, through yesterday. */
export function dataWindow(today: string): DataWindow {
  const day = parseDay(today)
  if (civil(day).year < firstSupportedYear) {
    throw new RangeError(`The demo companies have no data for ${today}: choose a day from ${firstSupportedYear} on`)
  }
  return { start: monthStart(monthOf(day) - 36), end: day - 1 }
}

export function weekday(day: Day): number {
  return (day + 3) % 7
}

export function monthOf(day: Day): number {
  const { year, month } = civil(day)
  return year * 12 + month - 1
}

export function monthStart(month: number): Day {
  return dayOf(Math.floor(month / 12), (month % 12) + 1, 1)
}

export function monthEnd(month: number): Day {
  return monthStart(month + 1) - 1
}

/** `2026-03` */
export function formatMonth(month: number): string {
  return formatDay(monthStart(month)).slice(0, 7)
}

/** The nth (from 1) given weekday of a month, for example the fourth Thursday of November. */
export function nthWeekday(year: number, month: number, nth: number, wanted: number): Day {
  const first = dayOf(year, month, 1)
  return first + ((wanted - weekday(first) + 7) % 7) + (nth - 1) * 7
}

/** Years since 1 January 2020, with the fraction of the running year left in, for growth that never jumps. */
export function yearsSince2020(day: Day): number {
  return (day - 18262) / 365.25
}

/** Reads a table of twelve monthly levels as a smooth curve: each holds at the middle of its month. */
export function seasonal(levels: readonly number[], day: Day): number {
  const { month, day: dayOfMonth } = civil(day)
  const position = (dayOfMonth - 15.5) / 30.5
  const here = levels[month - 1] ?? 1
  const beside = levels[(month - 1 + (position < 0 ? 11 : 1)) % 12] ?? 1
  return here + (beside - here) * Math.abs(position)
}

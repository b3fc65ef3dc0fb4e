import type { IsoDate } from '@salestalk/protocol'
import { isCalendarDay, isPossibleToday } from '../../calendar-day.ts'
import { UsageError } from './failures.ts'

/** A day of the calendar. Throws UsageError. */
export function readDate(text: string): IsoDate {
  if (isPossibleToday(text)) return text
  const problem = isCalendarDay(text) ? 'is not between 1900 and 2199' : 'is no date'
  throw new UsageError(`"${text}" ${problem}: write it as YYYY-MM-DD, such as 2025-11-09.`)
}

/** A port of this machine; 0 takes any free one. Throws UsageError. */
export function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port >= 0 && port <= 65_535) return port
  throw new UsageError(`"${text}" is no port: give a number from 0 (any free port) to 65535.`)
}

/** A whole number of at least 1. Throws UsageError. */
export function readCount(text: string): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (count >= 1) return count
  throw new UsageError(`"${text}" is no count: give a whole number from 1.`)
}

/** A number above 0, at most 1. Throws UsageError. */
export function readWeight(text: string): number {
  const weight = /^[01]?\.?\d{1,9}$/.test(text) ? Number(text) : 0
  if (weight > 0 && weight <= 1) return weight
  throw new UsageError(`"${text}" is no weight: give a number above 0, at most 1.`)
}

/** The number of a version, from 0. Throws UsageError. */
export function readVersion(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new UsageError(`"${text}" is no version: give its number, as "salestalk vocabulary versions" lists it.`)
}

/** An instant or a day, as an ISO time. Throws UsageError. */
export function readTime(text: string): string {
  const time = Date.parse(text)
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(time)) return new Date(time).toISOString()
  throw new UsageError(`"${text}" is no time: write it as 2025-11-09 or 2025-11-09T10:00:00Z.`)
}

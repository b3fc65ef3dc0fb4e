import type { DateOrder } from '@salestalk/protocol'
import { monthOf } from './months.ts'

export interface Time {
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Digits after the decimal point of the second, up to six. */
  readonly fraction: string
  /** Minutes east of UTC, or null when the cell names no zone. */
  readonly offset: number | null
}

/**
 * A day as a cell states it. `fixed` has one reading; in `open` the first two figures may be day and month or month and day.
 * Figures are checked for being a day of some month only when the order is known.
 */
type DateParts =
  | {
      readonly kind: 'fixed'
      readonly year: number
      readonly month: number
      readonly day: number
      readonly yearFirst: boolean
      readonly time: Time | null
    }
  | {
      readonly kind: 'open'
      readonly first: number
      readonly second: number
      readonly year: number
      readonly dotted: boolean
      readonly time: Time | null
    }

const weekday = String.raw`(?:\p{L}{2,12}\.?,?\s+)?`
const timePart = String.raw`(?:(?:T|,?\s+|:)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?`
const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${timePart}$`, 'u')
const compact = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})Z?)?$/
const figures = new RegExp(String.raw`^(\d{1,2})([-/.\s])(\d{1,2})\2(\d{4}|\d{2})${timePart}$`, 'u')
const dayNamed = new RegExp(
  String.raw`^${weekday}(\d{1,2})(?:st|nd|rd|th|\.)?(?:\s+of)?[-/.\s]*(\p{L}{3,12})\.?[-/.,\s]*(\d{4}|'?\d{2})${timePart}$`,
  'u',
)
const monthNamed = new RegExp(
  String.raw`^${weekday}(\p{L}{3,12})\.?[-/.\s]*(\d{1,2})(?:st|nd|rd|th)?[-/.,\s]+(\d{4}|'?\d{2})${timePart}$`,
  'u',
)
const yearNamed = new RegExp(String.raw`^(\d{4})[-/.\s](\p{L}{3,12})\.?[-/.\s](\d{1,2})${timePart}$`, 'u')

/** The day (and time) a cell states in any common way, or null. */
export function dateParts(text: string): DateParts | null {
  if (text.length < 6 || text.length > 60 || !/\d/.test(text)) return null
  let match = yearFirst.exec(text)
  if (match) return fixed(match[1], match[3], match[4], true, timeOf(match, 5))
  match = compact.exec(text)
  if (match) return compactDate(match)
  match = figures.exec(text)
  if (match) {
    const time = timeOf(match, 5)
    if (time === false) return null
    const [, first, separator, second, year] = match
    return {
      kind: 'open',
      first: Number(first),
      second: Number(second),
      year: fullYear(year),
      dotted: separator === '.',
      time,
    }
  }
  match = dayNamed.exec(text)
  if (match) return fixed(match[3], monthOf(match[2]), match[1], false, timeOf(match, 4))
  match = monthNamed.exec(text)
  if (match) return fixed(match[3], monthOf(match[1]), match[2], false, timeOf(match, 4))
  match = yearNamed.exec(text)
  if (match) return fixed(match[1], monthOf(match[2]), match[3], true, timeOf(match, 4))
  return null
}

type Figure = string | number | null | undefined

function fixed(
  year: string | undefined,
  month: Figure,
  day: Figure,
  isYearFirst: boolean,
  time: Time | null | false,
): DateParts | null {
  if (time === false || month === null || month === undefined) return null
  return { kind: 'fixed', year: fullYear(year), month: Number(month), day: Number(day), yearFirst: isYearFirst, time }
}

/** Eight digits are a day only if they are one of this calendar; otherwise every number would be one. */
function compactDate(match: RegExpExecArray): DateParts | null {
  const [, year, month, day, hour, minute, second] = match
  const time =
    hour === undefined
      ? null
      : { hour: Number(hour), minute: Number(minute), second: Number(second), fraction: '', offset: null }
  const date = fixed(year, month, day, true, time)
  if (date?.kind !== 'fixed' || date.year < 1900 || date.year > 2200) return null
  return isDay(date.year, date.month, date.day) ? date : null
}

/** Two figures mean 1970 to 2069. */
function fullYear(text: string | undefined): number {
  const figure = (text ?? '').replace("'", '')
  const year = Number(figure)
  if (figure.length > 2) return year
  return year < 70 ? 2000 + year : 1900 + year
}

/** null without a time, false when it is none of this clock. */
function timeOf(match: RegExpExecArray, from: number): Time | null | false {
  if (match[from] === undefined) return null
  const [hours, minutes, seconds, fraction, half, zone] = match.slice(from, from + 6)
  let hour = Number(hours)
  const [minute, second] = [Number(minutes), Number(seconds ?? 0)]
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return false
    hour = (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0)
  }
  if (hour > 23 || minute > 59 || second > 59) return false
  return { hour, minute, second, fraction: (fraction ?? '').slice(0, 6), offset: offsetOf(zone) }
}

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return null
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  if (!match) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  return match[1] === '-' ? -minutes : minutes
}

export function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return day <= (lengths[month - 1] ?? 0)
}

export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** The day under this order; may still be no day of the calendar (30 February). */
export function dayOf(parts: DateParts, order: DateOrder): Day {
  if (parts.kind === 'fixed') return { year: parts.year, month: parts.month, day: parts.day }
  const [day, month] = order === 'month_first' ? [parts.second, parts.first] : [parts.first, parts.second]
  return { year: parts.year, month, day }
}

/** 'YYYY-MM-DD' */
export function isoDay({ year, month, day }: Day): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** 'YYYY-MM-DD HH:MM:SS.ffffff' in UTC when the cell names a zone, else as written. */
export function isoTimestamp(day: Day, time: Time | null): string {
  if (time === null) return `${isoDay(day)} 00:00:00`
  const local = Date.UTC(day.year, day.month - 1, day.day, time.hour, time.minute, time.second)
  const instant = new Date(local - (time.offset ?? 0) * 60_000).toISOString()
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)}${time.fraction === '' ? '' : `.${time.fraction}`}`
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

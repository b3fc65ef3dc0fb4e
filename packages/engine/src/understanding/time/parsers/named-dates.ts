import { daysFromCivil, isValidDate, weekdayOf } from '../dates.ts'
import type { Counted, Found, Reader } from '../reader.ts'
import {
  after,
  digits,
  found,
  invalid,
  isBoundary,
  isGlued,
  join,
  ordinal,
  skipThe,
  textAt,
  valueAt,
} from '../reader.ts'
import type { TimeExpression } from '../types.ts'
import { monthAt, weekdayAt } from './month-names.ts'
import { continues, noYear, readWhich, readYearReference } from './years.ts'

interface DayAndMonth {
  readonly days: readonly number[]
  readonly month: number
  readonly end: number
}

/** "5 March", "March 5th, 2024", "the 5th of Jan last year", "1-5 March", "Tuesday, 5 March 2024". */
export function parseNamedDate(reader: Reader, at: number): Found | null {
  const weekday = weekdayAt(reader, at)
  let start = weekday?.end ?? at
  if (weekday !== null && textAt(reader, start) === ',') start += 1
  start = weekday === null ? start : skipThe(reader, start)
  const read = dayThenMonth(reader, start) ?? monthThenDay(reader, start)
  if (read === null) return null
  const glued = textAt(reader, read.end) === '-' && isGlued(reader, read.end)
  const year = readYearReference(reader, read.end, glued ? 'yes' : 'apostrophe')
  const end = year?.end ?? read.end
  const dates = read.days.map((day) => {
    // without a year, 29 February is a date of some year
    if (!isValidDate(year?.year ?? 2024, read.month, day)) return invalid(end, 'named-date')
    const { year: named, yearOffset, which } = year ?? noYear
    const spoken = weekday?.value ?? null
    if (named !== null && spoken !== null && weekdayOf(daysFromCivil(named, read.month, day)) !== spoken) {
      return invalid(end, 'weekday-mismatch')
    }
    const expression: TimeExpression = {
      type: 'date',
      month: read.month,
      day,
      year: named,
      yearOffset,
      which,
      weekday: spoken,
    }
    return found(end, expression, 'named-date')
  })
  const [from, to] = dates
  if (from === undefined || to === undefined) return from ?? null
  return join(from, to, 'date-range', (left, right) => ({ type: 'range', from: left, to: right }))
}

function dayNumber(reader: Reader, at: number): Counted | null {
  if (!isBoundary(reader, at) && textAt(reader, at - 1) !== '-') return null
  const number = ordinal(reader, at) ?? digits(reader, at, 1, 2)
  return number === null || number.value < 1 || number.value > 31 ? null : number
}

/** "5", "5th", "1-5", "1st to 5th". */
function dayNumbers(reader: Reader, at: number): { days: number[]; end: number } | null {
  const first = dayNumber(reader, skipThe(reader, at))
  if (first === null) return null
  const connector = after(reader, reader.vocabulary.ranges.to, first.end)
  const second = connector === null ? null : dayNumber(reader, skipThe(reader, connector))
  if (second === null || second.value <= first.value) return { days: [first.value], end: first.end }
  return { days: [first.value, second.value], end: second.end }
}

function dayThenMonth(reader: Reader, at: number): DayAndMonth | null {
  const numbers = dayNumbers(reader, at)
  if (numbers === null) return null
  let monthStart = after(reader, reader.vocabulary.ranges.in, numbers.end) ?? numbers.end
  if (textAt(reader, numbers.end) === ',') return null
  if (textAt(reader, monthStart) === '-' && isGlued(reader, monthStart)) monthStart += 1
  const month = monthAt(reader, monthStart)
  return month === null ? null : { days: numbers.days, month: month.value, end: month.end }
}

function monthThenDay(reader: Reader, at: number): DayAndMonth | null {
  const month = monthAt(reader, at)
  if (month === null) return null
  const start = skipThe(reader, month.end)
  if (isGlued(reader, start)) return null
  const numbers = dayNumbers(reader, start)
  if (numbers === null || continues(reader, numbers.end)) return null
  return { days: numbers.days, month: month.value, end: numbers.end }
}

/** "Black Friday", "Easter 2024", "last Christmas". */
export function parseHoliday(reader: Reader, at: number): Found | null {
  const which = readWhich(reader, at)
  const holiday =
    valueAt(reader, reader.vocabulary.holidays, at) ??
    (which === null ? null : valueAt(reader, reader.vocabulary.holidays, which.end))
  if (holiday === null || !isBoundary(reader, at)) return null
  const named = which !== null && valueAt(reader, reader.vocabulary.holidays, at) === null
  const year = named ? null : readYearReference(reader, holiday.end, 'apostrophe')
  const reference = named ? { ...noYear, which: which.value } : (year ?? noYear)
  const expression: TimeExpression = {
    type: 'holiday',
    name: holiday.value.name,
    rule: holiday.value.rule,
    year: reference.year,
    yearOffset: reference.yearOffset,
    which: reference.which,
  }
  return found(year?.end ?? holiday.end, expression, 'holiday')
}

/** "Monday", "last Friday", "this weekend". */
export function parseWeekday(reader: Reader, at: number): Found | null {
  const which = readWhich(reader, at)
  const start = which?.end ?? at
  const weekend = after(reader, reader.vocabulary.weekdays.weekend, start)
  if (weekend !== null) {
    const cue = reader.vocabulary.weekdays.weekendCues.has(textAt(reader, at - 1))
    return which === null && !cue ? null : found(weekend, { type: 'weekend', which: which?.value ?? null }, 'weekend')
  }
  const weekday = weekdayAt(reader, start)
  if (weekday === null) return null
  return found(weekday.end, { type: 'weekday', weekday: weekday.value, which: which?.value ?? null }, 'weekday')
}

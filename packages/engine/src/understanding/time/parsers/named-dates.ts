import { daysFromCivil, isValidDate, weekdayOf } from '../dates.ts'
import { holidayOfYear } from '../instances.ts'
import { phraseEndsAt } from '../phrase-table.ts'
import type { Counted, Found, Reader } from '../reader.ts'
import {
  after,
  digits,
  found,
  invalid,
  isBoundary,
  isGlued,
  isPlaceInOrder,
  join,
  ordinal,
  skipThe,
  textAt,
  valueAt,
} from '../reader.ts'
import type { TimeExpression } from '../types.ts'
import { monthAt, weekdayAt } from './month-names.ts'
import { continues, noYear, readWhich, readYear, readYearReference, type YearFound } from './years.ts'

interface DayAndMonth {
  readonly days: readonly number[]
  readonly month: number
  readonly dayFirst: boolean
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
  const year = readYearReference(reader, read.end, glued ? 'yes' : 'apostrophe') ?? shortYear(reader, read)
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

/** The 25 of "18 Dec 25", where no word that it could count follows. */
function shortYear(reader: Reader, { end, dayFirst }: DayAndMonth): YearFound | null {
  const year = dayFirst && !isGlued(reader, end) ? readYear(reader, end, 'yes') : null
  if (year === null || year.end !== end + 1) return null
  const next = reader.tokens[year.end]
  if (next?.kind === 'word' && !reader.vocabulary.years.functionWords.has(next.text)) return null
  return { ...noYear, year: year.value, fiscal: false, end: year.end }
}

interface Day extends Counted {
  readonly isOrdinal: boolean
}

function dayNumber(reader: Reader, at: number): Day | null {
  if (!isBoundary(reader, at) && textAt(reader, at - 1) !== '-') return null
  const named = ordinal(reader, at)
  const number = named ?? digits(reader, at, 1, 2)
  if (number === null || number.value < 1 || number.value > 31) return null
  return { ...number, isOrdinal: named !== null }
}

interface Days {
  readonly days: readonly number[]
  readonly isOrdinal: boolean
  readonly end: number
}

/** "5", "5th", "1-5", "1st to 5th", and after "between" also "1 and 15". */
function dayNumbers(reader: Reader, at: number): Days | null {
  const first = dayNumber(reader, skipThe(reader, at))
  if (first === null) return null
  const { to, between, betweenDays } = reader.vocabulary.ranges
  const isBetween = phraseEndsAt(between, reader.tokens, at)
  const connector = after(reader, isBetween ? betweenDays : to, first.end)
  const second = connector === null ? null : dayNumber(reader, skipThe(reader, connector))
  const { isOrdinal } = first
  if (second === null || second.value <= first.value) return { days: [first.value], isOrdinal, end: first.end }
  return { days: [first.value, second.value], isOrdinal: isOrdinal || second.isOrdinal, end: second.end }
}

function dayThenMonth(reader: Reader, at: number): DayAndMonth | null {
  const numbers = dayNumbers(reader, at)
  if (numbers === null || textAt(reader, numbers.end) === ',') return null
  const { ranges, years } = reader.vocabulary
  // "over 18 December 2025" and "18 in December" count things; "the 18th in December" is a day
  if (!numbers.isOrdinal && phraseEndsAt(years.notAfter, reader.tokens, at)) return null
  if (numbers.isOrdinal && isPlaceInOrder(reader, at, numbers.end)) return null
  const connectors = numbers.isOrdinal ? ranges.in : ranges.of
  let monthStart = after(reader, connectors, numbers.end) ?? numbers.end
  if (textAt(reader, monthStart) === '-' && isGlued(reader, monthStart)) monthStart += 1
  const month = monthAt(reader, monthStart)
  return month === null ? null : { days: numbers.days, month: month.value, dayFirst: true, end: month.end }
}

function monthThenDay(reader: Reader, at: number): DayAndMonth | null {
  const month = monthAt(reader, at)
  if (month === null) return null
  const start = skipThe(reader, month.end)
  if (isGlued(reader, start)) return null
  const numbers = dayNumbers(reader, start)
  if (numbers === null || continues(reader, numbers.end)) return null
  return { days: numbers.days, month: month.value, dayFirst: false, end: numbers.end }
}

/** "on the 15th", "since the 3rd": a day of the latest month that holds it. */
export function parseBareDay(reader: Reader, at: number): Found | null {
  const day = ordinal(reader, at)
  if (day === null || reader.tokens[at]?.kind !== 'number' || day.value < 1) return null
  const { dayCues } = reader.vocabulary.relative
  const cue = phraseEndsAt(reader.vocabulary.numbers.definite, reader.tokens, at) ? at - 1 : at
  if (!phraseEndsAt(dayCues, reader.tokens, cue) || cue === at) return null
  const next = reader.tokens[day.end]
  if (next?.kind === 'word' && !reader.vocabulary.years.functionWords.has(next.text)) return null
  return day.value > 31
    ? invalid(day.end, 'day-of-month')
    : found(day.end, { type: 'day_of_month', day: day.value }, 'day-of-month')
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
  if (reference.year !== null && holidayOfYear(reference.year, holiday.value.rule, 1) === null) {
    return invalid(year?.end ?? holiday.end, 'holiday-without-date')
  }
  const expression: TimeExpression = {
    type: 'holiday',
    name: holiday.value.name,
    rule: holiday.value.rule,
    days: holiday.value.days,
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
  const weekday = weekdayAt(reader, start) ?? (which === null ? null : ownedWeekday(reader, start))
  if (weekday === null) return null
  return found(weekday.end, { type: 'weekday', weekday: weekday.value, which: which?.value ?? null }, 'weekday')
}

/** "last saturdays takings": what one day had, where its apostrophe is left out. */
function ownedWeekday(reader: Reader, at: number): Counted | null {
  const { weekdays, ranges } = reader.vocabulary
  const days = valueAt(reader, weekdays.plurals, at)
  const [day, another] = days?.value ?? []
  if (days === null || day === undefined || another !== undefined) return null
  const goesOn = reader.tokens[days.end]?.kind === 'word'
  const joined = after(reader, ranges.lists, days.end) ?? after(reader, ranges.in, days.end)
  return goesOn && joined === null ? { value: day, end: days.end } : null
}

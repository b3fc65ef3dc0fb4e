import type { Counted, Found, Reader } from '../reader.ts'
import { after, found, invalid, skip, skipThe, textAt, valueAt, wrap } from '../reader.ts'
import type { TimeExpression } from '../types.ts'
import { readAtom } from './atoms.ts'
import { weekdayAt } from './month-names.ts'
import { unitOf, weekdayOf } from './parts.ts'
import { readYearReference } from './years.ts'

/** "week of 4 March", "w/c 4 March 2024", "week ending 14 June", "Black Friday week". */
export function parseWeekOf(reader: Reader, at: number): Found | null {
  const { weekCommencing, weekStarting, weekEnding } = reader.vocabulary.units
  return (
    weekBy(reader, after(reader, weekEnding, at), endingOn) ??
    weekBy(reader, after(reader, weekStarting, at), startingOn) ??
    weekBy(reader, after(reader, weekCommencing, at), weekAround) ??
    parseHolidayWeek(reader, at)
  )
}

function weekBy(reader: Reader, cue: number | null, build: (day: TimeExpression) => TimeExpression): Found | null {
  if (cue === null) return null
  const day = readAtom(reader, skipThe(reader, skip(reader, reader.vocabulary.ranges.in, cue)))
  if (day === null || (day.expression !== null && unitOf(day.expression) !== null && !isDay(day.expression)))
    return null
  return wrap(day, day.end, 'week-of', build)
}

function isDay(expression: TimeExpression): boolean {
  return unitOf(expression) === 'day'
}

function weekAround(period: TimeExpression): TimeExpression {
  return { type: 'containing', unit: 'week', period }
}

/** Seven days from the day said, whatever weekday it is: a company may count its weeks from any. */
function startingOn(period: TimeExpression): TimeExpression {
  return { type: 'beside', unit: 'week', count: 1, side: 'from', period }
}

function endingOn(period: TimeExpression): TimeExpression {
  return { type: 'beside', unit: 'week', count: 1, side: 'ending', period }
}

function parseHolidayWeek(reader: Reader, at: number): Found | null {
  const named = readAtom(reader, at)
  if (named?.expression?.type !== 'holiday') return null
  // "Christmas weekend" has no fixed days where the vocabulary names none
  const weekend = after(reader, reader.vocabulary.weekdays.weekend, named.end)
  if (weekend !== null) return invalid(weekend, 'vague-part')
  const week = valueAt(reader, reader.vocabulary.units.names, named.end)
  if (week?.value !== 'week') return null
  const { expression } = named
  const hasYear = expression.year !== null || expression.yearOffset !== null || expression.which !== null
  const year = hasYear ? null : readYearReference(reader, week.end, 'apostrophe')
  const period: TimeExpression =
    year === null ? expression : { ...expression, year: year.year, yearOffset: year.yearOffset }
  return found(year?.end ?? week.end, weekAround(period), 'week-of')
}

interface Weekdays {
  readonly first: number
  readonly last: number
  readonly end: number
}

/** "Monday of last week", "Mon-Fri last week", "last week Monday to Friday", "last week's Friday". */
export function parseDaysOfWeek(reader: Reader, at: number): Found | null {
  const days = readWeekdays(reader, at)
  if (days !== null) {
    const start = textAt(reader, days.end) === ',' ? null : skip(reader, reader.vocabulary.ranges.in, days.end)
    const week = start === null ? null : (weekAt(reader, start) ?? weekAt(reader, days.end))
    return week === null ? null : daysOf(days, week, week.end)
  }
  const week = weekAt(reader, at)
  if (week === null) return null
  let start = week.end
  if (textAt(reader, start) === "'" && textAt(reader, start + 1) === 's') start += 2
  const named = readWeekdays(reader, skip(reader, reader.vocabulary.ranges.in, start)) ?? readWeekdays(reader, start)
  return named === null ? null : daysOf(named, week, named.end)
}

/** A period that is one week: "last week", "week 12", "the week of 3 March". */
function weekAt(reader: Reader, at: number): Found | null {
  const start = skipThe(reader, at)
  const week = readAtom(reader, start) ?? parseWeekOf(reader, start)
  const { expression } = week ?? { expression: null }
  if (expression === null) return null
  return unitOf(expression) === 'week' || expression.type === 'containing' ? week : null
}

/** One weekday or two joined ("Mon-Fri"); short names count, for a week stands beside them. */
function readWeekdays(reader: Reader, at: number): Weekdays | null {
  const first = namedWeekday(reader, at)
  if (first === null) return null
  const connector = after(reader, reader.vocabulary.ranges.to, first.end)
  const last = connector === null ? null : namedWeekday(reader, connector)
  return last === null
    ? { first: first.value, last: first.value, end: first.end }
    : { first: first.value, last: last.value, end: last.end }
}

function namedWeekday(reader: Reader, at: number): Counted | null {
  return weekdayAt(reader, at) ?? valueAt(reader, reader.vocabulary.weekdays.names, at)
}

function daysOf({ first, last }: Weekdays, week: Found, end: number): Found | null {
  if (first === last) return wrap(week, end, 'days-of-week', (period) => weekdayOf(first, 1, period))
  return wrap(week, end, 'days-of-week', (period) => ({
    type: 'range',
    from: weekdayOf(first, 1, period),
    to: weekdayOf(last, 1, period),
  }))
}

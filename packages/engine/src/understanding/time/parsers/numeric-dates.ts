import { isValidDate } from '../dates.ts'
import { phraseEndsAt } from '../phrase-table.ts'
import type { Found, Reader } from '../reader.ts'
import { ambiguous, digits, found, invalid, isGlued, join, textAt } from '../reader.ts'
import type { TimeExpression } from '../types.ts'
import { fullYear, isYear, noYear } from './years.ts'

interface Group {
  readonly values: readonly number[]
  readonly lengths: readonly number[]
  readonly mark: string
  readonly end: number
}

/** Dates and months in figures: 2024-09-30, 13/01/19, 03/04/2024, 2024-09, 09/2024. */
export function parseNumericDate(reader: Reader, at: number): Found | null {
  if (isTailOfNumber(reader, at)) return null
  const compact = readCompact(reader, at)
  if (compact !== null) return compact
  const group = readGroup(reader, at)
  if (group === null) return null
  const [first = 0, second = 0, third] = group.values
  const [firstLength = 0, secondLength = 0, thirdLength = 0] = group.lengths
  if (third !== undefined) {
    if (firstLength === 4 && thirdLength <= 2) return oneDate(group.end, first, second, third)
    if (firstLength > 2 || (thirdLength !== 2 && thirdLength !== 4)) return null
    return eitherOrder(reader, group, first, second, thirdLength === 2 ? fullYear(third) : third)
  }
  if (firstLength === 4 && secondLength === 2 && group.mark !== '.')
    return yearAndMonth(reader, group.end, first, second)
  if (firstLength <= 2 && secondLength === 4 && group.mark !== '.' && isYear(reader, second)) {
    return oneMonth(group.end, second, first)
  }
  const bothShort = firstLength <= 2 && secondLength <= 2
  const placed = phraseEndsAt(reader.vocabulary.ranges.in, reader.tokens, at) || endsOpener(reader, at)
  return bothShort && group.mark === '/' && placed ? eitherOrder(reader, group, first, second, null) : null
}

/** Glued to figures, letters or a sign before it; two dots or more join a range. */
function isTailOfNumber(reader: Reader, at: number): boolean {
  if (!isGlued(reader, at) || textAt(reader, at - 1) + textAt(reader, at - 2) === '..') return false
  return /[\d.,/$€£_\p{L}-]/u.test(textAt(reader, at - 1))
}

/** 20240930 after a word such as "on" or "since"; elsewhere eight figures are a number. */
function readCompact(reader: Reader, at: number): Found | null {
  const figures = digits(reader, at, 8, 8)
  if (figures === null || isGlued(reader, figures.end)) return null
  const { dayCues } = reader.vocabulary.relative
  const { in: inWords, to } = reader.vocabulary.ranges
  const cues = [dayCues, inWords, to].some((table) => phraseEndsAt(table, reader.tokens, at))
  const placed = at === 0 || cues || endsOpener(reader, at)
  const year = Math.floor(figures.value / 10_000)
  if (!placed || !isYear(reader, year)) return null
  return oneDate(figures.end, year, Math.floor(figures.value / 100) % 100, figures.value % 100)
}

/** "01/02-14/02/2025", "2024-03-01/2024-05-31": two dates written as one; the first borrows the year of the second. */
export function parseNumericRange(reader: Reader, at: number): Found | null {
  if (isTailOfNumber(reader, at)) return null
  const first = readGroup(reader, at)
  if (first === null || !isGlued(reader, first.end)) return null
  const connector = textAt(reader, first.end)
  if (connector === first.mark || (connector !== '-' && connector !== '/')) return null
  const second = readGroup(reader, first.end + 1)
  if (second === null || second.mark !== first.mark || !isGlued(reader, first.end + 1)) return null
  if (first.mark === '-') {
    const [from, to] = [isoGroup(reader, first), isoGroup(reader, second)]
    return from === null || to === null ? null : join(from, to, 'numeric-range', rangeBetween)
  }
  const [, , year] = second.values
  if (year === undefined || (first.mark !== '/' && first.mark !== '.')) return null
  const years = [first.values[2] ?? year, year].map((one) => (one < 100 ? fullYear(one) : one))
  const [from = null, to = null] = [first, second].map((group, index) =>
    eitherOrder(reader, group, group.values[0] ?? 0, group.values[1] ?? 0, years[index] ?? null),
  )
  return from === null || to === null ? null : join(from, to, 'numeric-range', rangeBetween)
}

function isoGroup(reader: Reader, { values, lengths, end }: Group): Found | null {
  const [year = 0, month = 0, day] = values
  if (lengths[0] !== 4 || !isYear(reader, year)) return null
  return day === undefined ? oneMonth(end, year, month) : oneDate(end, year, month, day)
}

/** Null when the dates run backwards: in an order that cannot be meant, the other is. */
function rangeBetween(from: TimeExpression, to: TimeExpression): TimeExpression | null {
  if (from.type === 'date' && to.type === 'date') {
    if (orderOf(from) > orderOf(to)) return null
  }
  return { type: 'range', from, to }
}

function orderOf(date: Extract<TimeExpression, { type: 'date' }>): number {
  return (date.year ?? 0) * 372 + date.month * 31 + date.day
}

function endsOpener(reader: Reader, at: number): boolean {
  const { since, until, before, after, between, asOf } = reader.vocabulary.ranges
  return [since, until, before, after, between, asOf].some((table) => phraseEndsAt(table, reader.tokens, at))
}

/** Two or three glued numbers with the same mark between them. */
function readGroup(reader: Reader, at: number): Group | null {
  const first = digits(reader, at, 1, 4)
  const mark = textAt(reader, at + 1)
  const second = digits(reader, at + 2, 1, 4)
  if (first === null || second === null || (mark !== '-' && mark !== '/' && mark !== '.')) return null
  if (!isGlued(reader, at + 1) || !isGlued(reader, at + 2)) return null
  const values = [first.value, second.value]
  const lengths = [textAt(reader, at).length, textAt(reader, at + 2).length]
  let end = at + 3
  const third = digits(reader, at + 4, 1, 4)
  if (third !== null && textAt(reader, at + 3) === mark && isGlued(reader, at + 3) && isGlued(reader, at + 4)) {
    values.push(third.value)
    lengths.push(textAt(reader, at + 4).length)
    end = at + 5
  }
  const next = reader.tokens[end]
  const dots = next?.text === '.' && textAt(reader, end + 1) === '.'
  const goesOn = next?.glued === true && !dots && (next.kind !== 'mark' || next.text === mark || next.text === '%')
  if (!goesOn) return { values, lengths, mark, end }
  const time = values.length === 3 && next.text === 't' && isGlued(reader, end + 1)
  return time ? { values, lengths, mark, end: endOfTime(reader, end) } : null
}

/** Skips the clock part of a timestamp: only its day matters here. */
function endOfTime(reader: Reader, at: number): number {
  let end = at + 1
  while (isGlued(reader, end) && (reader.tokens[end]?.kind === 'number' || /[:.z+]/.test(textAt(reader, end)))) end += 1
  return end
}

function oneDate(end: number, year: number, month: number, day: number): Found {
  if (!isValidDate(year, month, day)) return invalid(end, 'numeric-date')
  return found(end, { ...noYear, type: 'date', year, month, day, weekday: null }, 'numeric-date')
}

function oneMonth(end: number, year: number, month: number): Found {
  if (month < 1 || month > 12) return invalid(end, 'numeric-month')
  const expression: TimeExpression = {
    ...noYear,
    type: 'period_of_year',
    unit: 'month',
    number: month,
    year,
    fiscal: false,
  }
  return found(end, expression, 'numeric-month')
}

/** 2024-09 is a month; 2023-24 can only be two years. */
function yearAndMonth(reader: Reader, end: number, year: number, second: number): Found | null {
  if (!isYear(reader, year)) return null
  if (second <= 12 || second <= year % 100) return oneMonth(end, year, second)
  const to = Math.floor(year / 100) * 100 + second
  if (to === year + 1 && reader.calendar.fiscalYearStartMonth > 1) {
    return found(end, { type: 'year', year: to, fiscal: true }, 'fiscal-year')
  }
  return found(
    end,
    { type: 'range', from: { type: 'year', year, fiscal: false }, to: { type: 'year', year: to, fiscal: false } },
    'year-range',
  )
}

function eitherOrder(reader: Reader, group: Group, first: number, second: number, year: number | null): Found {
  // a leap year stands in for a missing year, so that 29/02 stays possible
  const probe = year ?? 2024
  const dayFirst: TimeExpression = { ...noYear, type: 'date', year, month: second, day: first, weekday: null }
  const monthFirst: TimeExpression = { ...noYear, type: 'date', year, month: first, day: second, weekday: null }
  const canDayFirst = isValidDate(probe, second, first)
  const canMonthFirst = isValidDate(probe, first, second)
  if (!canDayFirst && !canMonthFirst) return invalid(group.end, 'numeric-date')
  if (canDayFirst && canMonthFirst && first !== second && group.mark !== '.') {
    if (reader.calendar.dateOrder === null) return ambiguous(group.end, [dayFirst, monthFirst], 'numeric-date')
    return found(group.end, reader.calendar.dateOrder === 'day_first' ? dayFirst : monthFirst, 'numeric-date')
  }
  return found(group.end, canDayFirst ? dayFirst : monthFirst, 'numeric-date')
}

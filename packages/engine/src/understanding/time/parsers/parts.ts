import type { Found, Reader } from '../reader.ts'
import { after, ambiguous, cardinal, found, invalid, isPlaceInOrder, ordinal, skip, textAt, wrap } from '../reader.ts'
import type { TimeExpression, TimeUnit } from '../types.ts'
import { readAtom } from './atoms.ts'
import { weekdayAt } from './month-names.ts'
import { readTheUnit, readUnit } from './relative.ts'

/** The unit a period is one of; null for all that is no single unit. */
export function unitOf(expression: TimeExpression): TimeUnit | null {
  switch (expression.type) {
    case 'year':
      return 'year'
    case 'relative':
    case 'period_of_year':
      return expression.unit
    default:
      return null
  }
}

/** Ordinal or "last" at the position: -1 counts from the end. */
function position(reader: Reader, at: number): { value: number; end: number } | null {
  const last = after(reader, reader.vocabulary.relative.lastOf, at)
  return last === null ? ordinal(reader, at) : { value: -1, end: last }
}

/** The period after "of" or "in"; a comma joins none. */
function periodAfter(reader: Reader, at: number): Found | null {
  const of = textAt(reader, at) === ',' ? null : after(reader, reader.vocabulary.ranges.in, at)
  return of === null ? null : (readAtom(reader, of) ?? readTheUnit(reader, of))
}

/** "first 10 days of March", "last quarter of 2024", "second week of December", "first half of last month". */
export function parsePart(reader: Reader, at: number): Found | null {
  const place = position(reader, at)
  if (place === null) return null
  const count = place.value === 1 || place.value === -1 ? cardinal(reader, place.end) : null
  const unit = readUnit(reader, count?.end ?? place.end)
  const period = unit === null ? null : periodAfter(reader, unit.end)
  if (unit === null || period === null || period.expression === null) return null
  return part(period.expression, unit.unit, place.value, count?.value ?? 1, period.end)
}

const rank: Readonly<Record<TimeUnit, number>> = { day: 0, week: 1, month: 2, quarter: 3, half: 4, year: 5 }

function part(period: TimeExpression, unit: TimeUnit, number: number, count: number, end: number): Found | null {
  const whole = unitOf(period)
  // a month has halves by its days (1 to 15, 16 to the end); those of a quarter have no agreed border
  const halfMonth = unit === 'half' && whole === 'month'
  if (whole === null || (!halfMonth && rank[unit] >= rank[whole])) return null
  if (unit === 'half' && whole !== 'year' && !halfMonth) return null
  const most = { day: 366, week: 53, month: 12, quarter: 4, half: 2, year: 1 }[unit]
  if (number > most || count > most) return invalid(end, 'part-of')
  return found(end, { type: 'part_of', unit, number, count, period }, 'part-of')
}

/** "the 15th of last month", "1st of this month". */
export function parseDayOfMonth(reader: Reader, at: number): Found | null {
  const day = ordinal(reader, at)
  if (day === null || day.value > 31 || isPlaceInOrder(reader, at, day.end)) return null
  const period = periodAfter(reader, day.end)
  if (period?.expression == null || unitOf(period.expression) !== 'month') return null
  return part(period.expression, 'day', day.value, 1, period.end)
}

/** "first Monday of March", "last Friday of the quarter". */
export function parseWeekdayOf(reader: Reader, at: number): Found | null {
  const place = position(reader, at)
  const weekday = place === null ? null : weekdayAt(reader, place.end)
  const period = weekday === null ? null : periodAfter(reader, weekday.end)
  const unit = period?.expression == null ? null : unitOf(period.expression)
  if (place === null || weekday === null || period === null || unit === null) return null
  if (unit === 'day' || unit === 'week') return null
  if (place.value > (unit === 'month' ? 5 : 13)) return invalid(period.end, 'weekday-of')
  return wrap(period, period.end, 'weekday-of', (inner) => weekdayOf(weekday.value, place.value, inner))
}

export function weekdayOf(weekday: number, number: number, period: TimeExpression): TimeExpression {
  return { type: 'weekday_of', weekday, number, period }
}

/** "mid 2024", "early March": no fixed days, so asked with the usual two readings and never guessed. */
export function parseVague(reader: Reader, at: number): Found | null {
  const cue = reader.vocabulary.relative.vagueParts
  const named = after(reader, cue, at)
  if (named === null || reader.vocabulary.relative.vagueNotAfter.has(textAt(reader, at - 1))) return null
  const start = textAt(reader, named) === '-' ? named + 1 : named
  const period =
    readAtom(reader, skip(reader, reader.vocabulary.ranges.in, start)) ??
    readAtom(reader, start) ??
    readTheUnit(reader, start)
  if (period === null) return null
  const { expression } = period
  const unit = expression === null ? null : unitOf(expression)
  if (expression === null || unit === null || unit === 'day' || unit === 'week')
    return invalid(period.end, 'vague-part')
  const third = vagueThird(reader, at, named)
  return ambiguous(period.end, vagueReadings(expression, unit, third), 'vague-part')
}

/** "around Christmas", "over Easter", "around 15 July": the day itself or the week it is in. */
export function parseAround(reader: Reader, at: number): Found | null {
  const { vagueAround, vagueOver } = reader.vocabulary.relative
  const around = after(reader, vagueAround, at)
  const cue = around ?? after(reader, vagueOver, at)
  const day = cue === null ? null : readAtom(reader, skip(reader, reader.vocabulary.numbers.definite, cue))
  if (
    day?.expression == null ||
    (day.expression.type !== 'holiday' && (around === null || day.expression.type !== 'date'))
  ) {
    return null
  }
  if (day.expression.type === 'holiday' && (day.expression.days > 1 || day.expression.rule.type === 'months'))
    return null
  const week: TimeExpression = { type: 'containing', unit: 'week', period: day.expression }
  return ambiguous(day.end, [day.expression, week], 'vague-part')
}

type Third = 'early' | 'mid' | 'late'

function vagueThird(reader: Reader, from: number, to: number): Third {
  const { vagueThirds } = reader.vocabulary.relative
  for (let at = from; at < to; at += 1) {
    const third = vagueThirds.get(textAt(reader, at))
    if (third !== undefined) return third
  }
  return 'mid'
}

function vagueReadings(period: TimeExpression, unit: TimeUnit, third: Third): TimeExpression[] {
  const slices = vagueParts[unit === 'year' || unit === 'quarter' ? unit : 'month'][third]
  return slices.map((slice): TimeExpression => {
    if (slice === 'whole') return period
    const [of, from, to] = slice
    const one = (number: number): TimeExpression => ({ type: 'part_of', unit: of, number, count: 1, period })
    return from === to ? one(from) : { type: 'range', from: one(from), to: one(to) }
  })
}

type Slice = readonly [unit: TimeUnit, from: number, to: number] | 'whole'

const vagueParts: Readonly<Record<'year' | 'quarter' | 'month', Readonly<Record<Third, readonly Slice[]>>>> = {
  year: {
    early: [
      ['quarter', 1, 1],
      ['half', 1, 1],
    ],
    mid: [
      ['month', 6, 7],
      ['quarter', 2, 3],
    ],
    late: [
      ['quarter', 4, 4],
      ['half', 2, 2],
    ],
  },
  quarter: {
    early: [['month', 1, 1], 'whole'],
    mid: [['month', 2, 2], 'whole'],
    late: [['month', 3, 3], 'whole'],
  },
  month: {
    early: [
      ['day', 1, 10],
      ['day', 1, 15],
    ],
    mid: [['day', 11, 20], 'whole'],
    late: [
      ['day', 21, 31],
      ['day', 16, 31],
    ],
  },
}

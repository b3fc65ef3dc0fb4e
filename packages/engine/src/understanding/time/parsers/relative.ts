import { phraseEndsAt } from '../phrase-table.ts'
import type { Found, Reader } from '../reader.ts'
import {
  after,
  ambiguous,
  cardinal,
  digits,
  found,
  isBoundary,
  isGlued,
  skip,
  skipThe,
  textAt,
  valueAt,
} from '../reader.ts'
import type { TimeExpression, TimeUnit } from '../types.ts'
import { offsetOf, readWhich, readYearReference } from './years.ts'

/** today, yesterday, tomorrow */
export function parseRelativeDay(reader: Reader, at: number): Found | null {
  const day = valueAt(reader, reader.vocabulary.relative.days, at)
  if (day === null) return null
  const period: TimeExpression = { type: 'relative', unit: 'day', offset: day.value, fiscal: false }
  const year = readYearReference(reader, day.end, 'no')
  const other = year?.yearOffset == null || year.fiscal ? null : { count: year.yearOffset, end: year.end }
  if (other === null || other.count === 0) return found(day.end, period, 'relative-day')
  return found(other.end, { type: 'moved', unit: 'year', count: other.count, period }, 'relative-day')
}

interface UnitFound {
  readonly unit: TimeUnit
  readonly fiscal: boolean
  readonly end: number
}

/** "quarter", "fiscal year", "full month". */
export function readUnit(reader: Reader, at: number): UnitFound | null {
  const { names, fiscal, calendar, whole, fiscalYear } = reader.vocabulary.units
  const start = skip(reader, calendar, skip(reader, whole, at))
  const afterFiscal = skip(reader, fiscal, start)
  const unit = valueAt(reader, names, afterFiscal)
  if (unit !== null) return { unit: unit.value, fiscal: afterFiscal > start, end: unit.end }
  const abbreviated = after(reader, fiscalYear, start)
  return abbreviated === null || afterFiscal > start ? null : { unit: 'year', fiscal: true, end: abbreviated }
}

/** "lw", "ly"; "ty vs ly", where "ty" alone says thanks. */
function parseUnitAbbreviation(reader: Reader, at: number): Found | null {
  const short = valueAt(reader, reader.vocabulary.relative.unitAbbreviations, at)
  if (short === null || !isBoundary(reader, at)) return null
  const { unit, offset } = short.value
  const { lists } = reader.vocabulary.ranges
  const beside = (start: number): boolean => {
    const other = valueAt(reader, reader.vocabulary.relative.unitAbbreviations, start)
    return other !== null && other.value.unit === unit && other.value.offset !== offset
  }
  const next = after(reader, lists, short.end)
  const contrasted = (next !== null && beside(next)) || (phraseEndsAt(lists, reader.tokens, at) && beside(at - 2))
  return offset < 0 || contrasted ? relative({ unit, fiscal: false, end: short.end }, offset, short.end) : null
}

/** "lately", "in recent weeks": no fixed days, so asked with the usual readings. */
function parseRecent(reader: Reader, at: number): Found | null {
  const { vagueRecent, recent } = reader.vocabulary.relative
  const vague = after(reader, vagueRecent, at)
  if (vague !== null && isBoundary(reader, at)) {
    const readings = [
      rolling({ unit: 'day', fiscal: false }, 30, 'past'),
      rolling({ unit: 'month', fiscal: false }, 3, 'past'),
    ]
    return ambiguous(vague, readings, 'rolling-vague')
  }
  const cue = after(reader, recent, at)
  const unit = cue === null ? null : readUnit(reader, cue)
  if (unit === null || !textAt(reader, unit.end - 1).endsWith('s')) return null
  return ambiguous(
    unit.end,
    [3, 6].map((count) => rolling(unit, count, 'past')),
    'rolling-vague',
  )
}

/** "this quarter", "last full month", "month before last", "the quarter that just ended", "3 weeks ago". */
export function parseRelativeUnit(reader: Reader, at: number): Found | null {
  return (
    parseWhichUnit(reader, at) ??
    parseUnitSuffix(reader, at) ??
    parseCountedEnd(reader, at) ??
    parseAgo(reader, at) ??
    parseUnitAbbreviation(reader, at) ??
    parseRecent(reader, at)
  )
}

function relative(unit: UnitFound, offset: number, end: number): Found {
  return found(end, { type: 'relative', unit: unit.unit, offset, fiscal: unit.fiscal }, 'relative-unit')
}

function parseWhichUnit(reader: Reader, at: number): Found | null {
  const span = valueAt(reader, reader.vocabulary.relative.spans, at)
  if (span !== null && isBoundary(reader, at)) {
    const { unit, count, direction } = span.value
    return found(span.end, rolling({ unit, fiscal: false }, count, direction), 'rolling-span')
  }
  const which = readWhich(reader, at)
  if (which === null) return null
  const multiple = valueAt(reader, reader.vocabulary.units.multiples, which.end)
  if (multiple !== null && which.value !== 'this') {
    const direction = which.value === 'last' ? 'past' : 'future'
    return found(
      multiple.end,
      rolling({ unit: multiple.value.unit, fiscal: false }, multiple.value.count, direction),
      'rolling',
    )
  }
  // "this past quarter", "the last completed month"
  const doubled = which.value === 'this' ? readWhich(reader, which.end) : null
  const direction = doubled ?? which
  const unit = readUnit(reader, direction.end)
  if (unit === null) return null
  if (direction.value !== 'this' && isUncounted(reader, unit.end)) {
    const way = direction.value === 'last' ? 'past' : 'future'
    return ambiguous(
      unit.end,
      [3, 6].map((count) => rolling(unit, count, way)),
      'rolling-vague',
    )
  }
  return direction.value === 'this'
    ? thisUnitOfAYear(reader, unit)
    : relative(unit, offsetOf(direction.value), unit.end)
}

/** "in previous years" are several, where "last years revenue" only lacks its apostrophe. */
function isUncounted(reader: Reader, end: number): boolean {
  if (!/[a-z]{3}s$/.test(textAt(reader, end - 1))) return false
  const next = reader.tokens[end]
  if (next === undefined) return true
  if (next.kind === 'word') return reader.vocabulary.years.functionWords.has(next.text) && next.text !== 's'
  return next.kind === 'mark' && next.text !== "'" && next.text !== '/'
}

/** "this month last year": the same month of that year; by itself the running one. */
function thisUnitOfAYear(reader: Reader, unit: UnitFound): Found {
  const running = relative(unit, 0, unit.end)
  if (unit.unit === 'year' || running.expression === null) return running
  const year = readYearReference(reader, unit.end, 'no')
  const named = year?.yearOffset == null || year.fiscal ? null : { count: year.yearOffset, end: year.end }
  const other = named ?? yearsAgo(reader, unit.end)
  if (other === null || other.count === 0) return running
  return found(other.end, { type: 'moved', unit: 'year', count: other.count, period: running.expression }, 'moved-unit')
}

/** "a year ago", "2 years ago" */
function yearsAgo(reader: Reader, at: number): { count: number; end: number } | null {
  const ago = parseAgo(reader, at)
  if (ago?.expression?.type !== 'relative' || ago.expression.unit !== 'year') return null
  return { count: ago.expression.offset, end: ago.end }
}

function parseUnitSuffix(reader: Reader, at: number): Found | null {
  const unit = readUnit(reader, at)
  if (unit === null) return null
  const { justEnded, beforeLast, afterNext } = reader.vocabulary.relative
  const ended = after(reader, justEnded, unit.end)
  if (ended !== null) return relative(unit, -1, ended)
  const before = after(reader, beforeLast, unit.end)
  if (before !== null) return relative(unit, -2, before)
  const further = after(reader, afterNext, unit.end)
  return further === null ? null : relative(unit, 2, further)
}

/** "the 12 months just gone", "the 30 days up to now": so many units that end today. */
function parseCountedEnd(reader: Reader, at: number): Found | null {
  const count = isBoundary(reader, at) ? cardinal(reader, at) : null
  const unit = count === null || count.value === 0 ? null : readCountedUnit(reader, count.end)
  if (count === null || unit === null) return null
  const { justEnded, toDateAlone } = reader.vocabulary.relative
  const end = after(reader, justEnded, unit.end) ?? after(reader, toDateAlone, unit.end)
  return end === null ? null : found(end, rolling(unit, count.value, 'past'), 'rolling')
}

function parseAgo(reader: Reader, at: number): Found | null {
  // "3 to 6 months ago" is no month
  const joined = after(reader, reader.vocabulary.ranges.to, at - 1) === at && cardinal(reader, at - 2) !== null
  if (!isBoundary(reader, at) || joined) return null
  const article = after(reader, reader.vocabulary.numbers.articles, at)
  const count = cardinal(reader, at) ?? (article === null ? null : { value: 1, end: article })
  const multiple = count === null ? null : valueAt(reader, reader.vocabulary.units.multiples, count.end)
  const multipleAgo = multiple === null ? null : after(reader, reader.vocabulary.relative.ago, multiple.end)
  if (count !== null && multiple !== null && multipleAgo !== null) {
    const { unit, count: times } = multiple.value
    return relative({ unit, fiscal: false, end: multiple.end }, -count.value * times, multipleAgo)
  }
  const unit = count === null ? null : readUnit(reader, count.end)
  if (count === null || unit === null) return null
  const past = after(reader, reader.vocabulary.relative.ago, unit.end)
  if (past !== null) return agoFrom(reader, unit, count.value, past)
  const future = after(reader, reader.vocabulary.relative.fromNow, unit.end)
  return future === null ? null : relative(unit, count.value, future)
}

/** "a year ago this month" and "a month ago today" move what is named; by itself the whole unit back then is meant. */
function agoFrom(reader: Reader, unit: UnitFound, count: number, end: number): Found {
  const which = readWhich(reader, end)
  const same = which?.value === 'this' ? readUnit(reader, which.end) : null
  const day = valueAt(reader, reader.vocabulary.relative.days, end)
  const period: UnitFound | null = day?.value === 0 ? { unit: 'day', fiscal: false, end: day.end } : same
  const running = period === null || unit.fiscal ? null : relative(period, 0, period.end).expression
  if (period === null || running === null) return relative(unit, -count, end)
  return found(period.end, { type: 'moved', unit: unit.unit, count: -count, period: running }, 'moved-unit')
}

/** "last 3 months", "next twelve months", "trailing four quarters", "L12M", "L8Q", "last few weeks" (asked). */
export function parseRolling(reader: Reader, at: number): Found | null {
  if (!isBoundary(reader, at)) return null
  const { rollingPast, rollingFuture } = reader.vocabulary.relative
  const past = after(reader, rollingPast, at)
  const future = after(reader, rollingFuture, at)
  const end = past ?? future
  if (end === null) return null
  const direction = past === null ? 'future' : 'past'
  if (past !== null && textAt(reader, at).length === 1) return parseShortRolling(reader, past)
  const count = cardinal(reader, end)
  const weekdays = count === null ? null : valueAt(reader, reader.vocabulary.weekdays.plurals, count.end)
  if (count !== null && count.value > 0 && weekdays !== null && direction === 'past') {
    return found(
      weekdays.end,
      { type: 'rolling_weekdays', weekdays: weekdays.value, count: count.value },
      'rolling-weekdays',
    )
  }
  const unit = count === null ? null : readCountedUnit(reader, count.end)
  if (count !== null && count.value > 0 && unit !== null) {
    return found(unit.end, rolling(unit, count.value, direction), 'rolling')
  }
  const vague = valueAt(reader, reader.vocabulary.numbers.vague, end)
  const vagueUnit = vague === null ? null : readUnit(reader, vague.end)
  if (vague === null || vagueUnit === null) return null
  return ambiguous(
    vagueUnit.end,
    vague.value.map((value) => rolling(vagueUnit, value, direction)),
    'rolling-vague',
  )
}

/** The unit of "3 months", "12-month", "30d"; a letter only right behind its figures. */
function readCountedUnit(reader: Reader, at: number): UnitFound | null {
  const unit = readUnit(reader, textAt(reader, at) === '-' ? at + 1 : at)
  if (unit !== null || !isGlued(reader, at) || isGlued(reader, at + 1)) return unit
  const letter = reader.vocabulary.units.letters.get(textAt(reader, at))
  return letter === undefined ? null : { unit: letter, fiscal: false, end: at + 1 }
}

function rolling(
  { unit, fiscal }: Omit<UnitFound, 'end'>,
  count: number,
  direction: 'past' | 'future',
): TimeExpression {
  return { type: 'rolling', unit, count, direction, fiscal }
}

/** The "12M" of "L12M". */
function parseShortRolling(reader: Reader, at: number): Found | null {
  const count = digits(reader, at, 1, 3)
  if (count === null || count.value === 0 || !isGlued(reader, at) || !isGlued(reader, count.end)) return null
  const unit = reader.vocabulary.units.letters.get(textAt(reader, count.end))
  return unit === undefined
    ? null
    : found(count.end + 1, rolling({ unit, fiscal: false }, count.value, 'past'), 'rolling')
}

/** "rest of the year", "remainder of Q4". */
export function readTheUnit(reader: Reader, at: number): Found | null {
  const start = skipThe(reader, at)
  const unit = readUnit(reader, start)
  return unit === null ? null : relative(unit, 0, unit.end)
}

import { isValidDate } from '../dates.ts'
import type { Found, Reader } from '../reader.ts'
import {
  after,
  ambiguous,
  cardinal,
  digits,
  found,
  invalid,
  isBoundary,
  isGlued,
  join,
  ordinal,
  skip,
  skipThe,
  textAt,
  wrap,
} from '../reader.ts'
import { distribute } from '../refiners/distribute-years.ts'
import type { TimeExpression } from '../types.ts'
import type { Hit } from './hit.ts'
import { periodHit } from './hit.ts'
import { readPeriod } from './periods.ts'
import { readUnit } from './relative.ts'
import { continues, offsetOf, readWhich, readYear } from './years.ts'

/** A period by itself, or two joined into one range: "Q3 2024", "Jan to Mar 2024", "2022-2024". */
export function parsePlainRange(reader: Reader, at: number): Hit | null {
  const from = readPeriod(reader, at)
  if (from === null) return null
  const connector = after(reader, reader.vocabulary.ranges.to, from.end)
  const compared = connector !== null && isComparedBefore(reader, at) && textAt(reader, from.end) !== '-'
  const to = connector === null || compared ? null : readEnd(reader, connector)
  return periodHit(at, (to === null ? null : rangeOf(from, to)) ?? from)
}

/** "from Jan to Mar 2024", "between 1 Jan and 15 Feb", "from 2023 onwards". */
export function parseFromTo(reader: Reader, at: number): Hit | null {
  const { from: fromWords, between, to: toWords, and, onward, onwardAfterFrom } = reader.vocabulary.ranges
  const fromCue = after(reader, fromWords, at)
  const cue = fromCue ?? after(reader, between, at)
  const from = cue === null ? null : readPeriod(reader, skipThe(reader, cue))
  if (from === null) return null
  const connector = after(reader, fromCue === null ? and : toWords, from.end)
  const to = connector === null ? null : (readEnd(reader, connector) ?? readSecondDay(reader, from, connector))
  const range = to === null ? null : rangeOf(from, to)
  // "the difference between June and May" takes the two apart
  if (range?.invalid && fromCue === null && isAboutDifference(reader)) return null
  if (range !== null) return periodHit(at, range)
  // "between 1 and 15 March" is read as one range already
  if (from.expression?.type === 'range') return periodHit(at, from)
  const day = fromCue === null || from.expression?.type !== 'date' ? null : from.expression
  const goesOn = after(reader, onward, from.end) ?? after(reader, onwardAfterFrom, from.end)
  // "from 1 March" opens a range for most, and is that one day for some
  if (day !== null && goesOn === null) return periodHit(at, ambiguous(from.end, [since(day), day], 'from-day'))
  const open = fromCue === null ? null : (after(reader, onward, from.end) ?? after(reader, onwardAfterFrom, from.end))
  // "from 1 March on, …", where "from March on-site" goes on with another word
  const goesOnInWord = open !== null && isGlued(reader, open) && !isEndMark(textAt(reader, open))
  if (open === null || goesOnInWord) return null
  return periodHit(at, wrap(from, open, 'since', since))
}

function isEndMark(text: string): boolean {
  return /^[.,;:!?)]$/.test(text)
}

function isAboutDifference(reader: Reader): boolean {
  return reader.tokens.some((_, at) => after(reader, reader.vocabulary.comparisons.differences, at) !== null)
}

function readEnd(reader: Reader, at: number): Found | null {
  const period = readPeriod(reader, skipThe(reader, at))
  if (period !== null) return period
  const now = after(reader, reader.vocabulary.relative.now, skipThe(reader, at))
  return now === null ? null : found(now, { type: 'relative', unit: 'day', offset: 0, fiscal: false }, 'now')
}

/** "between Jan 5 and 10": the second day borrows the month. */
function readSecondDay(reader: Reader, from: Found, at: number): Found | null {
  const { expression } = from
  if (expression?.type !== 'date' || expression.year !== null) return null
  const start = skipThe(reader, at)
  const day = ordinal(reader, start) ?? digits(reader, start, 1, 2)
  if (day === null || day.value <= expression.day || continues(reader, day.end)) return null
  const next = reader.tokens[day.end]
  if (next?.kind === 'word' && !reader.vocabulary.years.functionWords.has(next.text)) return null
  if (!isValidDate(2024, expression.month, day.value)) return null
  return found(day.end, { ...expression, day: day.value }, 'named-date')
}

function rangeOf(from: Found, to: Found): Found | null {
  return join(from, to, 'range', (left, right) => {
    const [first = left, last = right] = distribute([left, right], 'range')
    return isReversed(first, last) ? null : { type: 'range', from: first, to: last }
  })
}

/** Both years are said and the range runs backwards. */
function isReversed(from: TimeExpression, to: TimeExpression): boolean {
  const left = orderOf(from)
  const right = orderOf(to)
  return left !== null && right !== null && left > right
}

function orderOf(expression: TimeExpression): number | null {
  switch (expression.type) {
    case 'year':
      return expression.year * 372
    case 'date':
      return expression.year === null ? null : expression.year * 372 + (expression.month - 1) * 31 + expression.day - 1
    case 'period_of_year': {
      if (expression.year === null || expression.fiscal) return null
      const length = { half: 186, quarter: 93, month: 31, week: 7 }[expression.unit]
      return expression.year * 372 + (expression.number - 1) * length
    }
    default:
      return null
  }
}

/** A verb such as "compare" stands earlier: "compare Q1 to Q2" names two periods, not one range. */
export function isComparedBefore(reader: Reader, at: number): boolean {
  return reader.comparedFrom < at
}

function since(from: TimeExpression): TimeExpression {
  return { type: 'since', from, inclusive: true }
}

const openers: readonly (readonly [
  'since' | 'after' | 'until' | 'before' | 'asOf',
  string,
  (inner: TimeExpression) => TimeExpression,
])[] = [
  ['since', 'since', since],
  ['after', 'after', (from) => ({ type: 'since', from, inclusive: false })],
  ['until', 'until', (to) => ({ type: 'until', to, inclusive: true })],
  ['before', 'before', (to) => ({ type: 'until', to, inclusive: false })],
  ['asOf', 'as-of', (to) => ({ type: 'until', to: endedEdge(to), inclusive: true })],
]

/** "since 2024", "after June", "until March", "before 1 April", "as of 2024-06-30", "2023 onwards". */
export function parseOpenRange(reader: Reader, at: number): Hit | null {
  const { ranges } = reader.vocabulary
  for (const [words, rule, build] of openers) {
    const named = after(reader, ranges[words], at)
    if (named === null) continue
    if (words === 'until' && ranges.untilNotAfter.has(textAt(reader, beforeSteps(reader, at)))) continue
    const cue = textAt(reader, named) === '-' && isGlued(reader, named) ? named + 1 : named
    const period = readPeriodAfterConnector(reader, cue)
    if (period !== null) return periodHit(at, wrap(period, period.end, rule, build))
  }
  const age = readAge(reader, at)
  if (age !== null) return periodHit(at, age)
  // "the run-up to Christmas" has no fixed length
  const leading = after(reader, ranges.leadingTo, at)
  const named = leading === null ? null : readPeriodAfterConnector(reader, leading)
  if (named !== null) return periodHit(at, invalid(named.end, 'vague-part'))
  const period = readPeriod(reader, at)
  const open = period === null ? null : after(reader, ranges.onward, period.end)
  return period === null || open === null ? null : periodHit(at, wrap(period, open, 'since', since))
}

/** Where the word before "through" stands, or before the steps of "go month by month through 2025". */
function beforeSteps(reader: Reader, at: number): number {
  const [step, by, same] = [at - 3, at - 2, at - 1]
  const isStepwise = after(reader, reader.vocabulary.ranges.by, by) === same
  return isStepwise && textAt(reader, step) === textAt(reader, same) ? step - 1 : at - 1
}

/** "more than 90 days ago" is before that day, "less than 30 days ago" after it. */
function readAge(reader: Reader, at: number): Found | null {
  const { longerAgo, shorterAgo } = reader.vocabulary.ranges
  const longer = after(reader, longerAgo, at)
  const cue = longer ?? after(reader, shorterAgo, at)
  const count = cue === null ? null : cardinal(reader, cue)
  const unit = count === null ? null : readUnit(reader, count.end)
  const end = unit === null ? null : after(reader, reader.vocabulary.relative.ago, unit.end)
  if (count === null || unit === null || end === null) return null
  const today: TimeExpression = { type: 'relative', unit: 'day', offset: 0, fiscal: false }
  const day: TimeExpression = { type: 'moved', unit: unit.unit, count: -count.value, period: today }
  return longer === null
    ? found(end, { type: 'since', from: day, inclusive: false }, 'younger-than')
    : found(end, { type: 'until', to: day, inclusive: false }, 'older-than')
}

/** "as of month-end" is the latest one that has come, where "until month-end" is the one ahead. */
function endedEdge(expression: TimeExpression): TimeExpression {
  if (expression.type !== 'edge' || !expression.implied || expression.period.type !== 'relative') return expression
  const offset = expression.edge === 'end' ? -1 : 0
  return { ...expression, period: { ...expression.period, offset }, implied: false }
}

function readPeriodAfterConnector(reader: Reader, at: number): Found | null {
  return readPeriod(reader, at) ?? readPeriod(reader, after(reader, reader.vocabulary.ranges.in, at) ?? at)
}

/** "the same quarter of 2024", "same period in 2023"; the refiners say which quarter. */
export function parseSameInYear(reader: Reader, at: number): Hit | null {
  if (!isBoundary(reader, at)) return null
  const same = after(reader, reader.vocabulary.comparisons.sameUnit, skipThe(reader, at))
  if (same === null) return null
  const unit = readUnit(reader, same)?.end ?? after(reader, reader.vocabulary.units.periods, same) ?? same
  const year = readYear(reader, after(reader, reader.vocabulary.ranges.in, unit) ?? unit, 'apostrophe')
  if (year === null) return null
  const expression: TimeExpression = { type: 'in_year', year: year.value, period: { type: 'current' } }
  return periodHit(at, found(year.end, expression, unit === same ? 'same-for-year' : 'same-in-year'))
}

/** "by year-end", "by the end of Q4": the period that ends there. */
export function parseBy(reader: Reader, at: number): Hit | null {
  const cue = after(reader, reader.vocabulary.ranges.by, at)
  const edge = cue === null ? null : readPeriod(reader, cue)
  if (edge?.expression?.type !== 'edge' || edge.expression.edge !== 'end') return null
  return periodHit(at, found(edge.end, edge.expression.period, 'by-end'))
}

/** "the quarter before", "a year earlier", "the following month": counted from the frame's period. */
export function parseShift(reader: Reader, at: number): Hit | null {
  if (!isBoundary(reader, at)) return null
  const years = readSameLater(reader, at)
  if (years !== null) return years
  const { definite, articles } = reader.vocabulary.numbers
  const following = after(reader, reader.vocabulary.relative.following, skipThe(reader, at))
  const next = following === null ? null : readUnit(reader, following)
  if (next !== null)
    return periodHit(at, found(next.end, { type: 'shift', unit: next.unit, count: 1, length: null }, 'shift'))
  const { shiftBefore, shiftAfter } = reader.vocabulary.ranges
  const article = after(reader, definite, at) ?? after(reader, articles, at)
  const count = article === null ? cardinal(reader, at) : { value: 1, end: article }
  if (count === null) return null
  const unit = readUnit(reader, count.end)
  const period = unit === null ? after(reader, reader.vocabulary.units.periods, count.end) : null
  const end = unit?.end ?? period
  if (end === null) return null
  const back = after(reader, shiftBefore, end)
  const stop = back ?? after(reader, shiftAfter, end)
  // "the month before last" counts from today
  const { beforeLast, afterNext } = reader.vocabulary.relative
  if (after(reader, beforeLast, end) !== null || after(reader, afterNext, end) !== null) return null
  if (stop === null || readPeriod(reader, stop) !== null) return null
  // "the 6 months before" are six; "6 months earlier" is as long as what it is counted from
  const { windowBeside } = reader.vocabulary.ranges
  const window = unit !== null && count.value > 1 && after(reader, windowBeside, end) !== null
  const expression: TimeExpression = {
    type: 'shift',
    unit: unit?.unit ?? 'period',
    count: back === null ? count.value : -count.value,
    length: window ? count.value : null,
  }
  return periodHit(at, found(stop, expression, 'shift'))
}

/** "the same month a year later": the frame's own period, so many years on. */
function readSameLater(reader: Reader, at: number): Hit | null {
  const same = after(reader, reader.vocabulary.comparisons.sameUnit, skipThe(reader, at))
  if (same === null) return null
  const start = readUnit(reader, same)?.end ?? skip(reader, reader.vocabulary.units.periods, same)
  const later = parseShift(reader, skip(reader, reader.vocabulary.ranges.in, start)) ?? parseShift(reader, start)
  const expression = later?.expression
  if (!later || expression?.type !== 'shift' || expression.unit !== 'year' || expression.count < 0) return null
  return periodHit(at, found(later.end, expression, 'shift'))
}

/** "all time", "currently", "to date", "now" as the last word. */
export function parseWholeSpan(reader: Reader, at: number): Hit | null {
  if (!isBoundary(reader, at)) return null
  const { allTime, current, currentAtEnd, currentNotBefore, toDateAlone } = reader.vocabulary.relative
  const all = after(reader, allTime, at)
  if (all !== null) return periodHit(at, found(all, { type: 'all_time' }, 'all-time'))
  const today: TimeExpression = { type: 'relative', unit: 'day', offset: 0, fiscal: false }
  const upToNow = after(reader, toDateAlone, at)
  if (upToNow !== null) {
    return periodHit(at, found(upToNow, { type: 'until', to: today, inclusive: true }, 'until-now'))
  }
  const adverb = after(reader, reader.vocabulary.relative.currentAdverbs, at)
  if (adverb !== null) return periodHit(at, found(adverb, { type: 'current' }, 'current-adverb'))
  const running = after(reader, current, at)
  const compound = running !== null && after(reader, currentNotBefore, running) !== null
  if (running !== null && !compound) return periodHit(at, found(running, { type: 'current' }, 'current'))
  const last = after(reader, currentAtEnd, at)
  const next = last === null ? undefined : reader.tokens[last]
  const atEnd =
    last !== null && at > 0 && (next === undefined || (next.kind === 'mark' && last === reader.tokens.length - 1))
  return atEnd ? periodHit(at, found(last, { type: 'current' }, 'current')) : null
}

/** The first part of "first and second quarter of 2024" or "this and last month", which borrows its unit. */
export function parseElliptical(reader: Reader, at: number): Hit | null {
  if (!isBoundary(reader, at)) return null
  const which = readWhich(reader, at)
  const next = which === null ? null : after(reader, reader.vocabulary.ranges.lists, which.end)
  const unit = next === null ? null : readPeriod(reader, skipThe(reader, next))
  if (which !== null && unit?.expression?.type === 'relative' && unit.expression.unit !== 'day') {
    const { expression } = unit
    return periodHit(at, found(which.end, { ...expression, offset: offsetOf(which.value) }, 'elliptical'))
  }
  const first = ordinal(reader, at)
  const connector = first === null ? null : after(reader, reader.vocabulary.ranges.lists, first.end)
  if (first === null || connector === null) return null
  const second = readPeriod(reader, skipThe(reader, connector))
  if (second?.expression?.type !== 'period_of_year') {
    const further = parseElliptical(reader, connector)
    if (further?.expression?.type !== 'period_of_year') return null
    return periodHit(at, found(first.end, { ...further.expression, number: first.value }, 'elliptical'))
  }
  if (second.expression.unit === 'month' || ordinal(reader, skipThe(reader, connector)) === null) return null
  return periodHit(at, found(first.end, { ...second.expression, number: first.value }, 'elliptical'))
}

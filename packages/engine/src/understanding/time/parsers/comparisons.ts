import type { Reader } from '../reader.ts'
import { after, cardinal, isBoundary, skip, skipThe, textAt, valueAt } from '../reader.ts'
import type { ComparisonKind, TimeExpression, TimeGrain, TimeUnit } from '../types.ts'
import type { Hit } from './hit.ts'
import { comparisonHit } from './hit.ts'
import { weekdayAt } from './month-names.ts'
import { isComparedBefore } from './ranges.ts'
import { readUnit } from './relative.ts'
import { readWhich } from './years.ts'

interface Compared {
  readonly kind: ComparisonKind
  readonly end: number
  readonly rule: string
  readonly expression: TimeExpression | null
  /** The unit named in "the same quarter last year": what is asked about where nothing else says so. */
  readonly unit?: TimeUnit | undefined
}

/** "vs last year", "compared to the month before", "YoY", "same period last year". */
export function parseComparison(reader: Reader, at: number): Hit | null {
  if (!isBoundary(reader, at)) return null
  const short = valueAt(reader, reader.vocabulary.comparisons.abbreviations, at)
  if (short !== null)
    return comparisonHit(at, short.end, short.value.kind, 'comparison-word', { grain: short.value.grain })
  const cue = readCue(reader, at)
  if (cue !== null) {
    const start = skipThe(reader, cue)
    const compared = readSame(reader, start, true) ?? readNamed(reader, start) ?? readElliptical(reader, start)
    if (compared !== null) {
      return comparisonHit(at, compared.end, compared.kind, compared.rule, {
        expression: compared.expression,
        grain: grainOf(compared),
      })
    }
  }
  const start = skipThe(reader, at)
  const same = readSame(reader, start, false)
  return same === null ? null : comparisonHit(at, same.end, same.kind, same.rule, { grain: grainOf(same) })
}

function grainOf({ unit }: Compared): TimeGrain | null {
  return unit === undefined || unit === 'half' ? null : unit
}

function readCue(reader: Reader, at: number): number | null {
  const { cues, duringWithThe, previousUnit, compareConnectors } = reader.vocabulary.comparisons
  const cue = after(reader, cues, at)
  // "growth over last year" compares; "growth over the last year" lies within it
  const within =
    after(reader, duringWithThe, at) === cue && cue !== null && readLast(reader, skipThe(reader, cue)) !== null
  const previous = cue !== null && after(reader, previousUnit, skipThe(reader, cue)) !== null
  if (within && !previous && skipThe(reader, cue) > cue) return null
  if (cue !== null) return cue
  const connector = after(reader, compareConnectors, at)
  return connector !== null && isComparedBefore(reader, at) ? connector : null
}

/** "same period last year", "same month of the previous year", "previous period", and "against that month a year earlier". */
function readSame(reader: Reader, at: number, isCued: boolean): Compared | null {
  const { sameYear, sameUnit, pointing, lastYear, previousPeriod, previousUnit } = reader.vocabulary.comparisons
  const whole = after(reader, sameYear, at)
  if (whole !== null)
    return { kind: 'same_period_last_year', end: whole, rule: 'same-period-last-year', expression: null }
  const previous = after(reader, previousPeriod, at)
  if (previous !== null) return { kind: 'previous_period', end: previous, rule: 'previous-period', expression: null }
  const pointed = isCued ? after(reader, pointing, at) : null
  const same = after(reader, sameUnit, at) ?? pointed
  if (same === null) return null
  const unit = readUnit(reader, same)
  if (unit === null && pointed !== null) return null
  const end = unit?.end ?? skip(reader, reader.vocabulary.units.periods, same)
  const start = skip(reader, reader.vocabulary.ranges.in, end)
  // "same for last year" asks the question before again, of that year
  if (end === at + 1 && start > end) return null
  const year = after(reader, lastYear, skipThe(reader, start))
  if (year !== null)
    return {
      kind: 'same_period_last_year',
      end: year,
      rule: 'same-period-last-year',
      expression: null,
      unit: unit?.unit,
    }
  const back = after(reader, previousUnit, start) ?? readLast(reader, start)
  const other = back === null ? null : readUnit(reader, back)
  return other === null
    ? null
    : {
        kind: 'previous_period',
        end: other.end,
        rule: 'same-period-before',
        expression: { type: 'shift', unit: other.unit, count: -1, length: null },
      }
}

function readLast(reader: Reader, at: number): number | null {
  const which = readWhich(reader, at)
  return which?.value === 'last' ? which.end : null
}

/** After a cue: "last year", "a year ago", "the previous quarter", "the month before", "last month". */
function readNamed(reader: Reader, at: number): Compared | null {
  const year = after(reader, reader.vocabulary.comparisons.lastYear, at)
  const short = valueAt(reader, reader.vocabulary.comparisons.previousUnitAbbreviations, at)
  if (short !== null) return backOne(short.value, short.end)
  const back = valueAt(reader, reader.vocabulary.relative.unitAbbreviations, at)
  if (year === null && back !== null && back.value.offset < 0) {
    return against(back.value.unit, back.end, { type: 'relative', ...back.value, fiscal: false })
  }
  if (year === null) return readUnitBefore(reader, at) ?? readPrevious(reader, at)
  return against('year', year, { type: 'relative', unit: 'year', offset: -1, fiscal: false })
}

/** "the month before", "the Friday before", "the six months before". */
function readUnitBefore(reader: Reader, at: number): Compared | null {
  const { unitBefore } = reader.vocabulary.comparisons
  const weekday = weekdayAt(reader, at)
  const weekBefore = weekday === null ? null : after(reader, unitBefore, weekday.end)
  if (weekBefore !== null) return against('week', weekBefore, { type: 'shift', unit: 'week', count: -1, length: null })
  const count = cardinal(reader, at)
  const unit = readUnit(reader, count?.end ?? skip(reader, reader.vocabulary.numbers.articles, at))
  // "the month before last" counts from today
  if (unit === null || after(reader, reader.vocabulary.relative.beforeLast, unit.end) !== null) return null
  // "two years ago" is so much before what is asked about, where "3 months ago" counts from today.
  const ago = unit.unit === 'year' ? after(reader, reader.vocabulary.relative.ago, unit.end) : null
  const before = after(reader, unitBefore, unit.end) ?? ago
  if (before === null) return null
  if (count === null || count.value === 1) return backOne(unit.unit, before)
  return isInFull(reader, at) ? windowBefore(unit.unit, count.value, before) : backBy(unit.unit, count.value, before)
}

/** "the six months before" are six months, where "six months before" is how far to go back. */
function isInFull(reader: Reader, at: number): boolean {
  return after(reader, reader.vocabulary.numbers.definite, at - 1) === at
}

function windowBefore(unit: TimeUnit, count: number, end: number): Compared {
  return against('period', end, { type: 'shift', unit, count: -count, length: count })
}

function backBy(unit: TimeUnit, count: number, end: number): Compared {
  if (count === inYear[unit]) return backOne('year', end)
  return against('period', end, { type: 'shift', unit, count: -count, length: null })
}

/** "the previous quarter", "the previous 12 months" count from the period asked about; "last month" from today. */
function readPrevious(reader: Reader, at: number): Compared | null {
  const previous = after(reader, reader.vocabulary.comparisons.previousUnit, at)
  if (previous !== null) {
    const count = cardinal(reader, previous)
    const unit = readUnit(reader, count?.end ?? previous)
    if (unit === null) return null
    return count !== null && count.value > 1
      ? against('period', unit.end, samePeriodBefore)
      : backOne(unit.unit, unit.end)
  }
  const last = readLast(reader, at)
  const unit = last === null ? null : readUnit(reader, last)
  if (unit === null) return null
  return against(unit.unit, unit.end, { type: 'relative', unit: unit.unit, offset: -1, fiscal: unit.fiscal })
}

/** How many of a unit are a year. */
const inYear: Readonly<Record<TimeUnit, number>> = { day: 365, week: 52, month: 12, quarter: 4, half: 2, year: 1 }

const samePeriodBefore: TimeExpression = { type: 'shift', unit: 'period', count: -1, length: null }

function backOne(unit: TimeUnit, end: number): Compared {
  return against(unit, end, { type: 'shift', unit, count: -1, length: null })
}

function against(unit: TimeUnit | 'period', end: number, expression: TimeExpression): Compared {
  if (unit === 'year') return { kind: 'same_period_last_year', end, rule: 'against-last-year', expression }
  return { kind: 'previous_period', end, rule: 'against-previous', expression }
}

/** "this quarter vs last", at the end of the question or before a mark. */
function readElliptical(reader: Reader, at: number): Compared | null {
  const end = after(reader, reader.vocabulary.comparisons.elliptical, at)
  if (end === null) return null
  const next = reader.tokens[end]
  if (next !== undefined && next.kind !== 'mark' && textAt(reader, end) !== 'by') return null
  return { kind: 'previous_period', end, rule: 'against-previous', expression: null }
}

import type { Found, PeriodParser, Reader } from '../reader.ts'
import {
  after,
  canOpen,
  cardinal,
  found,
  isBoundary,
  isGlued,
  longest,
  skip,
  skipThe,
  textAt,
  valueAt,
  wrap,
} from '../reader.ts'
import type { TimeExpression, TimeUnit } from '../types.ts'
import { readAtom } from './atoms.ts'
import { parseAround, parseDayOfMonth, parsePart, parseVague, parseWeekdayOf } from './parts.ts'
import { readTheUnit, readUnit } from './relative.ts'
import { parseDaysOfWeek, parseWeekOf } from './weeks.ts'
import { parseYear } from './years.ts'

const periodParsers: readonly PeriodParser[] = [
  readAtom,
  parseTheUnit,
  parseToDate,
  parseEdge,
  parseEdgeSuffix,
  parsePeriodEnd,
  parsePart,
  parseDayOfMonth,
  parseWeekdayOf,
  parseBeside,
  parseRest,
  parseWeekOf,
  parseDaysOfWeek,
  parseVague,
  parseAround,
  parseJustEnded,
]

/** The longest period that begins at the token, composites included; an article before it is not part of it. */
export function readPeriod(reader: Reader, at: number): Found | null {
  const known = reader.periods.get(at)
  if (known !== undefined) return known
  const read = canOpen(reader, at) && isBoundary(reader, at) ? longest(periodParsers, reader, at) : null
  reader.periods.set(at, read)
  return read
}

/** "YTD", "YTD 2025", "year to date", "so far this year", "Q3 to date", "2025 YTD". */
function parseToDate(reader: Reader, at: number): Found | null {
  const { toDateAbbreviations, toDate, soFar } = reader.vocabulary.relative
  const short = valueAt(reader, toDateAbbreviations, at)
  if (short !== null) {
    const { unit, fiscal, offset } = short.value
    return withThrough(reader, short.end, { type: 'relative', unit, offset, fiscal })
  }
  const prefix = after(reader, soFar, at)
  const atom =
    prefix === null ? readAtom(reader, at) : readAtom(reader, skip(reader, reader.vocabulary.ranges.in, prefix))
  if (prefix !== null) {
    const inner = atom ?? readTheUnit(reader, prefix)
    return inner === null ? null : wrap(inner, inner.end, 'to-date', toDateOf)
  }
  const inner = atom ?? readSingleUnit(reader, at)
  const suffix = inner === null ? 0 : afterHyphen(reader, inner.end)
  const end = inner === null ? null : (after(reader, toDate, suffix) ?? after(reader, toDateAbbreviations, suffix))
  if (inner === null || end === null) return null
  // "March to now" is a range, where "this year to now" is to date
  const range = after(reader, reader.vocabulary.ranges.to, suffix)
  const upToNow = range !== null && after(reader, reader.vocabulary.relative.now, range) === end
  const isNow = textAt(reader, end - 1) !== reader.vocabulary.relative.dateWord
  if (upToNow && isNow && inner.expression?.type !== 'relative') return null
  return wrap(inner, end, 'to-date', toDateOf)
}

/** "year to date"; "5 years to date" is no to-date period. */
function readSingleUnit(reader: Reader, at: number): Found | null {
  return cardinal(reader, at - 1) === null ? readTheUnit(reader, at) : null
}

function afterHyphen(reader: Reader, at: number): number {
  return textAt(reader, at) === '-' && isGlued(reader, at) ? at + 1 : at
}

function toDateOf(period: TimeExpression): TimeExpression {
  return { type: 'to_date', period, through: null }
}

/** "YTD 2025" is that year's; "YTD through September" runs from the start of the year of that September. */
function withThrough(reader: Reader, at: number, period: TimeExpression): Found {
  const { until, asOf } = reader.vocabulary.ranges
  const cue = after(reader, until, at) ?? after(reader, asOf, at)
  const through = readAtom(reader, cue ?? skip(reader, reader.vocabulary.ranges.in, at))
  if (through !== null && cue !== null) {
    return wrap(through, through.end, 'to-date', (inner) => ({ type: 'to_date', period, through: inner }))
  }
  const { expression } = through ?? { expression: null }
  const unit = period.type === 'relative' ? period.unit : 'year'
  const sameUnit =
    (expression?.type === 'year' && unit === 'year') || (expression?.type === 'relative' && expression.unit === unit)
  if (through !== null && unit !== 'year' && expression?.type === 'relative' && expression.unit === 'year') {
    return found(
      through.end,
      { type: 'moved', unit: 'year', count: expression.offset, period: toDateOf(period) },
      'to-date',
    )
  }
  if (through !== null && isMonth(expression)) {
    return wrap(through, through.end, 'to-date', (inner) => ({ type: 'to_date', period, through: inner }))
  }
  if (through !== null && expression !== null && sameUnit) return found(through.end, toDateOf(expression), 'to-date')
  return found(at, toDateOf(period), 'to-date')
}

/** "YTD October" and "YTD Sep 2025" run through that month. */
function isMonth(expression: TimeExpression | null): boolean {
  return expression?.type === 'period_of_year' && expression.unit === 'month'
}

/** "end of last quarter", "beginning of 2024", "EOY". */
function parseEdge(reader: Reader, at: number): Found | null {
  const { edges, edgeAbbreviations } = reader.vocabulary.relative
  const short = valueAt(reader, edgeAbbreviations, at)
  if (short !== null) return namedEdge(reader, short.value.edge, short.value.unit, false, short.end)
  const edge = valueAt(reader, edges, at)
  if (edge === null) return null
  const period = readEdgePeriod(reader, edge.end)
  if (period !== null) {
    return wrap(period, period.end, 'edge', (inner) => ({
      type: 'edge',
      edge: edge.value,
      period: inner,
      implied: false,
    }))
  }
  const unit = readUnit(reader, skipThe(reader, edge.end))
  return unit === null || unit.unit === 'day' ? null : namedEdge(reader, edge.value, unit.unit, unit.fiscal, unit.end)
}

/** Not a to-date period: "the start of the year to now" is a range. */
function readEdgePeriod(reader: Reader, at: number): Found | null {
  const start = skip(reader, reader.vocabulary.ranges.in, at)
  const period = readPeriod(reader, at) ?? readPeriod(reader, start)
  return period?.expression?.type === 'to_date' ? (readAtom(reader, at) ?? readAtom(reader, start)) : period
}

/** "month-end", "year end 2024", "fiscal year end". */
function parseEdgeSuffix(reader: Reader, at: number): Found | null {
  const unit = readUnit(reader, at)
  if (unit === null) return null
  const edge = valueAt(reader, reader.vocabulary.relative.edgeSuffixes, afterHyphen(reader, unit.end))
  return edge === null ? null : namedEdge(reader, edge.value, unit.unit, unit.fiscal, edge.end)
}

function namedEdge(reader: Reader, edge: 'start' | 'end', unit: TimeUnit, fiscal: boolean, end: number): Found {
  const year = unit === 'year' ? parseYear(reader, skip(reader, reader.vocabulary.ranges.in, end)) : null
  if (year?.expression != null) {
    return found(year.end, { type: 'edge', edge, period: year.expression, implied: false }, 'edge')
  }
  const period: TimeExpression = { type: 'relative', unit, offset: 0, fiscal }
  return found(end, { type: 'edge', edge, period, implied: true }, 'edge')
}

/** "week before Christmas", "3 weeks after Easter", "last 12 months to June 2024", "year ended March 2025". */
function parseBeside(reader: Reader, at: number): Found | null {
  const { before, after: afterWords, ending, endingAfterCount, leadingTo } = reader.vocabulary.ranges
  const start = skip(reader, reader.vocabulary.relative.rollingPast, at)
  const count = cardinal(reader, start)
  const unit = readUnit(reader, count?.end ?? start)
  if (unit === null || (start > at && count === null)) return null
  const isLong = unit.unit === 'year' || unit.unit === 'half' || unit.unit === 'quarter'
  const cues = [
    ['before', after(reader, before, unit.end) ?? after(reader, leadingTo, unit.end)],
    ['after', after(reader, afterWords, unit.end)],
    [
      'ending',
      after(reader, ending, unit.end) ?? (count === null && !isLong ? null : after(reader, endingAfterCount, unit.end)),
    ],
  ] as const
  for (const [side, cue] of cues) {
    const period = cue === null ? null : readAtom(reader, skip(reader, reader.vocabulary.ranges.in, cue))
    if (period === null) continue
    // "the year to June" ends there; "this year to last year" is a range
    if (count === null && side === 'ending' && !isMonthOrDay(period.expression)) continue
    return wrap(period, period.end, 'beside', (inner) => ({
      type: 'beside',
      unit: unit.unit,
      count: count?.value ?? 1,
      side,
      period: inner,
    }))
  }
  return null
}

function isMonthOrDay(expression: TimeExpression | null): boolean {
  return expression === null || expression.type === 'date' || isMonth(expression)
}

/** "Q3 end", "March month-end", "2025 year-end": the last day of a period named. */
function parsePeriodEnd(reader: Reader, at: number): Found | null {
  const atom = readAtom(reader, at)
  if (atom?.expression?.type !== 'period_of_year' && atom?.expression?.type !== 'year') return null
  const unit = readUnit(reader, atom.end)
  const edge = valueAt(reader, reader.vocabulary.relative.edgeSuffixes, afterHyphen(reader, unit?.end ?? atom.end))
  if (edge === null) return null
  return wrap(atom, edge.end, 'edge', (period) => ({ type: 'edge', edge: edge.value, period, implied: false }))
}

/** "rest of the year", "remaining quarter". */
function parseRest(reader: Reader, at: number): Found | null {
  const cue = after(reader, reader.vocabulary.relative.rest, at)
  if (cue === null) return null
  const period = readAtom(reader, skipThe(reader, cue)) ?? readTheUnit(reader, cue)
  return period === null ? null : wrap(period, period.end, 'rest', (inner) => ({ type: 'rest', period: inner }))
}

/** "Q3 that just ended" is the latest complete one. */
function parseJustEnded(reader: Reader, at: number): Found | null {
  const atom = readAtom(reader, at)
  const end = atom === null ? null : after(reader, reader.vocabulary.relative.justEnded, atom.end)
  if (end === null || atom?.expression?.type !== 'period_of_year' || atom.expression.year !== null) return null
  return found(end, { ...atom.expression, yearOffset: null, which: 'last' }, atom.rule)
}

/** "for the year", "in the quarter": the running one. */
function parseTheUnit(reader: Reader, at: number): Found | null {
  if (skipThe(reader, at) === at || !reader.vocabulary.relative.theUnitAfter.has(textAt(reader, at - 1))) return null
  const read = readTheUnit(reader, at)
  const plural = read !== null && textAt(reader, read.end - 1).endsWith('s')
  const day = read?.expression?.type === 'relative' && read.expression.unit === 'day'
  return plural || day || (read !== null && after(reader, reader.vocabulary.ranges.of, read.end) !== null) ? null : read
}

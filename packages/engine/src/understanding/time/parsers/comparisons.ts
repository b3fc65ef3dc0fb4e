import type { Reader } from '../reader.ts'
import { after, cardinal, isBoundary, skip, skipThe, textAt, valueAt } from '../reader.ts'
import type { ComparisonKind, TimeExpression } from '../types.ts'
import type { Hit } from './hit.ts'
import { comparisonHit } from './hit.ts'
import { isComparedBefore } from './ranges.ts'
import { readUnit } from './relative.ts'
import { readWhich } from './years.ts'

interface Compared {
  readonly kind: ComparisonKind
  readonly end: number
  readonly rule: string
  readonly expression: TimeExpression | null
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
    const compared = readSame(reader, start) ?? readNamed(reader, start) ?? readElliptical(reader, start)
    if (compared !== null) {
      return comparisonHit(at, compared.end, compared.kind, compared.rule, { expression: compared.expression })
    }
  }
  const start = skipThe(reader, at)
  const same = readSame(reader, start)
  return same === null ? null : comparisonHit(at, same.end, same.kind, same.rule)
}

function readCue(reader: Reader, at: number): number | null {
  const { cues, compareConnectors } = reader.vocabulary.comparisons
  const cue = after(reader, cues, at)
  if (cue !== null) return cue
  const connector = after(reader, compareConnectors, at)
  return connector !== null && isComparedBefore(reader, at) ? connector : null
}

/** "same period last year", "same month of the previous year", "previous period". */
function readSame(reader: Reader, at: number): Compared | null {
  const { sameYear, sameUnit, lastYear, previousPeriod, previousUnit } = reader.vocabulary.comparisons
  const whole = after(reader, sameYear, at)
  if (whole !== null)
    return { kind: 'same_period_last_year', end: whole, rule: 'same-period-last-year', expression: null }
  const previous = after(reader, previousPeriod, at)
  if (previous !== null) return { kind: 'previous_period', end: previous, rule: 'previous-period', expression: null }
  const same = after(reader, sameUnit, at)
  if (same === null) return null
  const unit = readUnit(reader, same)?.end ?? skip(reader, reader.vocabulary.units.periods, same)
  const start = skip(reader, reader.vocabulary.ranges.in, unit)
  const year = after(reader, lastYear, start)
  if (year !== null)
    return { kind: 'same_period_last_year', end: year, rule: 'same-period-last-year', expression: null }
  const back = after(reader, previousUnit, start) ?? readLast(reader, start)
  const other = back === null ? null : readUnit(reader, back)
  return other === null
    ? null
    : { kind: 'previous_period', end: other.end, rule: 'same-period-before', expression: null }
}

function readLast(reader: Reader, at: number): number | null {
  const which = readWhich(reader, at)
  return which?.value === 'last' ? which.end : null
}

/** After a cue: "last year", "a year ago", "the previous quarter", "the month before", "last month". */
function readNamed(reader: Reader, at: number): Compared | null {
  const { lastYear, previousUnit, unitBefore } = reader.vocabulary.comparisons
  const year = after(reader, lastYear, at)
  const relative = (unit: ReturnType<typeof readUnit>): TimeExpression | null =>
    unit === null ? null : { type: 'relative', unit: unit.unit, offset: -1, fiscal: unit.fiscal }
  const shift = (unit: ReturnType<typeof readUnit>): TimeExpression | null =>
    unit === null ? null : { type: 'shift', unit: unit.unit, count: -1 }
  if (year !== null) {
    const expression: TimeExpression = { type: 'relative', unit: 'year', offset: -1, fiscal: false }
    return { kind: 'same_period_last_year', end: year, rule: 'against-last-year', expression }
  }
  const article = skip(reader, reader.vocabulary.numbers.articles, at)
  const bare = readUnit(reader, article)
  const before = bare === null ? null : after(reader, unitBefore, bare.end)
  if (bare !== null && before !== null) return against(bare.unit, before, shift(bare))
  const previous = after(reader, previousUnit, at)
  const previousNamed = previous === null ? null : readUnit(reader, previous)
  if (previousNamed !== null) return against(previousNamed.unit, previousNamed.end, shift(previousNamed))
  const last = readLast(reader, at)
  const lastNamed = last === null ? null : readUnit(reader, last)
  if (lastNamed !== null) return against(lastNamed.unit, lastNamed.end, relative(lastNamed))
  const rolling = previous ?? last
  const count = rolling === null ? null : cardinal(reader, rolling)
  const counted = count === null || previous === null ? null : readUnit(reader, count.end)
  if (count === null || counted === null) return null
  return against(counted.unit, counted.end, { type: 'shift', unit: 'period', count: -1 })
}

function against(unit: string, end: number, expression: TimeExpression | null): Compared {
  const kind = unit === 'year' ? 'same_period_last_year' : 'previous_period'
  return { kind, end, rule: unit === 'year' ? 'against-last-year' : 'against-previous', expression }
}

/** "this quarter vs last", at the end of the question or before a mark. */
function readElliptical(reader: Reader, at: number): Compared | null {
  const end = after(reader, reader.vocabulary.comparisons.elliptical, at)
  if (end === null) return null
  const next = reader.tokens[end]
  if (next !== undefined && next.kind !== 'mark' && textAt(reader, end) !== 'by') return null
  return { kind: 'previous_period', end, rule: 'against-previous', expression: null }
}

import type { Reader } from '../reader.ts'
import { after, isBoundary, isGlued, textAt, valueAt } from '../reader.ts'
import type { TimeGrain } from '../types.ts'
import type { Hit } from './hit.ts'
import { grainHit, weekdayHit } from './hit.ts'
import { readUnit } from './relative.ts'

/** "monthly", "by month", "per quarter", "each week"; "which month" asks for the unit alone. */
export function parseGrain(reader: Reader, at: number): Hit | null {
  if (!isBoundary(reader, at)) return null
  const { adverbs, prefixes, not, asked } = reader.vocabulary.grains
  if (after(reader, not, at) !== null) return null
  // "bi-weekly" and "half-yearly" are no buckets
  const compound = textAt(reader, at - 1) === '-' && isGlued(reader, at)
  const adverb = compound ? null : valueAt(reader, adverbs, at)
  if (adverb !== null) return grainHit(at, adverb.end, adverb.value, 'grain-word')
  const averaged = parseAveraged(reader, at)
  if (averaged !== null) return averaged
  const prefix = after(reader, prefixes, at)
  const unit = readUnit(reader, prefix ?? at)
  const grain = unit === null ? null : bucketOf(unit.unit)
  if (unit === null || grain === null) return null
  if (prefix !== null)
    return followed(reader, unit.end) ? null : grainHit(at, unit.end, grain, 'grain-prefix', unit.fiscal)
  return asked.has(textAt(reader, at - 1)) ? grainHit(at, unit.end, grain, 'grain-asked', unit.fiscal) : null
}

/** "in an average month", "avg/month", "averaged over the months"; "average days" are a measure. */
function parseAveraged(reader: Reader, at: number): Hit | null {
  const { averaged, averagedOver } = reader.vocabulary.grains
  const before = textAt(reader, at - 1) === '/' ? at - 2 : at - 1
  if (!averaged.has(textAt(reader, before))) return null
  const over = after(reader, averagedOver, at)
  const unit = readUnit(reader, over ?? at)
  const grain = unit === null ? null : bucketOf(unit.unit)
  if (unit === null || grain === null || followed(reader, unit.end)) return null
  if (textAt(reader, unit.end - 1).endsWith('s') !== (over !== null)) return null
  return grainHit(at, unit.end, grain, 'grain-averaged', unit.fiscal)
}

function bucketOf(unit: TimeGrain | 'half'): TimeGrain | null {
  return unit === 'half' ? null : unit
}

/** "by year-end" and "by month 3" are no buckets. */
function followed(reader: Reader, end: number): boolean {
  const mark = textAt(reader, end) === '-' ? end + 1 : end
  return after(reader, reader.vocabulary.relative.edgeSuffixes, mark) !== null
}

/** "on Mondays", "weekends", "weekdays". */
export function parseWeekdayFilter(reader: Reader, at: number): Hit | null {
  if (!isBoundary(reader, at)) return null
  const days =
    valueAt(reader, reader.vocabulary.weekdays.plurals, at) ?? adjective(reader, at) ?? shortRange(reader, at)
  return days === null ? null : weekdayHit(at, days.end, days.value)
}

interface Days {
  readonly value: readonly number[]
  readonly end: number
}

/** The first word of "weekday sales" and "weekend revenue"; "by weekday" is a bucket and "the weekend" a period. */
function adjective(reader: Reader, at: number): Days | null {
  const { adjectives, notAfter } = reader.vocabulary.weekdays
  const days = valueAt(reader, adjectives, at)
  const next = days === null ? undefined : reader.tokens[days.end]
  const other = days === null ? null : after(reader, reader.vocabulary.ranges.lists, days.end)
  if (other !== null && adjective(reader, other) !== null) return days
  if (days === null || next?.kind !== 'word' || notAfter.has(textAt(reader, at - 1))) return null
  return reader.vocabulary.years.functionWords.has(next.text) ? null : days
}

/** "Mon-Fri": two short names joined by a mark. */
function shortRange(reader: Reader, at: number): Days | null {
  const { names, alsoWords } = reader.vocabulary.weekdays
  const first = valueAt(reader, names, at)
  if (first === null || !alsoWords.has(textAt(reader, at)) || textAt(reader, first.end) !== '-') return null
  const last = valueAt(reader, names, first.end + 1)
  return last === null ? null : { value: weekdaysBetween(first.value, last.value), end: last.end }
}

/** 5 to 1 are Friday, Saturday, Sunday and Monday. */
export function weekdaysBetween(first: number, last: number): number[] {
  const length = ((last - first + 7) % 7) + 1
  return Array.from({ length }, (_, index) => ((first - 1 + index) % 7) + 1)
}

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
  const prefix = after(reader, prefixes, at)
  const unit = readUnit(reader, prefix ?? at)
  const grain = unit === null ? null : bucketOf(unit.unit)
  if (unit === null || grain === null) return null
  if (prefix !== null)
    return followed(reader, unit.end) ? null : grainHit(at, unit.end, grain, 'grain-prefix', unit.fiscal)
  return asked.has(textAt(reader, at - 1)) ? grainHit(at, unit.end, grain, 'grain-asked', unit.fiscal) : null
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
  const days = isBoundary(reader, at) ? valueAt(reader, reader.vocabulary.weekdays.plurals, at) : null
  return days === null ? null : weekdayHit(at, days.end, days.value)
}

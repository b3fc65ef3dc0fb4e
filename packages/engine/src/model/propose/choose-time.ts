import type { Taxonomy } from '../../taxonomy/index.ts'
import type { TimeKind } from '../../taxonomy/schema.ts'
import type { ColumnReading } from './read-columns.ts'

/** More than this share of blank dates, and a column dates only some of the rows. */
const mostlyFilled = 0.8

/**
 * The column business is dated by: the kind that such records go by, else the first kind of the vocabulary's order; one that dates
 * only a part of the rows comes after those that date them all.
 */
export function choosePrimaryTime(
  readings: readonly ColumnReading[],
  preferred: TimeKind | null,
  taxonomy: Taxonomy,
): ColumnReading | null {
  const order = taxonomy.columns.times.map((kind) => kind.id)
  const rank = (reading: ColumnReading): number => {
    const kind = reading.time?.target ?? null
    if (kind !== null && kind === preferred) return -1
    const filled = 1 - reading.profile.empty / reading.profile.rows
    const place = kind === null || kind === 'close' ? order.indexOf('start') + 0.5 : order.indexOf(kind)
    return place + (filled < mostlyFilled ? order.length : 0)
  }
  return pickFirst(timesOf(readings), rank)
}

/** The first time column of the kinds, in the order given. */
export function findTime(readings: readonly ColumnReading[], kinds: readonly TimeKind[]): ColumnReading | null {
  for (const kind of kinds) {
    const found = pickFirst(
      timesOf(readings).filter((reading) => reading.time?.target === kind),
      () => 0,
    )
    if (found) return found
  }
  return null
}

function timesOf(readings: readonly ColumnReading[]): ColumnReading[] {
  return readings.filter((reading) => reading.role === 'time')
}

function pickFirst(readings: readonly ColumnReading[], rank: (reading: ColumnReading) => number): ColumnReading | null {
  const ranked = readings.map((reading) => ({
    reading,
    rank: rank(reading),
    quality: reading.time?.quality ?? 0,
    order: reading.time?.order ?? 99,
  }))
  ranked.sort((a, b) => a.rank - b.rank || b.quality - a.quality || a.order - b.order)
  return ranked[0]?.reading ?? null
}

import type { Aggregation, ColumnProfile, Expression, Unit } from '@salestalk/protocol'
import type { ColumnVocabulary, MetricEntry } from '../../taxonomy/index.ts'
import { column, constant, divide } from './expressions.ts'
import { endsIn, hasWord } from './name-index.ts'
import type { ColumnReading } from './read-columns.ts'

/**
 * Metric id -> the column that states it: the best match by name, then the more usual name. Several columns that merely end in a
 * metric's name ("online sales", "store sales") are parts of it, and none is taken for the whole; neither is one beside other takings.
 */
export function chooseMeasures(
  readings: readonly ColumnReading[],
  vocabulary: ColumnVocabulary,
): Map<string, ColumnReading> {
  const candidates = new Map<string, ColumnReading[]>()
  for (const reading of readings) {
    if (reading.role !== 'measure' || !reading.metric) continue
    const id = reading.metric.target.id
    candidates.set(id, [...(candidates.get(id) ?? []), reading])
  }
  const chosen = new Map<string, ColumnReading>()
  for (const [id, list] of candidates) {
    list.sort((a, b) => qualityOf(b) - qualityOf(a) || (a.metric?.order ?? 0) - (b.metric?.order ?? 0))
    const best = list[0]
    const isPart =
      best !== undefined && qualityOf(best) === 1 && (list.length > 1 || isBesideTakings(best, readings, vocabulary))
    if (best && !isPart) chosen.set(id, best)
  }
  return chosen
}

/** "PT Revenue" beside "Dues Billed" is a part of what is taken in, and keeps its own name. */
function isBesideTakings(
  { metric, profile }: ColumnReading,
  readings: readonly ColumnReading[],
  { takings, otherwise, tones }: ColumnVocabulary,
): boolean {
  if (metric?.target.id !== 'revenue') return false
  return readings.some(
    ({ role, header, metric: other, profile: { key } }) =>
      role === 'measure' &&
      key !== profile.key &&
      (other === null || other.quality === 1) &&
      endsIn(header, takings.ends) &&
      !hasWord(header, [...takings.others, ...otherwise, ...tones.bad]),
  )
}

function qualityOf(reading: ColumnReading): number {
  return reading.metric?.quality ?? 0
}

/** Fractions above this are whole percents: 0.72 and 1.4 are fractions, 72 is not. */
const largestFraction = 3

export function isWholePercent({ sign, minimum, maximum }: ColumnProfile): boolean {
  const reach = Math.max(typeof maximum === 'number' ? maximum : 0, typeof minimum === 'number' ? -minimum : 0)
  return sign !== '%' && reach > largestFraction
}

/** The column's number; whole percents become fractions. */
export function statedValue({ profile }: ColumnReading, unit: Unit['kind']): Expression {
  return unit === 'percent' && isWholePercent(profile)
    ? divide(column(profile.key), constant(100))
    : column(profile.key)
}

/** How a column that states a metric is aggregated; a stated ratio can only be averaged. */
export function statedAggregation(reading: ColumnReading, entry: MetricEntry, isSnapshot: boolean): Aggregation {
  const expression = statedValue(reading, entry.unit)
  switch (entry.aggregation) {
    case 'sum':
    case 'count':
    case 'count_distinct':
      return { kind: 'sum', expression, where: [] }
    case 'last':
      return { kind: isSnapshot ? 'last' : 'sum', expression, where: [] }
    case 'average':
    case 'ratio':
      return { kind: 'average', expression, where: [] }
  }
}

import type { Interpretation } from '@salestalk/protocol'
import type { Lexicon } from '../lexicon/index.ts'
import { restate } from '../restate.ts'

/** Readings that differ in the members of one dimension, or in their measures alone, taken together as one. */
export function mergedReadings(readings: readonly Interpretation[], lexicon: Lexicon): Interpretation | undefined {
  const [first, ...others] = readings
  if (!first || others.length === 0) return first
  const combined = mergedMembers(first, others) ?? mergedMetrics(first, others)
  return combined && { ...combined, restatement: restate(combined, lexicon) }
}

/** The first of the readings with the members of all, where one filter is all they differ in. */
export function mergedMembers(first: Interpretation, others: readonly Interpretation[]): Interpretation | undefined {
  const position = first.filters.findIndex((filter, index) =>
    others.every((other) => {
      const same = other.filters[index]
      return same?.dimension === filter.dimension && same.operator === 'in' && filter.operator === 'in'
    }),
  )
  const filter = first.filters[position]
  if (!filter || others.some((other) => withoutFilter(other, position) !== withoutFilter(first, position)))
    return undefined
  const values = [
    ...new Set([filter, ...others.flatMap((other) => other.filters[position] ?? [])].flatMap((one) => one.values)),
  ]
  return { ...first, filters: first.filters.with(position, { ...filter, values }) }
}

function withoutFilter({ metrics, filters, breakdown, time }: Interpretation, position: number): string {
  const ids = metrics.map(({ id }) => id)
  const rest = filters.toSpliced(position, 1).map(({ dimension, operator, values }) => [dimension, operator, values])
  return JSON.stringify([ids, rest, breakdown, time?.start, time?.end])
}

function mergedMetrics(first: Interpretation, others: readonly Interpretation[]): Interpretation | undefined {
  const withoutMetrics = ({ filters, breakdown, time }: Interpretation): string =>
    JSON.stringify([
      filters.map(({ dimension, operator, values }) => [dimension, operator, values]),
      breakdown,
      time?.start,
    ])
  if (others.some((other) => withoutMetrics(other) !== withoutMetrics(first))) return undefined
  const metrics = [first, ...others].flatMap((reading) => reading.metrics)
  return {
    ...first,
    metrics: metrics.filter(({ id }, index) => metrics.findIndex((other) => other.id === id) === index),
  }
}

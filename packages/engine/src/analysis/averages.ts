import type { MetricDefinition, TimeGrain } from '@salestalk/protocol'
import { addGrain } from '../understanding/time/index.ts'
import { inOrder } from './breakdown.ts'
import { countUnit } from './fact-book.ts'
import { groupsFinding, unranked } from './groups.ts'
import { type AnalysisScope, emptyFinding, isAdditiveOverTime, periodAt } from './input.ts'
import { type ResultRow, rowKey } from './result-rows.ts'
import type { Fact, Finding } from './types.ts'

/**
 * "Average monthly revenue": the mean over the complete buckets of the window, of the whole or of each group. A sum over the window is
 * divided by the number of buckets, so that a bucket without rows counts as nothing; other figures are averaged over the buckets they have.
 */
export function analyzeAverages(scope: AnalysisScope): Finding[] {
  const { calculation } = scope.interpretation
  if (calculation?.kind !== 'average_per_period') throw new Error('Averages need their grain: see the interpretation')
  const { grain } = calculation
  const buckets = countBuckets(scope, grain)
  const rows = scope.rows('main', 0)
  if (buckets === 0) return [emptyFinding(scope, { bucket: grain })]
  if (rows.length === 0) return [emptyFinding(scope)]
  const averaged = averagedRows(scope, rows, buckets)
  if (scope.plan.dimensions.length === 0) return valueFindings(scope, averaged, grain, buckets)
  const dimensions = scope.plan.dimensions
  const shown = inOrder(scope, averaged)
  return [
    groupsFinding(scope, averaged, { ...unranked, total: wholeOf(scope, buckets), dimensions, averaged: grain, shown }),
  ]
}

/** The average of the whole, where it follows from the sum over the window. */
function wholeOf(scope: AnalysisScope, buckets: number): Fact | null {
  const [metric] = scope.metrics
  const [row] = scope.rows('total', 0)
  if (!row || !isAdditiveOverTime(metric)) return null
  const total = row.fact(metric, scope.book)
  if (total.value === null) return null
  return scope.book.derived('average', total.value / buckets, metric.unit, [total])
}

function valueFindings(scope: AnalysisScope, rows: readonly ResultRow[], grain: TimeGrain, count: number): Finding[] {
  return rows.flatMap((row) =>
    scope.metrics.map((metric): Finding => {
      const fact = row.fact(metric, scope.book)
      const buckets = scope.book.derived('count', count, countUnit, [fact])
      return { type: 'value', metric, fact, numerator: null, denominator: null, average: { grain, buckets } }
    }),
  )
}

/** Whole buckets in the window, which the plan has cut to such. */
function countBuckets({ plan }: AnalysisScope, grain: TimeGrain): number {
  const { start, end } = periodAt(plan, 0)
  if (start === null || end === null) return 0
  let count = 0
  for (let day = start; day < end; day = addGrain(day, grain, 1)) count += 1
  return count
}

/** One row per group, whose figures are means over its buckets. */
function averagedRows(scope: AnalysisScope, rows: readonly ResultRow[], buckets: number): ResultRow[] {
  const window = periodAt(scope.plan, 0)
  const groups = new Map<string, { group: ResultRow['group']; rows: ResultRow[] }>()
  for (const row of rows) {
    const members = scope.plan.dimensions.map((dimension) => [dimension, row.group[dimension] ?? null] as const)
    const group = Object.fromEntries(members)
    const key = rowKey(group, null)
    const known = groups.get(key)
    if (known) known.rows.push(row)
    else groups.set(key, { group, rows: [row] })
  }
  return [...groups].map(([key, { group, rows: own }]) => {
    const meanOf = (metric: MetricDefinition): number | null => {
      const values = own.flatMap((row) => row.value(metric) ?? [])
      const sum = values.reduce((total, value) => total + value, 0)
      const divisor = isAdditiveOverTime(metric) ? buckets : values.length
      return divisor === 0 ? null : sum / divisor
    }
    return {
      group,
      key,
      bucket: null,
      window,
      value: meanOf,
      fact: (metric, book): Fact => {
        const [first, ...others] = own.map((row) => row.fact(metric, book))
        if (!first) throw new Error('A group has at least one row')
        return book.derived('average', meanOf(metric), metric.unit, [first, ...others], { group, window })
      },
    }
  })
}

import { groupsMax } from '../query/index.ts'
import { groupDimensions, groupsFinding } from './groups.ts'
import type { AnalysisScope } from './input.ts'
import type { ResultRow } from './result-rows.ts'
import { seriesFinding } from './trend.ts'
import type { Finding } from './types.ts'

/** The metric split by dimensions, largest first; split by time alone it is a series in order of time. */
export function analyzeBreakdown(scope: AnalysisScope): Finding[] {
  const rows = scope.rows('main', 0)
  if (rows.length === 0) return [{ type: 'empty', metric: scope.metrics[0] }]
  const isSeries = scope.plan.grain !== null && scope.plan.dimensions.length === 0 && scope.plan.periods.length === 1
  if (isSeries) return scope.metrics.map((metric) => seriesFinding(scope, metric, rows, {}, true))
  const ordered = scope.plan.grain === null ? bySize(scope, rows) : rows
  return [
    groupsFinding(scope, rows, {
      total: null,
      dimensions: groupDimensions(scope),
      shown: ordered.slice(0, groupsMax),
      order: null,
      limit: null,
    }),
  ]
}

/** Largest value of the first metric first; weekdays keep the order of the week. */
export function bySize(scope: AnalysisScope, rows: readonly ResultRow[]): ResultRow[] {
  const [metric] = scope.metrics
  if (scope.plan.dimensions[0] === 'weekday') return [...rows]
  return [...rows].sort(
    (a, b) => (b.value(metric) ?? Number.NEGATIVE_INFINITY) - (a.value(metric) ?? Number.NEGATIVE_INFINITY),
  )
}

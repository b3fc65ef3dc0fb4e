import { groupsMax } from '../query/index.ts'
import { comparedRows } from './complete-rows.ts'
import { groupDimensions, groupsFinding, unranked } from './groups.ts'
import { type AnalysisScope, emptyFinding } from './input.ts'
import { compareDates } from './reconcile.ts'
import type { ResultRow } from './result-rows.ts'
import { seriesFinding } from './trend.ts'
import type { Finding } from './types.ts'

/** The metrics split by dimensions, largest first; split by time alone they are series in order of time. */
export function analyzeBreakdown(scope: AnalysisScope): Finding[] {
  const rows = comparedRows(scope)
  if (rows.length === 0) return [emptyFinding(scope)]
  const isSeries = scope.plan.grain !== null && scope.plan.dimensions.length === 0 && scope.plan.periods.length === 1
  if (isSeries) return scope.metrics.map((metric) => seriesFinding(scope, metric, rows, {}, true))
  const shown = inOrder(scope, rows).slice(0, groupsMax)
  return [groupsFinding(scope, rows, { ...unranked, dimensions: groupDimensions(scope), shown })]
}

/** Largest value of the first metric first; weekdays and time buckets keep their own order. */
export function inOrder({ metrics, plan }: AnalysisScope, rows: readonly ResultRow[]): ResultRow[] {
  const [metric] = metrics
  if (plan.grain) return [...rows].sort((a, b) => compareDates(a.window.start, b.window.start))
  if (plan.dimensions[0] === 'weekday')
    return [...rows].sort((a, b) => Number(a.group.weekday ?? blankDay) - Number(b.group.weekday ?? blankDay))
  const size = (row: ResultRow) => row.value(metric) ?? Number.NEGATIVE_INFINITY
  return [...rows].sort((a, b) => (size(a) === size(b) ? 0 : size(b) - size(a)))
}

/** Rows without a date come after Sunday. */
const blankDay = 8

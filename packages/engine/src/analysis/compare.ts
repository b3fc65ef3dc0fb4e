import { bySize } from './breakdown.ts'
import { changeBetween } from './change.ts'
import { groupDimensions, groupsFinding } from './groups.ts'
import type { AnalysisScope } from './input.ts'
import { compareDates } from './reconcile.ts'
import type { ChangeFinding, Finding } from './types.ts'
import { valueFinding } from './what.ts'

/** Two or more periods, or two or more members, side by side. */
export function analyzeCompare(scope: AnalysisScope): Finding[] {
  if (scope.plan.dimensions.length > 0 || scope.plan.grain !== null) return compareGroups(scope)
  return scope.metrics.flatMap((metric) => comparePeriods(scope, metric))
}

/** The latest period is held against the one before it in time, whatever order they were named in. */
function comparePeriods(scope: AnalysisScope, metric: ChangeFinding['metric']): Finding[] {
  const values = scope.plan.periods.map((_, index) => valueFinding(scope, metric, index))
  const known = values.filter((value) => value.fact.value !== null)
  if (known.length === 0) return [{ type: 'empty', metric }]
  const inTime = [...values].sort((a, b) => compareDates(b.fact.start, a.fact.start))
  const changes = inTime.slice(0, -1).flatMap((current, index) => {
    const base = inTime[index + 1]
    return base ? [changeBetween(metric, current.fact, base.fact, scope.book, { between: 'periods', asked: true })] : []
  })
  return values.length > 2 ? [...values, ...changes] : changes.length > 0 ? changes : values
}

function compareGroups(scope: AnalysisScope): Finding[] {
  const rows = scope.rows('main', 0)
  if (rows.length === 0) return [{ type: 'empty', metric: scope.metrics[0] }]
  const finding = groupsFinding(scope, rows, {
    total: null,
    dimensions: groupDimensions(scope),
    shown: bySize(scope, rows),
    order: null,
    limit: null,
  })
  const [first, second] = finding.members
  const current = first?.facts[0]
  const base = second?.facts[0]
  const isPair = finding.members.length === 2 && scope.plan.periods.length === 1 && scope.plan.dimensions.length === 1
  if (!isPair || !current || !base) return [finding]
  return [changeBetween(scope.metrics[0], current, base, scope.book, { between: 'members', asked: true }), finding]
}

import { groupsMax, queryFilters } from '../query/index.ts'
import { analyzeBreakdown, inOrder } from './breakdown.ts'
import { changeBetween } from './change.ts'
import { namedRows } from './complete-rows.ts'
import { groupsFinding, unranked } from './groups.ts'
import { type AnalysisScope, emptyFinding } from './input.ts'
import { compareDates } from './reconcile.ts'
import type { ChangeFinding, Finding } from './types.ts'
import { valueFinding } from './what.ts'

/** Two or more periods, or two or more members, side by side. */
export function analyzeCompare(scope: AnalysisScope): Finding[] {
  const { dimensions, grain } = scope.plan
  if (grain !== null || dimensions.length > 1) return analyzeBreakdown(scope)
  const [dimension] = dimensions
  if (dimension === undefined) return scope.metrics.flatMap((metric) => comparePeriods(scope, metric))
  const compared = scope.interpretation.comparison?.kind === 'entities' ? membersCompared(scope, dimension) : []
  return compared.length > 0 ? compareMembers(scope, dimension, compared) : analyzeBreakdown(scope)
}

/** Each period is held against the one before it in time, whatever order they were named in. */
function comparePeriods(scope: AnalysisScope, metric: ChangeFinding['metric']): Finding[] {
  const values = scope.plan.periods.map((_, index) => valueFinding(scope, metric, index))
  const known = values.filter((value) => value.fact.value !== null)
  if (known.length === 0) return [{ ...emptyFinding(scope), metric }]
  const inTime = [...values].sort((a, b) => compareDates(b.fact.start, a.fact.start))
  const changes = inTime.slice(0, -1).flatMap((current, index) => {
    const base = inTime[index + 1]
    return base ? [changeBetween(metric, current.fact, base.fact, scope.book, { between: 'periods', asked: true })] : []
  })
  return changes.length > 0 ? changes : values
}

function membersCompared({ interpretation }: AnalysisScope, dimension: string) {
  return (
    queryFilters(interpretation.filters).find((filter) => filter.dimension === dimension && filter.operator === 'in')
      ?.values ?? []
  )
}

/** Members named side by side; of two, each metric's difference is told as well. */
function compareMembers(
  scope: AnalysisScope,
  dimension: string,
  members: ReturnType<typeof membersCompared>,
): Finding[] {
  const read = scope.rows('main', 0)
  if (read.length === 0) return [emptyFinding(scope)]
  const rows = namedRows(scope, 'main', dimension, members, read)
  const shown = inOrder(scope, rows).slice(0, groupsMax)
  const finding = groupsFinding(scope, rows, { ...unranked, dimensions: [dimension], shown })
  const [first, second, ...others] = finding.members
  if (!first || !second || others.length > 0 || scope.plan.periods.length > 1) return [finding]
  const changes = scope.metrics.flatMap((metric, index): Finding[] => {
    const [current, base] = [first.values[index]?.fact, second.values[index]?.fact]
    if (!current || !base) return []
    return [changeBetween(metric, current, base, scope.book, { between: 'members', asked: true })]
  })
  return [...changes, finding]
}

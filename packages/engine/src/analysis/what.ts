import type { Period } from '../query/index.ts'
import { queryFilters } from '../query/index.ts'
import { inOrder } from './breakdown.ts'
import { changeBetween } from './change.ts'
import { namedRows } from './complete-rows.ts'
import { groupsFinding, unranked } from './groups.ts'
import { type AnalysisScope, definitionOf, isAdditive, isAdditiveOverTime, periodAt } from './input.ts'
import { reconcile, sumOf } from './reconcile.ts'
import { absentRow, type RowPlace, rowKey } from './result-rows.ts'
import { seriesFinding } from './trend.ts'
import type { Finding, ValueFinding } from './types.ts'

/** A value per metric, its change on the period before as context, and its course within the period. */
export function analyzeWhat(scope: AnalysisScope): Finding[] {
  return scope.metrics.flatMap((metric): Finding[] => {
    const value = valueFinding(scope, metric, 0)
    const asked = scope.interpretation.comparison !== null
    if (value.fact.value === null && !asked) return [value]
    const findings: Finding[] = [value]
    if (scope.plan.periods.length > 1) {
      const base = valueFinding(scope, metric, 1).fact
      if (base.value !== null)
        findings.push(changeBetween(metric, value.fact, base, scope.book, { between: 'periods', asked }))
    }
    return [...findings, ...membersNamed(scope, value), ...courseWithin(scope, value)]
  })
}

export function valueFinding(scope: AnalysisScope, metric: ValueFinding['metric'], periodIndex: number): ValueFinding {
  const [row] = scope.rows('main', periodIndex)
  const fact = row
    ? row.fact(metric, scope.book)
    : absentRow(scope.results, 'main', periodIndex, wholeOf(periodAt(scope.plan, periodIndex))).fact(metric, scope.book)
  const { aggregation } = metric
  if (!row || aggregation.kind !== 'ratio' || fact.value === null)
    return { type: 'value', metric, fact, numerator: null, denominator: null, average: null }
  const numerator = row.fact(definitionOf(scope.data, aggregation.numerator), scope.book)
  const denominator = row.fact(definitionOf(scope.data, aggregation.denominator), scope.book)
  if (numerator.value !== null && denominator.value) {
    scope.reconciliations.push(reconcile('ratio_of_parts', metric, numerator.value / denominator.value, fact.value))
  }
  return { type: 'value', metric, fact, numerator, denominator, average: null }
}

/** Each member of a few that were named, beside their sum; for the first metric. */
function membersNamed(scope: AnalysisScope, { metric, fact }: ValueFinding): Finding[] {
  const read = scope.rows('members', 0)
  const [dimension] = Object.keys(read[0]?.group ?? {})
  if (dimension === undefined || metric !== scope.metrics[0]) return []
  const named =
    queryFilters(scope.interpretation.filters).find((filter) => filter.dimension === dimension)?.values ?? []
  const rows = namedRows(scope, 'members', dimension, named, read)
  if (isAdditive(metric) && fact.value !== null) {
    const sum = sumOf(rows.map((row) => row.value(metric)))
    scope.reconciliations.push(reconcile('groups_add_up', metric, sum, fact.value))
  }
  return [
    groupsFinding(scope, rows, { ...unranked, total: fact, dimensions: [dimension], shown: inOrder(scope, rows) }),
  ]
}

function wholeOf(window: Period): RowPlace {
  return { group: {}, key: rowKey({}, null), bucket: null, window }
}

function courseWithin(scope: AnalysisScope, { metric, fact }: ValueFinding): Finding[] {
  const rows = scope.rows('series', 0)
  if (rows.length < 2) return []
  const series = seriesFinding(scope, metric, rows, {}, false)
  const isClosed = fact.start !== null && fact.end !== null
  if (isAdditiveOverTime(metric) && isClosed && fact.value !== null) {
    const total = sumOf(series.points.map((point) => point.value))
    scope.reconciliations.push(reconcile('periods_add_up', metric, total, fact.value))
  }
  return [series]
}

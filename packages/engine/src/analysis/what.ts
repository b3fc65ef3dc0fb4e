import { bySize } from './breakdown.ts'
import { changeBetween } from './change.ts'
import { groupsFinding } from './groups.ts'
import { type AnalysisScope, definitionOf, isAdditive, isAdditiveOverTime, periodAt } from './input.ts'
import { agrees, sumOf } from './reconcile.ts'
import { seriesFinding } from './trend.ts'
import type { Finding, ValueFinding } from './types.ts'

/** A value per metric, its change on the period before as context, and its course within the period. */
export function analyzeWhat(scope: AnalysisScope): Finding[] {
  return scope.metrics.flatMap((metric): Finding[] => {
    const value = valueFinding(scope, metric, 0)
    if (value.fact.value === null) return [value]
    const findings: Finding[] = [value]
    if (scope.plan.periods.length > 1) {
      const base = valueFinding(scope, metric, 1).fact
      if (base.value !== null) {
        const asked = scope.interpretation.comparison !== null
        findings.push(changeBetween(metric, value.fact, base, scope.book, { between: 'periods', asked }))
      }
    }
    return [...findings, ...membersNamed(scope, value), ...courseWithin(scope, value)]
  })
}

export function valueFinding(scope: AnalysisScope, metric: ValueFinding['metric'], periodIndex: number): ValueFinding {
  const [row] = scope.rows('main', periodIndex)
  const fact = row
    ? row.fact(metric, scope.book)
    : scope.book.measured(metric, null, periodAt(scope.plan, periodIndex), {}, 'q1')
  const { aggregation } = metric
  if (!row || aggregation.kind !== 'ratio' || fact.value === null)
    return { type: 'value', metric, fact, numerator: null, denominator: null }
  const numerator = row.fact(definitionOf(scope.data, aggregation.numerator), scope.book)
  const denominator = row.fact(definitionOf(scope.data, aggregation.denominator), scope.book)
  if (numerator.value !== null && denominator.value) {
    const recomputed = numerator.value / denominator.value
    scope.reconciliations.push({
      agrees: agrees(recomputed, fact.value),
      text: `${metric.label} equals its numerator over its denominator`,
    })
  }
  return { type: 'value', metric, fact, numerator, denominator }
}

/** Each member of a few that were named, beside their sum; for the first metric. */
function membersNamed(scope: AnalysisScope, { metric, fact }: ValueFinding): Finding[] {
  const rows = scope.rows('members', 0)
  const [first] = rows
  if (!first || metric !== scope.metrics[0]) return []
  if (isAdditive(metric) && fact.value !== null) {
    const sum = sumOf(rows.map((row) => row.value(metric)))
    scope.reconciliations.push({ agrees: agrees(sum, fact.value), text: 'The groups add up to the total' })
  }
  return [
    groupsFinding(scope, rows, {
      total: fact,
      dimensions: Object.keys(first.group),
      shown: bySize(scope, rows),
      order: null,
      limit: null,
    }),
  ]
}

function courseWithin(scope: AnalysisScope, { metric, fact }: ValueFinding): Finding[] {
  const rows = scope.rows('series', 0)
  if (rows.length < 2) return []
  const series = seriesFinding(scope, metric, rows, {}, false)
  const isClosed = fact.start !== null && fact.end !== null
  if (isAdditiveOverTime(metric) && isClosed && fact.value !== null) {
    const total = sumOf(series.points.map((point) => point.value))
    scope.reconciliations.push({ agrees: agrees(total, fact.value), text: 'The sub-periods add up to the period' })
  }
  return [series]
}

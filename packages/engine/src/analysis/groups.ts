import type { MetricDefinition } from '@salestalk/protocol'
import { relativeChange } from './change.ts'
import { percentUnit } from './fact-book.ts'
import { type AnalysisScope, isAdditive, periodAt } from './input.ts'
import { agrees, sumOf } from './reconcile.ts'
import type { ResultRow } from './result-rows.ts'
import type { Fact, GroupMember, GroupsFinding } from './types.ts'

export interface GroupsOptions {
  /** The whole, where it is already told: the groups then only accompany it, without a comparison of their own. */
  readonly total: Fact | null
  /** Dimensions of the groups, in order. */
  readonly dimensions: readonly string[]
  /** Rows to show, in order; the rest is summed up where that makes sense. */
  readonly shown: readonly ResultRow[]
  readonly order: GroupsFinding['order']
  readonly limit: number | null
}

/** Members side by side with shares of the total, and their change when a second period was read. */
export function groupsFinding(
  scope: AnalysisScope,
  allRows: readonly ResultRow[],
  options: GroupsOptions,
): GroupsFinding {
  const [metric] = scope.metrics
  const total = options.total ?? totalFact(scope, metric, allRows)
  const bases =
    options.total === null && scope.plan.periods.length > 1
      ? new Map(scope.rows('main', 1).map((row) => [JSON.stringify(row.group), row]))
      : null
  const members = options.shown.map((row) => memberOf(scope, row, total, bases))
  return {
    type: 'groups',
    metrics: scope.metrics,
    dimensions: options.dimensions,
    members,
    total,
    additive: isAdditive(metric),
    rest: restFact(scope, metric, members, total, allRows.length),
    order: options.order,
    limit: options.limit,
    comparisonLabel: bases ? periodAt(scope.plan, 1).label : null,
  }
}

function memberOf(
  scope: AnalysisScope,
  row: ResultRow,
  total: Fact | null,
  bases: ReadonlyMap<string, ResultRow> | null,
): GroupMember {
  const [metric] = scope.metrics
  const facts = scope.metrics.map((each) => row.fact(each, scope.book))
  const [first] = facts
  const base = first && bases ? (bases.get(JSON.stringify(row.group))?.fact(metric, scope.book) ?? null) : null
  return {
    group: row.group,
    facts,
    share: first && total ? shareOf(scope, metric, first, total) : null,
    base,
    change: first && base ? relativeChange(metric, first, base, scope.book) : null,
  }
}

function shareOf(scope: AnalysisScope, metric: MetricDefinition, part: Fact, total: Fact): Fact | null {
  if (!isAdditive(metric) || part.value === null || total.value === null || total.value <= 0) return null
  return scope.book.derived('share', part.value / total.value, percentUnit, [part, total])
}

/** The whole without groups; also holds the groups against it. */
/** The dimensions a plan groups by, the time bucket last. */
export function groupDimensions({ plan }: AnalysisScope): string[] {
  return [...plan.dimensions, ...(plan.grain ? [plan.grain] : [])]
}

function totalFact(scope: AnalysisScope, metric: MetricDefinition, allRows: readonly ResultRow[]): Fact | null {
  const [row] = scope.rows('total', 0)
  if (!row) return null
  const total = row.fact(metric, scope.book)
  const isWhole = scope.interpretation.having.length === 0 && isAdditive(metric) && !isSnapshotOverTime(scope, metric)
  if (isWhole && total.value !== null && allRows.length > 0) {
    const sum = sumOf(allRows.map((each) => each.value(metric)))
    const isDated = scope.plan.grain === null || (total.start !== null && total.end !== null)
    if (isDated)
      scope.reconciliations.push({ agrees: agrees(sum, total.value), text: 'The groups add up to the total' })
  }
  return total
}

function isSnapshotOverTime(scope: AnalysisScope, metric: MetricDefinition): boolean {
  return scope.plan.grain !== null && metric.aggregation.kind === 'last'
}

function restFact(
  scope: AnalysisScope,
  metric: MetricDefinition,
  members: readonly GroupMember[],
  total: Fact | null,
  count: number,
): Fact | null {
  if (!total || total.value === null || !isAdditive(metric) || members.length === 0 || members.length >= count)
    return null
  if (scope.interpretation.having.length > 0 || isSnapshotOverTime(scope, metric)) return null
  const firsts = members.flatMap((member) => member.facts.slice(0, 1))
  return scope.book.derived(
    'rest',
    total.value - sumOf(firsts.map((fact) => fact.value)),
    metric.unit,
    [total, ...firsts],
    {},
  )
}

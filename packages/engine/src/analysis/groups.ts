import type { MetricDefinition, RankSlot, TimeGrain } from '@salestalk/protocol'
import { groupsReadMax } from '../query/index.ts'
import { changeBetween } from './change.ts'
import { countUnit, percentUnit } from './fact-book.ts'
import { type AnalysisScope, isAdditive, periodAt } from './input.ts'
import { reconcile, sumOf } from './reconcile.ts'
import { absentRow, type ResultRow } from './result-rows.ts'
import type { Fact, GroupMember, GroupsFinding, MemberValue } from './types.ts'

export interface GroupsOptions {
  /** The whole, where it is already told: the groups then only accompany it, without a comparison of their own. */
  readonly total: Fact | null
  /** Dimensions of the groups, in order. */
  readonly dimensions: readonly string[]
  /** Rows to show, in order; the rest is summed up where that makes sense. */
  readonly shown: readonly ResultRow[]
  /** Rows that were ranked but not shown although equal to the last shown. */
  readonly tied: number
  /** Grain of the buckets the values are means over. */
  readonly averaged?: TimeGrain
  /** How the rows were put in order, when the question asked for an order. */
  readonly rank: RankSlot | null
}

export const unranked = { total: null, tied: 0, rank: null } as const

/** Members side by side with shares of the total, and what they were in the other periods that were read. */
export function groupsFinding(
  scope: AnalysisScope,
  allRows: readonly ResultRow[],
  options: GroupsOptions,
): GroupsFinding {
  const { book, plan } = scope
  const [metric] = scope.metrics
  const isCut = allRows.length > groupsReadMax
  const totals =
    options.total || options.averaged
      ? [...(options.total ? [options.total] : [])]
      : totalFacts(scope, isCut ? [] : allRows)
  const isCompared = options.total === null && !options.averaged
  const others = isCompared ? plan.periods.slice(1).map((_, index) => baseRows(scope, index + 1)) : []
  const isShared = isAdditive(metric) && allRows.every((row) => (row.value(metric) ?? 0) >= 0)
  const members = options.shown.map((row) => memberOf(scope, row, isShared ? totals[0] : undefined, others))
  const first = members[0]?.values[0]?.fact
  const counted = (count: number): Fact | null =>
    first ? book.derived('count', count, countUnit, [first], { group: {} }) : null
  return {
    type: 'groups',
    metrics: scope.metrics,
    dimensions: options.dimensions,
    members,
    shown: counted(members.length),
    count: members.length < allRows.length && !isCut ? counted(allRows.length) : null,
    isCut,
    totals,
    additive: isAdditive(metric),
    rest:
      isCut || (options.rank && !isWhole(options.rank))
        ? null
        : restFact(scope, metric, members, totals[0], allRows.length),
    tied: options.tied > 0 ? counted(options.tied) : null,
    averaged: options.averaged ?? null,
    rank: options.rank,
    comparedWith: others.length > 0 ? plan.periods.slice(1).map((period) => period.label) : [],
  }
}

/** The dimensions a plan groups by, the time bucket last. */
export function groupDimensions({ plan }: AnalysisScope): string[] {
  return [...plan.dimensions, ...(plan.grain ? [plan.grain] : [])]
}

/** What each row was in another period; a member without rows there has its sums and counts at 0. */
export function baseRows(scope: AnalysisScope, period: number): (row: ResultRow) => ResultRow {
  const known = new Map(scope.rows('main', period).map((row) => [row.key, row]))
  const window = periodAt(scope.plan, period)
  return (row) => known.get(row.key) ?? absentRow(scope.results, 'main', period, { ...row, window })
}

function memberOf(
  scope: AnalysisScope,
  row: ResultRow,
  total: Fact | undefined,
  others: readonly ((row: ResultRow) => ResultRow)[],
): GroupMember {
  const { book } = scope
  const values = scope.metrics.map((metric): MemberValue => {
    const fact = row.fact(metric, book)
    const bases = others.map((base) => base(row).fact(metric, book))
    const [base] = bases
    return {
      fact,
      bases,
      change: base ? changeBetween(metric, fact, base, book, { between: 'periods', asked: true }) : null,
    }
  })
  const first = values[0]?.fact
  const share = first && total ? shareOf(scope, first, total) : null
  return { group: row.group, values, share, partial: scope.plan.grain !== null && scope.isCut(row, scope.metrics[0]) }
}

/** Null where a share would say nothing: of a total that is not positive, or among members that offset each other. */
function shareOf({ book }: AnalysisScope, part: Fact, total: Fact): Fact | null {
  if (part.value === null || total.value === null || total.value <= 0) return null
  return book.derived('share', part.value / total.value, percentUnit, [part, total])
}

/** The whole of each metric without groups; also holds the groups against it. */
function totalFacts(scope: AnalysisScope, allRows: readonly ResultRow[]): Fact[] {
  const [row] = scope.rows('total', 0)
  if (!row) return []
  return scope.metrics.map((metric) => {
    const total = row.fact(metric, scope.book)
    const isWhole = scope.interpretation.having.length === 0 && isAdditive(metric) && !isSnapshotOverTime(scope, metric)
    const isDated = scope.plan.grain === null || (total.start !== null && total.end !== null)
    if (isWhole && isDated && total.value !== null && allRows.length > 0) {
      const sum = sumOf(allRows.map((each) => each.value(metric)))
      scope.reconciliations.push(reconcile('groups_add_up', metric, sum, total.value))
    }
    return total
  })
}

/** Only of a ranking by value from the first on do the others make a sum worth telling. */
function isWhole({ by, position }: RankSlot): boolean {
  return by === 'value' && position === null
}

function isSnapshotOverTime(scope: AnalysisScope, metric: MetricDefinition): boolean {
  return scope.plan.grain !== null && metric.aggregation.kind === 'last'
}

function restFact(
  scope: AnalysisScope,
  metric: MetricDefinition,
  members: readonly GroupMember[],
  total: Fact | undefined,
  count: number,
): Fact | null {
  if (!total || total.value === null || !isAdditive(metric) || members.length === 0 || members.length >= count)
    return null
  if (scope.interpretation.having.length > 0 || isSnapshotOverTime(scope, metric)) return null
  const firsts = members.flatMap(({ values }) => values.slice(0, 1).map(({ fact }) => fact))
  const rest = total.value - sumOf(firsts.map((fact) => fact.value))
  return scope.book.derived('rest', rest, metric.unit, [total, ...firsts], { group: {} })
}

import type { MetricDefinition } from '@salestalk/protocol'
import { changeBetween } from './change.ts'
import { countUnit } from './fact-book.ts'
import { type AnalysisScope, emptyFinding } from './input.ts'
import { compareDates } from './reconcile.ts'
import type { ResultRow } from './result-rows.ts'
import { runningRows } from './running.ts'
import { mannKendall } from './statistics/mann-kendall.ts'
import type { Finding, SeriesFinding } from './types.ts'

const seriesMax = 8

/** The metric's course: one series, or one per member of the breakdown, the largest first. */
export function analyzeTrend(scope: AnalysisScope): Finding[] {
  const rows = scope.rows('main', 0)
  if (rows.length === 0) return [emptyFinding(scope)]
  const { calculation } = scope.interpretation
  const groups = groupRows(scope, rows).map((group) => ({ ...group, rows: runningRows(group.rows, calculation) }))
  const changes = calculation === null ? scope.metrics.flatMap((metric) => changeOfWhole(scope, metric)) : []
  const series = scope.metrics.flatMap((metric) => {
    const series = groups.map(({ group, rows: own }) => ({ group, rows: own, size: sizeOf(metric, own) }))
    series.sort((a, b) => b.size - a.size)
    return series.slice(0, seriesMax).map(({ group, rows: own }) => seriesFinding(scope, metric, own, group, true))
  })
  return [...changes, ...series, ...cutFinding(scope, series, groups.length)]
}

function cutFinding({ book }: AnalysisScope, [first]: readonly SeriesFinding[], count: number): Finding[] {
  const fact = first?.points[0]
  if (!fact || count <= seriesMax) return []
  const counted = (number: number) => book.derived('count', number, countUnit, [fact], { group: {} })
  return [{ type: 'series_cut', shown: counted(seriesMax), count: counted(count) }]
}

/** The whole period against the one it was to be compared with, when the question named one beside the course. */
function changeOfWhole(scope: AnalysisScope, metric: MetricDefinition): Finding[] {
  const [current] = scope.rows('total', 0)
  const [base] = scope.plan.periods.length > 1 ? scope.rows('total', 1) : []
  if (!current || !base) return []
  return [
    changeBetween(metric, current.fact(metric, scope.book), base.fact(metric, scope.book), scope.book, {
      between: 'periods',
      asked: true,
    }),
  ]
}

function groupRows(scope: AnalysisScope, rows: readonly ResultRow[]) {
  const groups = new Map<string, { group: Record<string, string | null>; rows: ResultRow[] }>()
  for (const row of rows) {
    const group = Object.fromEntries(
      scope.plan.dimensions.map((dimension) => [dimension, row.group[dimension] ?? null]),
    )
    const key = JSON.stringify(group)
    const entry = groups.get(key) ?? { group, rows: [] }
    entry.rows.push(row)
    groups.set(key, entry)
  }
  return [...groups.values()]
}

function sizeOf(metric: MetricDefinition, rows: readonly ResultRow[]): number {
  return rows.reduce((sum, row) => sum + Math.abs(row.value(metric) ?? 0), 0)
}

/** Points in time order with a trend test over the complete buckets; the first or last one may be cut by the window or the data. */
export function seriesFinding(
  scope: AnalysisScope,
  metric: MetricDefinition,
  rows: readonly ResultRow[],
  group: SeriesFinding['group'],
  asked: boolean,
): SeriesFinding {
  const ordered = [...rows].sort((a, b) => compareDates(a.window.start, b.window.start))
  const points = ordered.map((row) => row.fact(metric, scope.book))
  const isCut = ordered.map((row) => scope.isCut(row, metric))
  const complete = points.filter((point, index) => point.value !== null && !isCut[index])
  const extremes = [...complete].sort((a, b) => (a.value ?? 0) - (b.value ?? 0))
  return {
    type: 'series',
    metric,
    group,
    points,
    trend: mannKendall(complete.map((point) => point.value ?? 0)),
    highest: extremes.at(-1) ?? null,
    lowest: extremes[0] ?? null,
    complete,
    lastIsPartial: isCut.at(-1) ?? false,
    asked,
    calculation: asked ? scope.interpretation.calculation : null,
  }
}

import type { FilterValue } from '@salestalk/protocol'
import { type AnalysisScope, periodAt } from './input.ts'
import { absentRow, type ResultRow, rowKey } from './result-rows.ts'

/** Rows of the asked period, and of members that only the periods compared with have: what vanished is part of a comparison. */
export function comparedRows(scope: AnalysisScope): ResultRow[] {
  const { plan, results, interpretation } = scope
  const rows = scope.rows('main', 0)
  if (interpretation.having.length > 0) return rows
  const known = new Set(rows.map((row) => row.key))
  const buckets = new Map(rows.map((row) => [row.bucket, row]))
  const vanished = new Map<string, ResultRow>()
  for (const index of plan.periods.keys()) {
    for (const { key, bucket, group } of index === 0 ? [] : scope.rows('main', index)) {
      const sameBucket = buckets.get(bucket)
      if (known.has(key) || (plan.grain && !sameBucket)) continue
      const window = sameBucket && plan.grain ? sameBucket.window : periodAt(plan, 0)
      const now = plan.grain ? { ...group, [plan.grain]: window.label } : group
      vanished.set(key, absentRow(results, 'main', 0, { key, bucket, window, group: now }))
    }
  }
  return [...rows, ...vanished.values()]
}

/** Rows with one for each member the question names, so that a member without rows is told as such and not passed over. */
export function namedRows(
  scope: AnalysisScope,
  purpose: 'main' | 'members',
  dimension: string,
  members: readonly FilterValue[],
  rows: readonly ResultRow[],
): ResultRow[] {
  const absent = members.filter((member) => rows.every(({ group }) => group[dimension] !== textOf(member)))
  return [
    ...rows,
    ...absent.map((member) => {
      const group = { [dimension]: textOf(member) }
      const place = { group, key: rowKey(group, null), bucket: null, window: periodAt(scope.plan, 0) }
      return absentRow(scope.results, purpose, 0, place)
    }),
  ]
}

function textOf(member: FilterValue): string | null {
  return member === null ? null : String(member)
}

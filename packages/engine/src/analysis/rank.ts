import { groupsMax } from '../query/index.ts'
import { groupDimensions, groupsFinding } from './groups.ts'
import { type AnalysisScope, emptyFinding } from './input.ts'
import type { ResultRow } from './result-rows.ts'
import type { Finding } from './types.ts'

const limitWhenNotStated = 10

/** The top or bottom members by the first metric; members without a name or a value are not ranked, but stay in the total. */
export function analyzeRank(scope: AnalysisScope): Finding[] {
  const rows = scope.rows('main', 0)
  const { rank } = scope.interpretation
  if (!rank) throw new Error('A ranking needs a direction: the interpretation was not checked')
  const [metric] = scope.metrics
  const ranked = rows.filter(
    (row) => row.value(metric) !== null && Object.values(row.group).every((member) => member !== null),
  )
  if (ranked.length === 0) return [emptyFinding(scope)]
  const sign = rank.direction === 'top' ? -1 : 1
  ranked.sort((a, b) => sign * ((a.value(metric) ?? 0) - (b.value(metric) ?? 0)))
  const shown = limitWithin(scope, ranked, rank.limit ?? limitWhenNotStated)
  return [
    groupsFinding(scope, rows, {
      total: null,
      dimensions: groupDimensions(scope),
      shown,
      tied: tiedWithLast(scope, ranked, shown),
      order: rank.direction,
      limit: rank.limit,
    }),
  ]
}

/** How many members just miss a single ranking although they equal its last. */
function tiedWithLast({ metrics }: AnalysisScope, ranked: readonly ResultRow[], shown: readonly ResultRow[]): number {
  const last = shown.at(-1)
  if (!last || Object.keys(last.group).length > 1) return 0
  const [metric] = metrics
  return ranked.slice(shown.length).filter((row) => row.value(metric) === last.value(metric)).length
}

/** With two dimensions the limit holds within each member of the first ("top 3 products by region"). */
function limitWithin(scope: AnalysisScope, ranked: readonly ResultRow[], limit: number): ResultRow[] {
  const [outer, inner] = groupDimensions(scope)
  if (outer === undefined || inner === undefined) return ranked.slice(0, Math.min(limit, groupsMax))
  const taken = new Map<string | null, ResultRow[]>()
  for (const row of ranked) {
    const member = row.group[outer] ?? null
    const own = taken.get(member) ?? []
    if (own.length < limit) taken.set(member, [...own, row])
  }
  return [...taken.values()].flat().slice(0, groupsMax)
}

import type { RankSlot } from '@salestalk/protocol'
import { groupsMax } from '../query/index.ts'
import { comparedRows } from './complete-rows.ts'
import { baseRows, groupDimensions, groupsFinding } from './groups.ts'
import { type AnalysisScope, emptyFinding } from './input.ts'
import type { ResultRow } from './result-rows.ts'
import type { Finding } from './types.ts'

const limitWhenNotStated = 10

/**
 * The top or bottom members by the first metric, or by how much it changed since the period compared with; members without a name or
 * without what they are ranked by are left out, but stay in the total.
 */
export function analyzeRank(scope: AnalysisScope): Finding[] {
  const { rank } = scope.interpretation
  if (!rank) throw new Error('A ranking needs a direction: the interpretation was not checked')
  const rows = rank.by === 'value' ? scope.rows('main', 0) : comparedRows(scope)
  const size = sizeOf(scope, rank)
  const ranked = rows
    .filter((row) => size(row) !== null && Object.values(row.group).every((member) => member !== null))
    .sort((a, b) => (rank.direction === 'top' ? -1 : 1) * ((size(a) ?? 0) - (size(b) ?? 0)))
  const shown = rank.position === null ? limitWithin(scope, ranked, rank) : at(ranked, rank.position)
  if (shown.length === 0) {
    const dimension = groupDimensions(scope).at(-1)
    if (rank.position === null || ranked.length === 0 || dimension === undefined) return [emptyFinding(scope)]
    return [emptyFinding(scope, { place: rank.position, dimension })]
  }
  return [
    groupsFinding(scope, rows, {
      total: null,
      dimensions: groupDimensions(scope),
      shown,
      tied: tiedWithLast(ranked, shown, rank, size),
      rank,
    }),
  ]
}

/** What members are put in order by; null where there is nothing to compare, or growth from nothing. */
function sizeOf(scope: AnalysisScope, { by }: RankSlot): (row: ResultRow) => number | null {
  const [metric] = scope.metrics
  if (by === 'value') return (row) => row.value(metric)
  const base = baseRows(scope, 1)
  return (row) => {
    const now = row.value(metric)
    const before = base(row).value(metric)
    if (now === null || before === null) return null
    // Percentages grow by points, as everywhere in an answer.
    if (by === 'change' || metric.unit.kind === 'percent') return now - before
    return before > 0 ? now / before - 1 : null
  }
}

function at(ranked: readonly ResultRow[], position: number): ResultRow[] {
  return ranked.slice(position - 1, position)
}

/** How many members just miss a single ranking although they equal its last. */
function tiedWithLast(
  ranked: readonly ResultRow[],
  shown: readonly ResultRow[],
  { position }: RankSlot,
  size: (row: ResultRow) => number | null,
): number {
  const last = shown.at(-1)
  if (!last || Object.keys(last.group).length > 1) return 0
  if (position !== null) return ranked.filter((row) => size(row) === size(last)).length - 1
  return ranked.slice(shown.length).filter((row) => size(row) === size(last)).length
}

/** With two dimensions the limit holds within each member of the first ("top 3 products by region"). */
function limitWithin(scope: AnalysisScope, ranked: readonly ResultRow[], rank: RankSlot): ResultRow[] {
  const limit = rank.limit ?? limitWhenNotStated
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

import type { Hit } from '../parsers/hit.ts'
import type { Reader } from '../reader.ts'
import { after } from '../reader.ts'
import type { TimeExpression } from '../types.ts'

/** "the winter months Dec 2025 to Feb 2026": a season that is spelled out by months of its own is those months. */
export function spellSeasons(reader: Reader, hits: readonly Hit[]): Hit[] {
  const spelled: Hit[] = []
  for (const hit of hits) {
    const season = spelled.at(-1)
    if (season !== undefined && isSpelled(reader, season, hit)) spelled.pop()
    const start = season !== undefined && spelled.at(-1) !== season ? season.start : hit.start
    spelled.push({ ...hit, start })
  }
  return spelled
}

function isSpelled(reader: Reader, season: Hit, hit: Hit): boolean {
  const { expression } = season
  if (expression?.type !== 'holiday' || expression.rule.type !== 'months' || hit.kind !== 'range') return false
  if (expression.year !== null || expression.yearOffset !== null) return false
  const between = after(reader, reader.vocabulary.seasons.thatIs, season.end) ?? season.end
  const { month: first, count } = expression.rule
  const months = hit.expression === null ? [] : monthsOf(hit.expression)
  const inside = (month: number): boolean => (month - first + 12) % 12 < count
  return between === hit.start && months.length > 0 && months.every(inside)
}

function monthsOf(expression: TimeExpression): number[] {
  if (expression.type === 'range') {
    const [from, to] = [monthsOf(expression.from), monthsOf(expression.to)]
    return from.length > 0 && to.length > 0 ? [...from, ...to] : []
  }
  if (expression.type === 'date') return [expression.month]
  return expression.type === 'period_of_year' && expression.unit === 'month' ? [expression.number] : []
}

import type { Hit } from '../parsers/hit.ts'
import { comparisonHit } from '../parsers/hit.ts'
import type { Reader } from '../reader.ts'
import { after, skipThe } from '../reader.ts'
import type { TimeExpression } from '../types.ts'

/**
 * "Q1 2026 and the year before", "March and the previous month": the second is told from the first, not from today, so the two are compared.
 */
export function anchorShifts(reader: Reader, found: readonly Hit[]): Hit[] {
  const hits = joinYearEarlier(found)
  const [first, second, ...others] = hits.filter(({ kind }) => kind === 'range')
  const back = first && second && others.length === 0 ? stepBack(reader, second) : null
  if (back === null || second === undefined || hits.some(({ kind }) => kind === 'comparison')) return [...hits]
  const isYear = back.unit === 'year' && back.count === -1
  const anchored = comparisonHit(
    second.start,
    second.end,
    isYear ? 'same_period_last_year' : 'previous_period',
    isYear ? 'against-last-year' : 'against-previous',
    { expression: back },
  )
  return hits.map((hit) => (hit === second ? anchored : hit))
}

/** "September with September a year earlier": a period named again with how far back it lies is that one, and not the whole year. */
function joinYearEarlier(hits: readonly Hit[]): Hit[] {
  const [first, again, back] = hits.filter(({ kind }) => kind === 'range')
  if (!first || !again || !back || again.end !== back.start || back.expression?.type !== 'shift') return [...hits]
  const isYearBack = back.expression.unit === 'year' && back.expression.count === -1
  const isSame = JSON.stringify(first.expression) === JSON.stringify(again.expression)
  if (!isYearBack || !isSame || hits.some(({ kind }) => kind === 'comparison')) return [...hits]
  const joined = comparisonHit(again.start, back.end, 'same_period_last_year', 'against-last-year', {
    expression: back.expression,
  })
  return hits.flatMap((hit) => (hit === back ? [] : [hit === again ? joined : hit]))
}

/** "the year before", "two months earlier", "the previous quarter", "a year ago"; "last quarter" counts from today. */
function stepBack(reader: Reader, { start, end, expression }: Hit): Extract<TimeExpression, { type: 'shift' }> | null {
  if (expression?.type === 'shift') return expression.count < 0 && expression.unit !== 'period' ? expression : null
  if (expression?.type !== 'relative' || expression.offset !== -1 || expression.fiscal) return null
  const { previousUnit, lastYear } = reader.vocabulary.comparisons
  const at = skipThe(reader, start)
  // "the whole previous year" is all of it.
  if (after(reader, reader.vocabulary.units.whole, at - 1) === at) return null
  const isPrevious = after(reader, previousUnit, at) !== null
  const isAgo = after(reader, lastYear, at) !== null && after(reader, reader.vocabulary.numbers.articles, at) !== null
  const isBack = isPrevious || isAgo || isTrailed(reader, end)
  return isBack ? { type: 'shift', unit: expression.unit, count: -1, length: null } : null
}

/** "with last year alongside"; "last year in comparison to Leeds" compares something else. */
function isTrailed(reader: Reader, at: number): boolean {
  const { trailing, compareConnectors } = reader.vocabulary.comparisons
  const end = after(reader, trailing, at)
  return end !== null && after(reader, compareConnectors, end) === null
}

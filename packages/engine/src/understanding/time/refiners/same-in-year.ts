import type { Hit } from '../parsers/hit.ts'

/**
 * "This quarter vs the same quarter of 2024": the period is the one named before, moved into that year. Without a period before
 * it nothing is meant, and the words stay unread.
 */
export function fillSameInYear(hits: readonly Hit[]): Hit[] {
  const filled: Hit[] = []
  for (const hit of hits) {
    if (hit.expression?.type !== 'in_year') {
      filled.push(hit)
      continue
    }
    const named = filled.findLast(({ kind, expression }) => kind === 'range' && expression !== null)
    if (named?.expression != null) filled.push({ ...hit, expression: { ...hit.expression, period: named.expression } })
    // "same for 2025" asks the question before again, of that year
    else if (hit.rule === 'same-for-year') {
      const expression = { type: 'year', year: hit.expression.year, fiscal: false } as const
      filled.push({ ...hit, start: hit.end - 1, expression, rule: 'year' })
    }
  }
  return filled
}

import type { Hit } from '../parsers/hit.ts'
import { unitOf } from '../parsers/parts.ts'

/** "the month-end balance for March" says the end apart from its month: both places then carry the one day. */
export function joinEdges(hits: readonly Hit[]): Hit[] {
  const edge = hits.find(({ expression }) => expression?.type === 'edge' && expression.implied)?.expression
  if (edge?.type !== 'edge') return [...hits]
  const unit = unitOf(edge.period)
  const named = hits.filter(
    ({ kind, expression }) =>
      kind === 'range' && expression !== null && expression.type !== 'edge' && unitOf(expression) === unit,
  )
  const period = named.length === 1 ? named[0]?.expression : null
  if (!period) return [...hits]
  const joined = { ...edge, period, implied: false }
  return hits.map((hit) =>
    hit.expression === edge || hit.expression === period ? { ...hit, expression: joined } : hit,
  )
}

import type { Hit } from '../parsers/hit.ts'
import type { TimeExpression } from '../types.ts'

/** "this year's sales to date", "up to now this year": the period and how far it runs, said apart, are one period to date. */
export function joinToDate(hits: readonly Hit[]): Hit[] {
  const ranges = hits.filter(({ kind }) => kind === 'range')
  const until = ranges.find(({ rule }) => rule === 'until-now')
  const running = ranges.find(({ expression }) => isRunning(expression))
  if (ranges.length !== 2 || !until || !running?.expression) return [...hits]
  const expression: TimeExpression = { type: 'to_date', period: running.expression, through: null }
  return hits.map((hit) => {
    if (hit === running) return { ...hit, expression, rule: 'to-date' }
    return hit === until ? { ...hit, expression, alone: hit.expression, rule: 'to-date' } : hit
  })
}

function isRunning(expression: TimeExpression | null): boolean {
  return expression?.type === 'relative' && expression.offset === 0 && expression.unit !== 'day'
}

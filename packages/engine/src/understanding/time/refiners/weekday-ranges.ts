import { weekdaysBetween } from '../parsers/grains.ts'
import { type Hit, weekdayHit } from '../parsers/hit.ts'

/** "Monday to Friday in May" counts those days of the period said beside it; by itself the latest such days are meant. */
export function filterWeekdays(hits: readonly Hit[]): Hit[] {
  const named = hits.filter(({ kind, expression }) => kind === 'range' && weekdaysOf(expression) === null)
  if (named.length === 0) return [...hits]
  return hits.map((hit) => {
    const days = hit.kind === 'range' ? weekdaysOf(hit.expression) : null
    return days === null ? hit : weekdayHit(hit.start, hit.end, days)
  })
}

function weekdaysOf(expression: Hit['expression']): readonly number[] | null {
  if (expression?.type !== 'range') return null
  const { from, to } = expression
  if (from.type !== 'weekday' || to.type !== 'weekday' || from.which !== null || to.which !== null) return null
  return weekdaysBetween(from.weekday, to.weekday)
}

import type { Hit } from '../parsers/hit.ts'
import type { TimeExpression } from '../types.ts'

type Recurring = Extract<TimeExpression, { type: 'period_of_year' | 'date' | 'holiday' }>

/**
 * "This March vs last March", "Q3 vs last Q3": beside the same name, "last" is the one a year before it, although by itself it is the
 * latest complete one.
 */
export function contrastYears(hits: readonly Hit[]): Hit[] {
  return hits.map((hit) => {
    const { expression } = hit
    if (hit.kind !== 'range' || expression === null) return hit
    if (expression.type === 'range' && isContrast(expression.from, expression.to)) {
      return { ...hit, expression: { ...expression, from: yearBefore(expression.to) } }
    }
    if (!isRecurring(expression) || expression.which !== 'last') return hit
    const beside = hits.find(
      (other) => other.kind === 'range' && other.expression && isContrast(expression, other.expression),
    )
    return beside?.expression ? { ...hit, expression: yearBefore(beside.expression) } : hit
  })
}

function yearBefore(period: TimeExpression): TimeExpression {
  if (period.type === 'holiday' && period.year === null)
    return { ...period, which: null, yearOffset: (period.yearOffset ?? 0) - 1 }
  return { type: 'moved', unit: 'year', count: -1, period }
}

/** The first says "last" of the name that the second says otherwise. */
function isContrast(one: TimeExpression, other: TimeExpression): boolean {
  if (!isRecurring(one) || !isRecurring(other) || one.which !== 'last' || other.which === 'last') return false
  return nameOf(one) === nameOf(other) && other.year === null
}

function isRecurring(expression: TimeExpression): expression is Recurring {
  return expression.type === 'period_of_year' || expression.type === 'date' || expression.type === 'holiday'
}

function nameOf(expression: Recurring): string {
  switch (expression.type) {
    case 'holiday':
      return expression.name
    case 'date':
      return `${expression.month}-${expression.day}`
    case 'period_of_year':
      return `${expression.unit} ${expression.number} ${expression.fiscal}`
  }
}

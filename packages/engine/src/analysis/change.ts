import type { MetricDefinition } from '@salestalk/protocol'
import { type FactBook, percentUnit } from './fact-book.ts'
import type { ChangeFinding, Fact } from './types.ts'

/** The change from base to current; a relative change is only given from a positive base to no less than nothing, and never for percentages, whose change is in points. */
export function changeBetween(
  metric: MetricDefinition,
  current: Fact,
  base: Fact,
  book: FactBook,
  options: Pick<ChangeFinding, 'between' | 'asked'>,
): ChangeFinding {
  const amount = current.value === null || base.value === null ? null : current.value - base.value
  const difference = book.derived('difference', amount, metric.unit, [current, base])
  return {
    type: 'change',
    metric,
    current,
    base,
    difference,
    change: relativeChange(metric, current, base, book),
    ...options,
  }
}

/** current / base - 1 as a fact, or null where that says nothing. */
function relativeChange(metric: MetricDefinition, current: Fact, base: Fact, book: FactBook): Fact | null {
  if (metric.unit.kind === 'percent' || current.value === null || base.value === null) return null
  if (base.value <= 0 || current.value < 0) return null
  return book.derived('change', current.value / base.value - 1, percentUnit, [current, base])
}

import type { MetricDefinition } from '@salestalk/protocol'

/** The one column a metric adds up or averages; null for counts, ratios and computed expressions. */
export function measureColumn(definition: MetricDefinition): string | null {
  const { aggregation } = definition
  if (aggregation.kind === 'count' || aggregation.kind === 'count_distinct' || aggregation.kind === 'ratio') return null
  return 'column' in aggregation.expression ? aggregation.expression.column : null
}

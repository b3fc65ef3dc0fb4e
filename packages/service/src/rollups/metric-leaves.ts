import type { DatasetModel, MetricDefinition } from '@salestalk/protocol'

/** The metrics computed from rows that a metric is made of: itself, or those of a ratio's parts. Null where the model names none. */
export function leavesOf(
  model: DatasetModel,
  metric: MetricDefinition,
  above: readonly string[] = [],
): MetricDefinition[] | null {
  const { aggregation } = metric
  if (aggregation.kind !== 'ratio') return [metric]
  const path = [...above, metric.id]
  const leaves: MetricDefinition[] = []
  for (const id of [aggregation.numerator, aggregation.denominator]) {
    const part = path.includes(id) ? undefined : model.metrics.find((candidate) => candidate.id === id)
    const own = part === undefined ? null : leavesOf(model, part, path)
    if (own === null) return null
    leaves.push(...own)
  }
  return leaves
}

/** Whether the rows a metric counts, not the dataset, decide where its data begin and end. */
export function hasOwnSpan(model: DatasetModel, metric: MetricDefinition): boolean {
  return model.layout === 'long' || metric.slices !== undefined
}

/** Under what a metric's own span is kept: a dimension matters only where it decides which rows count. */
export function spanKey(metric: MetricDefinition, dimension: string | null): string {
  return dimension === null || metric.slices === undefined ? metric.id : `${metric.id}#${dimension}`
}

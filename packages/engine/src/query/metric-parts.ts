import type { LocatedMetric } from '../model/tenant-data.ts'

/** The metrics a ratio is made of, so that every ratio comes with what it divides; none for other metrics. */
export function metricParts({ metric }: LocatedMetric): string[] {
  return metric.aggregation.kind === 'ratio' ? [metric.aggregation.numerator, metric.aggregation.denominator] : []
}

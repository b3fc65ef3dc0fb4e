import type { DimensionEntry, MetricEntry, SubjectEntry, Taxonomy } from './schema.ts'

export function findMetricEntry(taxonomy: Taxonomy, id: string): MetricEntry | undefined {
  return taxonomy.metrics.find((metric) => metric.id === id)
}

export function findDimensionEntry(taxonomy: Taxonomy, id: string): DimensionEntry | undefined {
  return taxonomy.dimensions.find((dimension) => dimension.id === id)
}

export function findSubjectEntry(taxonomy: Taxonomy, id: string): SubjectEntry | undefined {
  return taxonomy.subjects.find((subject) => subject.id === id)
}

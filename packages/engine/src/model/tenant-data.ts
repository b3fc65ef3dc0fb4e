import type { DatasetModel, DimensionDefinition, IsoDate, MetricDefinition } from '@salestalk/protocol'

/** The live state of one dataset: what its columns mean and which segments hold its rows. */
export interface DatasetSnapshot {
  readonly model: DatasetModel
  /** Artifact keys of the live Parquet segments, in the order they were added. */
  readonly segments: readonly string[]
  readonly rows: number
  /** First and last day with data (both inclusive) of each time column, by column key. */
  readonly timeSpans: Readonly<Record<string, { readonly start: IsoDate; readonly end: IsoDate }>>
}

/** All that one question may see of one company, frozen: the same TenantData and question give the same answer. */
export interface TenantData {
  readonly tenantId: string
  /** Changes whenever a segment or a definition does; part of every cache key. */
  readonly version: string
  readonly datasets: readonly DatasetSnapshot[]
}

export interface LocatedMetric {
  readonly dataset: DatasetSnapshot
  readonly metric: MetricDefinition
}

/** The metric of this id and its dataset; metric ids are unique within a company. Undefined when there is none. */
export function findMetric(data: TenantData, metricId: string): LocatedMetric | undefined {
  for (const dataset of data.datasets) {
    const metric = dataset.model.metrics.find((candidate) => candidate.id === metricId)
    if (metric) return { dataset, metric }
  }
  return undefined
}

/** The dimension of this id in one dataset: companies share dimension ids across datasets ("region" of orders and of returns). */
export function findDimension(dataset: DatasetSnapshot, dimensionId: string): DimensionDefinition | undefined {
  return dataset.model.dimensions.find((candidate) => candidate.id === dimensionId)
}

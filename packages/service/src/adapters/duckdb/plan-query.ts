import { type DatasetSnapshot, findDimension, findMetric, MetricStoreError, type TenantData } from '@salestalk/engine'
import type { Condition, DatasetModel, MetricDefinition, MetricQuery, TimeGrain } from '@salestalk/protocol'
import type { LeafAggregation } from './compile-aggregation.ts'

/** A metric that is computed from rows, not from other metrics. */
export interface Leaf {
  readonly id: string
  readonly aggregation: LeafAggregation
  /** Conditions left to this aggregate; those all of its part share are in the part's `restriction`. */
  readonly where: readonly Condition[]
}

/** Leaves that count the same rows by the same dates, so that one scan computes them all. */
export interface Part {
  readonly timeColumn: string | null
  readonly restriction: readonly Condition[]
  /** Whether the restriction, not the dataset, decides where the data begins and ends. */
  readonly hasOwnSpan: boolean
  /** For snapshots: the grain of the period that counts; null for all rows. */
  readonly snapshotGrain: TimeGrain | null
  readonly leaves: readonly Leaf[]
}

export interface QueryPlan {
  readonly dataset: DatasetSnapshot
  readonly query: MetricQuery
  readonly parts: readonly Part[]
  /** All metrics named by the query, those of conditions and order included. */
  readonly metrics: readonly string[]
  readonly isTimed: boolean
}

/** Finds the rows each metric of a query counts. Throws MetricStoreError for what the models cannot answer. */
export function planQuery(data: TenantData, asked: MetricQuery): QueryPlan {
  const query = { ...asked, groupBy: [...new Set(asked.groupBy)] }
  const metrics = metricsNamed(query)
  const dataset = datasetOf(data, metrics)
  for (const name of query.groupBy) requireDimension(dataset, name)
  const leaves = new Map(metrics.flatMap((id) => leavesOf(dataset.model, id, [])).map((metric) => [metric.id, metric]))
  const isTimed = query.start !== null || query.end !== null || query.grain !== null
  const parts = new Map<string, Part>()
  for (const metric of leaves.values()) {
    const part = partOf(dataset, metric, query, isTimed)
    const key = JSON.stringify([part.timeColumn, part.restriction, part.hasOwnSpan, part.snapshotGrain])
    parts.set(key, { ...part, leaves: [...(parts.get(key)?.leaves ?? []), ...part.leaves] })
  }
  return { dataset, query, parts: [...parts.values()], metrics, isTimed }
}

function metricsNamed(query: MetricQuery): string[] {
  const others = [
    ...query.having.map(({ metric }) => metric),
    ...(query.orderBy === null ? [] : [query.orderBy.metric]),
  ]
  return [...new Set([...query.metrics, ...others])]
}

function datasetOf(data: TenantData, metricIds: readonly string[]): DatasetSnapshot {
  const located = metricIds.map((id) => {
    const found = findMetric(data, id)
    if (found === undefined) throw new MetricStoreError('unknown_metric', `There is no metric "${id}"`)
    return found.dataset
  })
  const [dataset] = located
  if (dataset === undefined) throw new MetricStoreError('unknown_metric', 'The query names no metric')
  if (located.some((other) => other !== dataset)) {
    throw new MetricStoreError(
      'mixed_datasets',
      `${metricIds.join(', ')} come from different data sets: ask for them one by one`,
    )
  }
  return dataset
}

function requireDimension(dataset: DatasetSnapshot, name: string): void {
  if (name !== 'weekday' && findDimension(dataset, name) === undefined) {
    throw new MetricStoreError('unknown_dimension', `${dataset.model.label} has no dimension "${name}"`)
  }
}

export function metricOf(model: DatasetModel, id: string): MetricDefinition {
  const metric = model.metrics.find((candidate) => candidate.id === id)
  if (metric === undefined) throw new MetricStoreError('unknown_metric', `There is no metric "${id}" in ${model.label}`)
  return metric
}

function leavesOf(model: DatasetModel, id: string, above: readonly string[]): MetricDefinition[] {
  const metric = metricOf(model, id)
  if (above.includes(id)) throw new MetricStoreError('invalid_query', `The metric "${id}" is defined by itself`)
  const { aggregation } = metric
  if (aggregation.kind !== 'ratio') return [metric]
  const path = [...above, id]
  return [...leavesOf(model, aggregation.numerator, path), ...leavesOf(model, aggregation.denominator, path)]
}

function partOf(dataset: DatasetSnapshot, metric: MetricDefinition, query: MetricQuery, isTimed: boolean): Part {
  const { aggregation } = metric
  if (aggregation.kind === 'ratio') throw new MetricStoreError('invalid_query', `${metric.label} is a ratio`)
  const isSnapshot = aggregation.kind === 'last'
  const names = namesIn(query)
  const usesDates = isTimed || isSnapshot || names.includes('weekday')
  if (usesDates && metric.timeColumn === null) {
    throw new MetricStoreError('invalid_query', `${metric.label} has no dates: ask for it without a time`)
  }
  const hasOwnSpan = dataset.model.layout === 'long' || metric.slices !== undefined
  const isRestricted = hasOwnSpan || isSnapshot
  return {
    timeColumn: usesDates ? metric.timeColumn : null,
    restriction: isRestricted ? [...aggregation.where, ...sliceConditions(dataset, metric, names)] : [],
    hasOwnSpan,
    snapshotGrain: isSnapshot ? metric.grain : null,
    leaves: [{ id: metric.id, aggregation, where: isRestricted ? [] : aggregation.where }],
  }
}

function namesIn(query: MetricQuery): string[] {
  return [...query.groupBy, ...query.filters.map(({ dimension }) => dimension)]
}

/** The first slice that is cut by every dimension the query uses; none for a metric that has no slices. */
function sliceConditions(
  dataset: DatasetSnapshot,
  metric: MetricDefinition,
  names: readonly string[],
): readonly Condition[] {
  if (metric.slices === undefined) return []
  const { dimensions } = dataset.model
  const used = names
    .filter((name) => name !== 'weekday')
    .map((name) => findDimension(dataset, name) ?? dimensions.find(({ column }) => column === name))
    .filter((dimension) => dimension !== undefined)
  const slice = metric.slices.find((candidate) => used.every(({ id }) => candidate.dimensions.includes(id)))
  if (slice === undefined) {
    const labels = used.map(({ label }) => label).join(' and ')
    throw new MetricStoreError('unknown_dimension', `The data does not state ${metric.label} by ${labels}`)
  }
  return slice.where
}

import type { DatasetSnapshot } from '@salestalk/engine'
import type { Aggregation, DatasetModel, MetricDefinition } from '@salestalk/protocol'
import { hasOwnSpan, leavesOf } from './metric-leaves.ts'

/**
 * Metrics that count the same rows by the same dates, so that one query gives them all and a group is there for all of them or for none.
 * `markers` are metrics of our own that count those rows: a group has figures when any of them is above 0.
 */
export interface Population {
  readonly metrics: readonly MetricDefinition[]
  readonly markers: readonly MetricDefinition[]
  readonly isDated: boolean
}

/** The metrics that can be asked for, most important first, the parts of a ratio before it; hidden ones only as such parts. */
export function metricsByImportance(model: DatasetModel): MetricDefinition[] {
  const visible = model.metrics
    .filter(({ hidden }) => !hidden)
    .sort((left, right) => right.importance - left.importance)
  return [...new Set(visible.flatMap((metric) => [...partsOf(model, metric), metric]))]
}

function partsOf(model: DatasetModel, { aggregation }: MetricDefinition): MetricDefinition[] {
  if (aggregation.kind !== 'ratio') return []
  const { numerator, denominator } = aggregation
  return model.metrics.filter(({ id }) => id === numerator || id === denominator)
}

/** Groups metrics into populations, in the order of their first metric; a metric the model does not define is left out. */
export function populationsOf(model: DatasetModel, metrics: readonly MetricDefinition[]): Population[] {
  const groups = new Map<string, { metrics: MetricDefinition[]; leaves: Map<string, MetricDefinition> }>()
  for (const metric of metrics) {
    const own = leavesOf(model, metric)
    if (own === null) continue
    const leaves = new Map(own.map((leaf) => [rowsKey(model, leaf), leaf]))
    const key = [...leaves.keys()].sort().join('\n')
    const group = groups.get(key) ?? { metrics: [], leaves }
    groups.set(key, group)
    group.metrics.push(metric)
  }
  return [...groups.values()].map(({ metrics, leaves }, number) => ({
    metrics,
    markers: [...leaves.values()].map((leaf, index) => markerOf(model, leaf, `rollup_rows_${number}_${index}`)),
    isDated: [...leaves.values()].every(({ timeColumn }) => timeColumn !== null),
  }))
}

/** What decides which rows a leaf metric counts, as text. */
function rowsKey(model: DatasetModel, leaf: MetricDefinition): string {
  const { aggregation, timeColumn, slices, grain } = leaf
  const isSnapshot = aggregation.kind === 'last'
  const where = hasOwnSpan(model, leaf) || isSnapshot ? whereOf(aggregation) : []
  return JSON.stringify([timeColumn, where, slices ?? null, isSnapshot ? grain : null])
}

function markerOf(model: DatasetModel, leaf: MetricDefinition, id: string): MetricDefinition {
  const where = hasOwnSpan(model, leaf) ? whereOf(leaf.aggregation) : []
  const aggregation: Aggregation =
    leaf.aggregation.kind === 'last'
      ? { kind: 'last', expression: { constant: 1 }, where: whereOf(leaf.aggregation) }
      : { kind: 'count', where }
  return { ...leaf, id: freeId(model, id), hidden: true, aggregation }
}

function whereOf(aggregation: Aggregation) {
  return aggregation.kind === 'ratio' ? [] : aggregation.where
}

function freeId(model: DatasetModel, wanted: string): string {
  return model.metrics.some(({ id }) => id === wanted) ? freeId(model, `${wanted}_`) : wanted
}

/** The dataset with the markers among its metrics. */
export function withMarkers(snapshot: DatasetSnapshot, populations: readonly Population[]): DatasetSnapshot {
  const { model } = snapshot
  return {
    ...snapshot,
    model: { ...model, metrics: [...model.metrics, ...populations.flatMap(({ markers }) => markers)] },
  }
}

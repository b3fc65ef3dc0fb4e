import type { Condition, DatasetModel, MetricDefinition, MetricQuery } from '@salestalk/protocol'
import { type DatasetSnapshot, findDimension, findMetric, type TenantData } from '../../../model/tenant-data.ts'
import { MetricStoreError, type RecordQuery } from '../../metric-store.ts'
import { weekdayOf } from './calendar.ts'
import { cellOf, columnTypeOf, type FactRow, satisfies } from './rows.ts'

/** The one dataset that holds all the metrics. */
export function datasetOf(data: TenantData, metricIds: readonly string[]): DatasetSnapshot {
  const datasets = metricIds.map((id) => {
    const located = findMetric(data, id)
    if (located === undefined) throw new MetricStoreError('unknown_metric', `There is no metric "${id}"`)
    return located.dataset
  })
  const [dataset] = datasets
  if (dataset === undefined) throw new MetricStoreError('unknown_metric', 'The query names no metric')
  if (datasets.some((other) => other !== dataset)) {
    throw new MetricStoreError(
      'mixed_datasets',
      `${metricIds.join(', ')} come from different data sets: ask for them one by one`,
    )
  }
  return dataset
}

/** The metrics a metric is computed from: itself, or the parts of a ratio and theirs. */
export function leavesOf(model: DatasetModel, id: string, above: readonly string[] = []): MetricDefinition[] {
  const metric = metricOf(model, id)
  if (above.includes(id)) throw new MetricStoreError('invalid_query', `The metric "${id}" is defined by itself`)
  const { aggregation } = metric
  if (aggregation.kind !== 'ratio') return [metric]
  const path = [...above, id]
  return [...leavesOf(model, aggregation.numerator, path), ...leavesOf(model, aggregation.denominator, path)]
}

export function metricOf(model: DatasetModel, id: string): MetricDefinition {
  const metric = model.metrics.find((candidate) => candidate.id === id)
  if (metric === undefined) throw new MetricStoreError('unknown_metric', `There is no metric "${id}" in ${model.label}`)
  return metric
}

/** The column a filter or group names; undefined for the weekday. */
export function columnOf(dataset: DatasetSnapshot, name: string): string | undefined {
  if (name === 'weekday') return undefined
  const column = findDimension(dataset, name)?.column ?? name
  if (columnTypeOf(dataset.model, column) === undefined) {
    throw unknownDimension(dataset.model, name)
  }
  return column
}

export function passes(
  dataset: DatasetSnapshot,
  filter: RecordQuery['filters'][number],
  row: FactRow,
  timeColumn: string | null,
): boolean {
  const column = columnOf(dataset, filter.dimension)
  if (column === undefined) return satisfies('text', weekdayCell(row, timeColumn), filter.operator, filter.values)
  return satisfies(columnTypeOf(dataset.model, column) ?? 'text', cellOf(row, column), filter.operator, filter.values)
}

export function meets(model: DatasetModel, where: readonly Condition[], row: FactRow): boolean {
  return where.every((condition) => {
    const type = columnTypeOf(model, condition.column)
    if (type === undefined)
      throw new MetricStoreError('invalid_query', `${model.label} has no column "${condition.column}"`)
    return satisfies(type, cellOf(row, condition.column), condition.operator, condition.values)
  })
}

export function weekdayCell(row: FactRow, timeColumn: string | null): string | null {
  const moment = timeColumn === null ? null : cellOf(row, timeColumn)
  return typeof moment === 'string' ? weekdayOf(moment.slice(0, 10)) : null
}

/** The conditions of the slice a query reads; none for a metric that is not cut into slices. */
export function sliceConditions(
  dataset: DatasetSnapshot,
  metric: MetricDefinition,
  query: MetricQuery,
): readonly Condition[] {
  if (metric.slices === undefined) return []
  const names = [...query.groupBy, ...query.filters.map((filter) => filter.dimension)].filter(
    (name) => name !== 'weekday',
  )
  const used = names
    .map(
      (name) => findDimension(dataset, name) ?? dataset.model.dimensions.find((dimension) => dimension.column === name),
    )
    .filter((dimension) => dimension !== undefined)
  const slice = metric.slices.find(({ dimensions }) => used.every(({ id }) => dimensions.includes(id)))
  if (slice === undefined) {
    const labels = used.map(({ label }) => label).join(' and ')
    throw new MetricStoreError('unknown_dimension', `The data does not state ${metric.label} by ${labels}`)
  }
  return slice.where
}

export function unknownDimension(model: DatasetModel, name: string): MetricStoreError {
  return new MetricStoreError('unknown_dimension', `${model.label} has no dimension "${name}"`)
}

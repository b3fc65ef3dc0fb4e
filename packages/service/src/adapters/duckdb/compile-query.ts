import { MetricStoreError } from '@salestalk/engine'
import type { MetricQuery, QueryHaving } from '@salestalk/protocol'
import { isAdditive } from './compile-aggregation.ts'
import { compilePart, groupNames } from './compile-part.ts'
import { type Axis, bucketsOf, compileAxis } from './compile-time-axis.ts'
import { bucketNumbers, bucketStart, quoteGroup, quoteKey, quotient } from './dialect.ts'
import { Parameters, type Statement } from './parameters.ts'
import { type Leaf, metricOf, type QueryPlan } from './plan-query.ts'
import type { Relation } from './relation.ts'

/**
 * The one statement that answers a query, at most `mostRows` long. Its columns are those of groupBy, then the first day of the bucket (if
 * there is a grain), then the metrics of the query. Scans (part_n) give aggregates per group; `cells` brings them together with the
 * buckets no row fell in; `metrics` computes ratios; the rest selects, orders and cuts.
 */
export function compileQuery(plan: QueryPlan, relation: Relation, mostRows: number): Statement {
  const { query } = plan
  const parameters = new Parameters()
  const axes = compileAxes(plan, relation, parameters)
  const steps = [...compileCells(plan, axes, relation, parameters), `metrics AS (${compileMetrics(plan, axes)})`]
  const columns = [...groupColumns(query), ...query.metrics.map(quoteKey)]
  const conditions = query.having.map((having) => compileHaving(having, parameters))
  const sql = [
    `WITH ${steps.join(',\n')}`,
    `SELECT ${columns.join(', ')}`,
    'FROM metrics',
    ...(conditions.length === 0 ? [] : [`WHERE ${conditions.join(' AND ')}`]),
    ...compileOrder(query),
    `LIMIT ${parameters.bind(Math.min(query.limit ?? mostRows, mostRows), 'BIGINT')}`,
  ].join('\n')
  return { sql, parameters: parameters.values }
}

function groupColumns(query: MetricQuery): string[] {
  const groups = query.groupBy.map(quoteGroup)
  if (query.grain === null) return groups
  const name = quoteGroup(query.grain)
  return [...groups, `${bucketStart(name, query.grain, query.calendar)} AS ${name}`]
}

function compileAxes({ query, parts, dataset }: QueryPlan, relation: Relation, parameters: Parameters): Axis[] {
  if (query.grain === null) return []
  const numberOf = bucketNumbers(query.grain, query.calendar)
  return parts.map((part, index) =>
    compileAxis(`axis_${index + 1}`, part, query, numberOf, dataset, relation, parameters),
  )
}

/** The steps up to `cells`: one row per group and bucket with every leaf's value. */
function compileCells(plan: QueryPlan, axes: readonly Axis[], relation: Relation, parameters: Parameters): string[] {
  const { query, parts } = plan
  // With an axis and groups a scan is read twice: for its rows, and for the groups the axis is for.
  const kept = query.grain !== null && query.groupBy.length > 0 ? 'MATERIALIZED ' : ''
  const scans = parts.map((part, index) => {
    return `part_${index + 1} AS ${kept}(${compilePart(part, query, plan.isTimed, relation, parameters)})`
  })
  if (query.grain === null && parts.length === 1) return [...scans, 'cells AS (SELECT * FROM part_1)']
  const names = groupNames(query)
  const values = parts.flatMap((part) => part.leaves).map(({ id }) => `any_value(${quoteKey(id)}) AS ${quoteKey(id)}`)
  const groupBy = names.length === 0 ? '' : ` GROUP BY ${names.join(', ')}`
  const union = [...compileScans(plan), ...compileEmptyCells(plan, axes)].join(' UNION ALL ')
  return [
    ...scans,
    ...axes.flatMap(({ step }) => (step === null ? [] : [step])),
    `cells AS (SELECT ${[...names, ...values].join(', ')} FROM (${union})${groupBy})`,
  ]
}

/** Every part's rows under one heading. */
function compileScans({ query, parts }: QueryPlan): string[] {
  const leaves = parts.flatMap((part) => part.leaves)
  return parts.map((part, index) => {
    const values = leaves.map((leaf) =>
      part.leaves.includes(leaf) ? quoteKey(leaf.id) : `NULL AS ${quoteKey(leaf.id)}`,
    )
    return `SELECT ${[...groupNames(query), ...values].join(', ')} FROM part_${index + 1}`
  })
}

/** All buckets of the time axis for every group there is, without values. */
function compileEmptyCells({ query, parts }: QueryPlan, axes: readonly Axis[]): string[] {
  if (query.grain === null) return []
  const bucket = quoteGroup(query.grain)
  const groups = query.groupBy.map(quoteGroup)
  const distinct = parts.length === 1 ? 'DISTINCT ' : ''
  const members = parts
    .map((_, index) => `SELECT ${distinct}${groups.join(', ')} FROM part_${index + 1}`)
    .join(' UNION ')
  const empty = parts.flatMap((part) => part.leaves).map(() => 'NULL')
  const every = groups.length === 0 ? '' : `(${members}) CROSS JOIN `
  return [`SELECT ${[...groups, bucket, ...empty].join(', ')} FROM ${every}(${bucketsOf(axes, bucket)})`]
}

/** All metrics the query names, from the leaves of a cell. */
function compileMetrics(plan: QueryPlan, axes: readonly Axis[]): string {
  const columns = plan.metrics.map((id) => `${compileMetric(id, plan, axes)} AS ${quoteKey(id)}`)
  return `SELECT ${[...groupNames(plan.query), ...columns].join(', ')} FROM cells`
}

function compileMetric(id: string, plan: QueryPlan, axes: readonly Axis[]): string {
  const { aggregation } = metricOf(plan.dataset.model, id)
  if (aggregation.kind === 'ratio') {
    return `(${quotient(compileMetric(aggregation.numerator, plan, axes), compileMetric(aggregation.denominator, plan, axes))})`
  }
  const index = plan.parts.findIndex((part) => part.leaves.some((leaf) => leaf.id === id))
  const leaf = plan.parts[index]?.leaves.find((candidate) => candidate.id === id)
  return leaf === undefined ? 'NULL' : compileLeaf(leaf, plan.query, axes.length > 1 ? axes[index] : undefined)
}

/** Nothing adds up to 0 where the leaf's own data reaches, and is unknown beyond. */
function compileLeaf({ id, aggregation }: Leaf, { grain }: MetricQuery, axis: Axis | undefined): string {
  if (!isAdditive(aggregation)) return quoteKey(id)
  const value = `coalesce(${quoteKey(id)}, 0)`
  if (grain === null || axis === undefined) return value
  return `CASE WHEN ${quoteGroup(grain)} BETWEEN ${axis.first} AND ${axis.last} THEN ${value} END`
}

function compileHaving({ metric, operator, value, upper }: QueryHaving, parameters: Parameters): string {
  const name = quoteKey(metric)
  if (operator === 'between') {
    if (upper === null) throw new MetricStoreError('invalid_query', 'A condition "between" needs two numbers')
    return `${name} BETWEEN ${parameters.bind(value, 'DOUBLE')} AND ${parameters.bind(upper, 'DOUBLE')}`
  }
  return `${name} ${{ gt: '>', gte: '>=', lt: '<', lte: '<=' }[operator]} ${parameters.bind(value, 'DOUBLE')}`
}

function compileOrder({ orderBy, grain, groupBy }: MetricQuery): string[] {
  const direction = orderBy?.direction === 'desc' ? 'DESC' : 'ASC'
  const terms = [
    ...(orderBy === null ? [] : [`${quoteKey(orderBy.metric)} ${direction} NULLS LAST`]),
    ...(grain === null ? [] : [`metrics.${quoteGroup(grain)} ASC NULLS LAST`]),
    ...groupBy.map((name) => `${quoteGroup(name)} ASC NULLS LAST`),
  ]
  return terms.length === 0 ? [] : [`ORDER BY ${terms.join(', ')}`]
}

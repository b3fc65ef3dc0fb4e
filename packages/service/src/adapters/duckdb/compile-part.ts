import type { MetricQuery } from '@salestalk/protocol'
import { compileAggregation, compileConditions } from './compile-aggregation.ts'
import { compileDay, compileFilters, compileRange, whereClause } from './compile-rows.ts'
import { bucketNumber, cast, quoteGroup, quoteKey, weekdayOf } from './dialect.ts'
import type { Parameters } from './parameters.ts'
import type { Part } from './plan-query.ts'
import { columnOf, type Relation } from './relation.ts'

/** The column names of what is grouped by: one for each dimension, then one for the time bucket. */
export function groupNames(query: MetricQuery): string[] {
  return [...query.groupBy.map(quoteGroup), ...(query.grain === null ? [] : [quoteGroup(query.grain)])]
}

/** The aggregates of one part per group and bucket: a single scan of its rows. */
export function compilePart(
  part: Part,
  query: MetricQuery,
  isTimed: boolean,
  relation: Relation,
  parameters: Parameters,
): string {
  const own = [
    ...(isTimed && part.timeColumn !== null ? compileRange(part.timeColumn, query, relation, parameters) : []),
    ...compileConditions(part.restriction, relation, parameters),
  ]
  const conditions = [
    ...own,
    ...compileSnapshot(part, query, own, relation),
    ...compileFilters(query.filters, part.timeColumn, relation, parameters),
  ]
  const groups = groupExpressions(part, query, relation)
  const names = groupNames(query)
  const columns = [
    ...groups.map((sql, index) => `${sql} AS ${names[index]}`),
    ...part.leaves.map(({ id, aggregation, where }) => {
      return `${compileAggregation(aggregation, where, relation, parameters)} AS ${quoteKey(id)}`
    }),
  ]
  const groupBy = groups.length === 0 ? '' : ` GROUP BY ${groups.map((_, index) => index + 1).join(', ')}`
  return `SELECT ${columns.join(', ')} FROM ${relation.name}${whereClause(conditions)}${groupBy}`
}

function groupExpressions(part: Part, query: MetricQuery, relation: Relation): string[] {
  const groups = query.groupBy.map((name) => {
    if (name === 'weekday') return weekdayOf(columnOf(relation, part.timeColumn ?? '').sql)
    const dimension = relation.model.dimensions.find(({ id }) => id === name)
    const { sql, type } = columnOf(relation, dimension?.column ?? name)
    return type === 'text' ? sql : cast(sql, 'VARCHAR')
  })
  return query.grain === null
    ? groups
    : [...groups, bucketNumber(compileDay(part.timeColumn ?? '', relation), query.grain, query.calendar)]
}

/** Keeps the rows of the latest period in the range, or in each bucket; `own` are the conditions the period is looked for under. */
function compileSnapshot(part: Part, query: MetricQuery, own: readonly string[], relation: Relation): string[] {
  if (part.snapshotGrain === null || part.timeColumn === null) return []
  const day = compileDay(part.timeColumn, relation)
  const period = bucketNumber(day, part.snapshotGrain)
  if (query.grain === null) return [`${period} = (SELECT max(${period}) FROM ${relation.name}${whereClause(own)})`]
  const bucket = bucketNumber(day, query.grain, query.calendar)
  return [
    `(${bucket}, ${period}) IN (SELECT ${bucket}, max(${period}) FROM ${relation.name}${whereClause(own)} GROUP BY 1)`,
  ]
}

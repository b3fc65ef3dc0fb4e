import { MetricStoreError, type RecordQuery } from '@salestalk/engine'
import { compileFilters, compileRange, whereClause } from './compile-rows.ts'
import { cast, quoteKey } from './dialect.ts'
import { Parameters, type Statement } from './parameters.ts'
import type { Relation } from './relation.ts'

/** The records themselves, and how many there are without the limit. */
export function compileRecords(
  query: RecordQuery,
  relation: Relation,
  limit: number,
): { list: Statement; count: Statement } {
  const { timeColumn, orderBy, start, end } = query
  const named = [
    ...query.columns,
    ...(timeColumn === null ? [] : [timeColumn]),
    ...(orderBy === null ? [] : [orderBy.column]),
  ]
  for (const key of named) {
    if (!relation.columns.has(key)) throw unknownDimension(relation, key)
  }
  const isTimed = start !== null || end !== null
  if (isTimed && timeColumn === null) {
    throw new MetricStoreError('invalid_query', `A range of ${relation.model.label} needs a date column`)
  }
  const parameters = new Parameters()
  const where = whereClause([
    ...(isTimed && timeColumn !== null ? compileRange(timeColumn, query, relation, parameters) : []),
    ...compileFilters(query.filters, timeColumn, relation, parameters),
  ])
  const count = { sql: `SELECT count(*) AS total FROM ${relation.name}${where}`, parameters: [...parameters.values] }
  const columns = query.columns.length === 0 ? 'NULL' : query.columns.map(quoteKey).join(', ')
  const bound = parameters.bind(limit, 'BIGINT')
  const sql = `SELECT ${columns} FROM ${relation.name}${where}${compileOrder(query)} LIMIT ${bound}`
  return { list: { sql, parameters: parameters.values }, count }
}

function compileOrder({ orderBy, columns }: RecordQuery): string {
  if (orderBy === null) return ''
  const first = `${quoteKey(orderBy.column)} ${orderBy.direction === 'asc' ? 'ASC' : 'DESC'} NULLS LAST`
  return ` ORDER BY ${[first, ...columns.map((key) => `${quoteKey(key)} ASC NULLS LAST`)].join(', ')}`
}

/** The members of a dimension with how many rows each has; of the first `rows` rows only where a number is given. */
export function compileMembers(
  dimension: string,
  limit: number,
  relation: Relation,
  rows: number | null = null,
): Statement {
  const parameters = new Parameters()
  const value = memberValue(dimension, relation)
  const named = `SELECT ${value} AS "by member" FROM ${relation.name} WHERE ${value} <> ${parameters.bind('', 'VARCHAR')}`
  const read = rows === null ? named : `${named} LIMIT ${parameters.bind(rows, 'BIGINT')}`
  const sql = [
    `SELECT "by member", count(*) AS "by rows" FROM (${read})`,
    `GROUP BY 1 ORDER BY 2 DESC, 1 ASC LIMIT ${parameters.bind(limit, 'BIGINT')}`,
  ].join(' ')
  return { sql, parameters: parameters.values }
}

/** About how many members a dimension has, in little memory. */
export function compileMemberEstimate(dimension: string, relation: Relation): Statement {
  return {
    sql: `SELECT approx_count_distinct(${memberValue(dimension, relation)}) FROM ${relation.name}`,
    parameters: [],
  }
}

function memberValue(dimension: string, relation: Relation): string {
  const key = relation.model.dimensions.find(({ id }) => id === dimension)?.column
  if (key === undefined || !relation.columns.has(key)) throw unknownDimension(relation, dimension)
  const column = quoteKey(key)
  return relation.columns.get(key)?.type === 'text' ? column : cast(column, 'VARCHAR')
}

function unknownDimension(relation: Relation, name: string): MetricStoreError {
  return new MetricStoreError('unknown_dimension', `${relation.model.label} has no dimension "${name}"`)
}

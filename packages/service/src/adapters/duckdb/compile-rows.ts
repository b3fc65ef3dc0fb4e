import { MetricStoreError, type RecordQuery } from '@salestalk/engine'
import type { IsoDate } from '@salestalk/protocol'
import { compileComparison } from './compile-comparison.ts'
import { dayOf, sqlType, weekdayOf } from './dialect.ts'
import type { Parameters } from './parameters.ts'
import { columnOf, type Relation } from './relation.ts'

export interface DateRange {
  readonly start: IsoDate | null
  readonly end: IsoDate | null
}

/** The day of a row: of the column it is dated by. */
export function compileDay(timeColumn: string, relation: Relation): string {
  const { sql, type } = columnOf(relation, timeColumn)
  if (type !== 'date' && type !== 'timestamp') {
    throw new MetricStoreError('invalid_query', `The column "${timeColumn}" of ${relation.model.label} holds no dates`)
  }
  return dayOf(sql, type)
}

/** Conditions that keep the dated rows of [start, end). */
export function compileRange(
  timeColumn: string,
  range: DateRange,
  relation: Relation,
  parameters: Parameters,
): string[] {
  const { sql, type } = columnOf(relation, timeColumn)
  const conditions = [
    ...(range.start === null ? [] : [`${sql} >= ${parameters.bind(range.start, sqlType(type))}`]),
    ...(range.end === null ? [] : [`${sql} < ${parameters.bind(range.end, sqlType(type))}`]),
  ]
  return conditions.length === 0 ? [`${sql} IS NOT NULL`] : conditions
}

/** Conditions of filters, which name a dimension, the weekday or a column. */
export function compileFilters(
  filters: RecordQuery['filters'],
  timeColumn: string | null,
  relation: Relation,
  parameters: Parameters,
): string[] {
  return filters.map(({ dimension, operator, values }) =>
    compileComparison({ column: filteredColumn(dimension, timeColumn, relation), operator, values }, parameters),
  )
}

function filteredColumn(name: string, timeColumn: string | null, relation: Relation) {
  if (name === 'weekday') {
    if (timeColumn === null)
      throw new MetricStoreError('invalid_query', `${relation.model.label} has no date to take the weekday of`)
    return { sql: weekdayOf(columnOf(relation, timeColumn).sql), type: 'text' as const }
  }
  const key = relation.model.dimensions.find(({ id }) => id === name)?.column ?? name
  if (!relation.columns.has(key)) {
    throw new MetricStoreError('unknown_dimension', `${relation.model.label} has no dimension "${name}"`)
  }
  return columnOf(relation, key)
}

export function whereClause(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`
}

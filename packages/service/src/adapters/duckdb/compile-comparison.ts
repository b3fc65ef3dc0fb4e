import { MetricStoreError } from '@salestalk/engine'
import type { ColumnType, Condition, FilterOperator, FilterValue } from '@salestalk/protocol'
import { cast } from './dialect.ts'
import type { Parameters } from './parameters.ts'

export interface Comparison {
  readonly column: { readonly sql: string; readonly type: ColumnType }
  readonly operator: FilterOperator | Condition['operator']
  readonly values: readonly FilterValue[]
}

/** One comparison of a column with values; blank cells follow the rules of MetricStore. */
export function compileComparison(comparison: Comparison, parameters: Parameters): string {
  const { column, operator } = comparison
  switch (operator) {
    case 'is_null':
      return `${column.sql} IS NULL`
    case 'is_not_null':
      return `${column.sql} IS NOT NULL`
    case 'in':
    case 'not_in':
      return compileMembership(comparison, operator === 'in', parameters)
    case 'between': {
      const [low, high] = boundsOf(comparison, 2, parameters)
      return `${comparedColumn(comparison)} BETWEEN ${low} AND ${high}`
    }
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte': {
      const [bound] = boundsOf(comparison, 1, parameters)
      return `${comparedColumn(comparison)} ${{ gt: '>', gte: '>=', lt: '<', lte: '<=' }[operator]} ${bound}`
    }
  }
}

function compileMembership(comparison: Comparison, isIn: boolean, parameters: Parameters): string {
  const { column, values } = comparison
  const namesBlank = values.includes(null)
  const listed = values.flatMap((value) => {
    const bound = value === null ? null : bindAs(comparison, value, parameters)
    return bound === null ? [] : [bound]
  })
  const among =
    listed.length === 0 ? null : `${comparedColumn(comparison)} ${isIn ? 'IN' : 'NOT IN'} (${listed.join(', ')})`
  if (isIn) {
    if (namesBlank) return among === null ? `${column.sql} IS NULL` : `(${among} OR ${column.sql} IS NULL)`
    return among ?? 'FALSE'
  }
  if (namesBlank) return among === null ? `${column.sql} IS NOT NULL` : `(${among} AND ${column.sql} IS NOT NULL)`
  return among === null ? 'TRUE' : `(${among} OR ${column.sql} IS NULL)`
}

function boundsOf(comparison: Comparison, count: number, parameters: Parameters): string[] {
  const { operator, values, column } = comparison
  if (values.length !== count)
    throw new MetricStoreError('invalid_query', `"${operator}" was given ${values.length} values`)
  return values.map((value) => {
    const hasOrder =
      value !== null && column.type !== 'boolean' && !(column.type === 'text' && typeof value === 'number')
    const bound = hasOrder ? bindAs(comparison, value, parameters) : null
    if (bound === null) {
      throw new MetricStoreError(
        'invalid_query',
        `${JSON.stringify(value)} cannot be compared with a ${column.type} column`,
      )
    }
    return bound
  })
}

/** Days compare as moments when a value names an hour. */
function comparedColumn({ column, values }: Comparison): string {
  return column.type === 'date' && values.some(hasHour) ? cast(column.sql, 'TIMESTAMP') : column.sql
}

function hasHour(value: FilterValue): boolean {
  return typeof value === 'string' && value.length > 10
}

/** The parameter for a value in the type its column compares in; null when the value is not of that type. */
function bindAs({ column, values }: Comparison, value: string | number, parameters: Parameters): string | null {
  switch (column.type) {
    case 'text':
      return parameters.bind(String(value), 'VARCHAR')
    case 'boolean':
      return /^(true|false)$/i.test(String(value))
        ? parameters.bind(String(value).toLowerCase() === 'true', 'BOOLEAN')
        : null
    case 'integer':
    case 'decimal': {
      const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value)
      if (!Number.isFinite(number)) return null
      return parameters.bind(number, Number.isSafeInteger(number) ? 'BIGINT' : 'DOUBLE')
    }
    case 'date':
    case 'timestamp':
      if (!isMoment(String(value))) return null
      return parameters.bind(String(value), column.type === 'date' && !values.some(hasHour) ? 'DATE' : 'TIMESTAMP')
  }
}

function isMoment(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$/.test(text)) return false
  const moment = new Date(text.length === 10 ? `${text}T00:00:00Z` : `${text.replace(' ', 'T')}Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text.slice(0, 10))
}

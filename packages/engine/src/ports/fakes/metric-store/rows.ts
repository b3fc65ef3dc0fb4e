import type {
  Cell,
  ColumnType,
  Condition,
  DatasetModel,
  Expression,
  FilterOperator,
  FilterValue,
} from '@salestalk/protocol'
import { MetricStoreError } from '../../metric-store.ts'
import { daysBetween } from './calendar.ts'

/** One row by column key; dates are 'YYYY-MM-DD', timestamps 'YYYY-MM-DDTHH:MM:SS'; a key left out is null. */
export type FactRow = Readonly<Record<string, Cell>>

type Operator = FilterOperator | Condition['operator']

export function cellOf(row: FactRow, column: string): Cell {
  return row[column] ?? null
}

export function columnTypeOf(model: DatasetModel, key: string): ColumnType | undefined {
  return model.columns.find((column) => column.key === key && column.role !== 'ignored')?.type
}

export function evaluate(expression: Expression, row: FactRow): number | null {
  if ('column' in expression) {
    const cell = cellOf(row, expression.column)
    return typeof cell === 'number' ? cell : null
  }
  if ('constant' in expression) return expression.constant
  if ('days_between' in expression) {
    const [first, second] = expression.days_between.map((column) => cellOf(row, column))
    return typeof first === 'string' && typeof second === 'string' ? daysBetween(first, second) : null
  }
  const numbers: number[] = []
  for (const operand of expression.operands) {
    const value = evaluate(operand, row)
    if (value === null) return null
    numbers.push(value)
  }
  return numbers
    .slice(1)
    .reduce<number | null>((left, right) => (left === null ? null : apply(left, right)), numbers[0] ?? null)

  function apply(left: number, right: number): number | null {
    if (!('operator' in expression)) return null
    switch (expression.operator) {
      case 'add':
        return left + right
      case 'subtract':
        return left - right
      case 'multiply':
        return left * right
      case 'divide':
        return right === 0 ? null : left / right
    }
  }
}

/** Whether a cell of this type satisfies the comparison; see MetricStore for what null and mixed types do. */
export function satisfies(type: ColumnType, cell: Cell, operator: Operator, values: readonly FilterValue[]): boolean {
  switch (operator) {
    case 'is_null':
      return cell === null
    case 'is_not_null':
      return cell !== null
    case 'in':
      return isAmong(type, cell, values)
    case 'not_in':
      return !isAmong(type, cell, values)
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
    case 'between':
      return isOrdered(type, cell, operator, values)
  }
}

function isAmong(type: ColumnType, cell: Cell, values: readonly FilterValue[]): boolean {
  if (cell === null) return values.includes(null)
  const own = comparable(type, cell)
  return values.some((value) => value !== null && comparable(type, value) === own)
}

function isOrdered(
  type: ColumnType,
  cell: Cell,
  operator: 'gt' | 'gte' | 'lt' | 'lte' | 'between',
  values: readonly FilterValue[],
): boolean {
  const bounds = values.map((value) => boundOf(type, value))
  const [first, second] = bounds
  if (first === undefined || bounds.length !== (operator === 'between' ? 2 : 1)) {
    throw new MetricStoreError('invalid_query', `"${operator}" was given ${bounds.length} values`)
  }
  if (cell === null) return false
  const own = comparable(type, cell)
  if (own === null) return false
  switch (operator) {
    case 'gt':
      return own > first
    case 'gte':
      return own >= first
    case 'lt':
      return own < first
    case 'lte':
      return own <= first
    case 'between':
      return second !== undefined && own >= first && own <= second
  }
}

function boundOf(type: ColumnType, value: FilterValue): string | number {
  const bound =
    value === null || type === 'boolean' || (type === 'text' && typeof value === 'number')
      ? null
      : comparable(type, value)
  if (bound === null)
    throw new MetricStoreError('invalid_query', `${JSON.stringify(value)} cannot be compared with a ${type} column`)
  return bound
}

/** A value in the form its column compares in; null when it is not of that type. */
function comparable(type: ColumnType, value: string | number | boolean): string | number | null {
  switch (type) {
    case 'text':
      return String(value)
    case 'boolean':
      return /^(true|false)$/i.test(String(value)) ? String(value).toLowerCase() : null
    case 'integer':
    case 'decimal': {
      const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value)
      return Number.isFinite(number) ? number : null
    }
    case 'date':
    case 'timestamp': {
      const text = String(value).replace(' ', 'T')
      if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/.test(text)) return null
      const moment = new Date(text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`)
      return Number.isNaN(moment.getTime()) || !moment.toISOString().startsWith(text.slice(0, 10))
        ? null
        : moment.getTime()
    }
  }
}

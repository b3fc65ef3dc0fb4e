import type { Condition, Expression, FilterValue } from '@salestalk/protocol'

export function column(key: string): Expression {
  return { column: key }
}

export function constant(value: number): Expression {
  return { constant: value }
}

export function multiply(...operands: Expression[]): Expression {
  return { operator: 'multiply', operands }
}

export function subtract(first: Expression, second: Expression): Expression {
  return { operator: 'subtract', operands: [first, second] }
}

export function divide(first: Expression, second: Expression): Expression {
  return { operator: 'divide', operands: [first, second] }
}

export function isIn(key: string, values: readonly FilterValue[]): Condition {
  return { column: key, operator: 'in', values: [...values] }
}

export function isNotIn(key: string, values: readonly FilterValue[]): Condition {
  return { column: key, operator: 'not_in', values: [...values] }
}

export function isBlank(key: string): Condition {
  return { column: key, operator: 'is_null', values: [] }
}

export function isFilled(key: string): Condition {
  return { column: key, operator: 'is_not_null', values: [] }
}

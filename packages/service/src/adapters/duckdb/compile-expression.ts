import { MetricStoreError } from '@salestalk/engine'
import type { Expression } from '@salestalk/protocol'
import { cast, daysBetween, quotient } from './dialect.ts'
import type { Parameters } from './parameters.ts'
import { columnOf, type Digits, type Relation } from './relation.ts'

export interface CompiledExpression {
  readonly sql: string
  /** Null when the value is floating point. */
  readonly digits: Digits
}

const mostDigits = 38

/** Arithmetic over the columns of a row: exact as long as decimals have room, in floating point beyond. */
export function compileExpression(
  expression: Expression,
  relation: Relation,
  parameters: Parameters,
): CompiledExpression {
  if ('column' in expression) {
    const { sql, digits, type } = columnOf(relation, expression.column)
    if (type !== 'integer' && type !== 'decimal') {
      throw new MetricStoreError(
        'invalid_query',
        `The column "${expression.column}" of ${relation.model.label} holds no numbers`,
      )
    }
    return { sql, digits }
  }
  if ('constant' in expression) return compileConstant(expression.constant, parameters)
  if ('days_between' in expression) {
    const [first, second] = expression.days_between.map((key) => columnOf(relation, key).sql)
    return { sql: daysBetween(first ?? '', second ?? ''), digits: { width: 10, scale: 0 } }
  }
  const [first, ...rest] = expression.operands.map((operand) => compileExpression(operand, relation, parameters))
  if (first === undefined) throw new MetricStoreError('invalid_query', 'A calculation has nothing to calculate with')
  return rest.reduce((left, right) => combine(expression.operator, left, right), first)
}

function compileConstant(constant: number, parameters: Parameters): CompiledExpression {
  const isSmallInteger = Number.isInteger(constant) && Math.abs(constant) < 1e9
  return isSmallInteger
    ? { sql: parameters.bind(constant, 'INTEGER'), digits: { width: 10, scale: 0 } }
    : { sql: parameters.bind(constant, 'DOUBLE'), digits: null }
}

function combine(
  operator: 'add' | 'subtract' | 'multiply' | 'divide',
  left: CompiledExpression,
  right: CompiledExpression,
): CompiledExpression {
  if (operator === 'divide') return { sql: `(${quotient(left.sql, right.sql)})`, digits: null }
  const sign = { add: '+', subtract: '-', multiply: '*' }[operator]
  const digits =
    operator === 'multiply' ? digitsOfProduct(left.digits, right.digits) : digitsOfSum(left.digits, right.digits)
  const [first, second] =
    digits === null ? [cast(left.sql, 'DOUBLE'), cast(right.sql, 'DOUBLE')] : [left.sql, right.sql]
  return { sql: `(${first} ${sign} ${second})`, digits }
}

/** Whole numbers are multiplied in floating point: their product may not fit the type they have. */
function digitsOfProduct(left: Digits, right: Digits): Digits {
  if (left === null || right === null || (left.scale === 0 && right.scale === 0)) return null
  return withinLimit({ width: left.width + right.width, scale: left.scale + right.scale })
}

function digitsOfSum(left: Digits, right: Digits): Digits {
  if (left === null || right === null) return null
  const scale = Math.max(left.scale, right.scale)
  return withinLimit({ width: Math.max(left.width - left.scale, right.width - right.scale) + scale + 1, scale })
}

function withinLimit(digits: { width: number; scale: number }): Digits {
  return digits.width <= mostDigits ? digits : null
}

import type { Expression } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { compileExpression } from './compile-expression.ts'
import { Parameters } from './parameters.ts'
import { orders } from './testing/orders.ts'

function compile(expression: Expression) {
  const parameters = new Parameters()
  const { sql, digits } = compileExpression(expression, orders, parameters)
  return { sql, digits, values: parameters.values }
}

const price = { column: 'price' }
const quantity = { column: 'quantity' }

describe('an expression', () => {
  it('stays exact while decimals have room', () => {
    expect(compile({ operator: 'multiply', operands: [quantity, price] })).toEqual({
      sql: '("quantity" * "price")',
      digits: { width: 28, scale: 2 },
      values: [],
    })
    expect(compile({ operator: 'subtract', operands: [price, quantity] }).digits).toEqual({ width: 19, scale: 2 })
  })

  it('turns to floating point where a product may not fit', () => {
    const product: Expression = { operator: 'multiply', operands: [price, price, price] }
    expect(compile(product).sql).toBe('(CAST(("price" * "price") AS DOUBLE) * CAST("price" AS DOUBLE))')
    expect(compile(product).digits).toBeNull()
    expect(compile({ operator: 'multiply', operands: [quantity, quantity] }).digits).toBeNull()
  })

  it('divides in floating point, by nothing but numbers other than 0', () => {
    expect(compile({ operator: 'divide', operands: [price, quantity] })).toEqual({
      sql: '(CAST("price" AS DOUBLE) / nullif(CAST("quantity" AS DOUBLE), 0))',
      digits: null,
      values: [],
    })
  })

  it('names constants as parameters', () => {
    expect(compile({ operator: 'add', operands: [price, { constant: 1 }] })).toMatchObject({
      sql: '("price" + CAST($1 AS INTEGER))',
      values: [1],
    })
    expect(compile({ constant: 0.9 })).toEqual({ sql: 'CAST($1 AS DOUBLE)', digits: null, values: [0.9] })
  })

  it('counts days between dates', () => {
    expect(compile({ days_between: ['ordered', 'shipped'] }).sql).toBe(
      `date_diff('day', CAST("ordered" AS DATE), CAST("shipped" AS DATE))`,
    )
  })

  it('refuses columns that are not there or hold no numbers', () => {
    for (const column of ['nothing', 'region', 'price" + (SELECT 1) + "price']) {
      expect(() => compile({ column })).toThrow(expect.objectContaining({ code: 'invalid_query' }))
    }
  })
})

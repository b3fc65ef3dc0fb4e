import type { ColumnType } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { type Comparison, compileComparison } from './compile-comparison.ts'
import { Parameters } from './parameters.ts'

function compile(
  type: ColumnType,
  operator: Comparison['operator'],
  values: Comparison['values'],
): [string, ...unknown[]] {
  const parameters = new Parameters()
  const sql = compileComparison({ column: { sql: '"c"', type }, operator, values }, parameters)
  return [sql, ...parameters.values]
}

describe('a comparison', () => {
  it('names its values as parameters, never in the text', () => {
    const value = "x'); DROP TABLE orders; --"
    expect(compile('text', 'in', [value, 'b'])).toEqual([
      '"c" IN (CAST($1 AS VARCHAR), CAST($2 AS VARCHAR))',
      value,
      'b',
    ])
  })

  it('matches the blank member by its own test', () => {
    expect(compile('text', 'in', ['a', null])).toEqual(['("c" IN (CAST($1 AS VARCHAR)) OR "c" IS NULL)', 'a'])
    expect(compile('text', 'in', [null])).toEqual(['"c" IS NULL'])
    expect(compile('text', 'not_in', ['a'])).toEqual(['("c" NOT IN (CAST($1 AS VARCHAR)) OR "c" IS NULL)', 'a'])
    expect(compile('text', 'not_in', ['a', null])).toEqual([
      '("c" NOT IN (CAST($1 AS VARCHAR)) AND "c" IS NOT NULL)',
      'a',
    ])
  })

  it('is settled by an empty list', () => {
    expect(compile('text', 'in', [])).toEqual(['FALSE'])
    expect(compile('text', 'not_in', [])).toEqual(['TRUE'])
  })

  it('leaves out members a column of its type cannot have', () => {
    expect(compile('integer', 'in', ['7', 'seven'])).toEqual(['"c" IN (CAST($1 AS BIGINT))', 7])
    expect(compile('date', 'in', ['2025-02-30'])).toEqual(['FALSE'])
    expect(compile('boolean', 'in', ['yes', 'True'])).toEqual(['"c" IN (CAST($1 AS BOOLEAN))', true])
  })

  it('compares in the type of the column', () => {
    expect(compile('decimal', 'gt', [0.5])).toEqual(['"c" > CAST($1 AS DOUBLE)', 0.5])
    expect(compile('timestamp', 'gte', ['2025-01-01'])).toEqual(['"c" >= CAST($1 AS TIMESTAMP)', '2025-01-01'])
    expect(compile('date', 'lt', ['2025-01-01'])).toEqual(['"c" < CAST($1 AS DATE)', '2025-01-01'])
    expect(compile('date', 'lt', ['2025-01-01 06:00'])).toEqual([
      'CAST("c" AS TIMESTAMP) < CAST($1 AS TIMESTAMP)',
      '2025-01-01 06:00',
    ])
    expect(compile('integer', 'between', [1, 2])).toEqual([
      '"c" BETWEEN CAST($1 AS BIGINT) AND CAST($2 AS BIGINT)',
      1,
      2,
    ])
  })

  it('refuses bounds that cannot be compared', () => {
    for (const [type, values] of [
      ['boolean', ['true']],
      ['text', [1]],
      ['integer', ['']],
      ['decimal', [Number.NaN]],
      ['decimal', []],
    ] as const) {
      expect(() => compile(type, 'gt', values)).toThrow(expect.objectContaining({ code: 'invalid_query' }))
    }
  })
})

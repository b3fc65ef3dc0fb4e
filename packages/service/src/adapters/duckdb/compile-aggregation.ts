import type { Aggregation, Condition } from '@salestalk/protocol'
import { compileComparison } from './compile-comparison.ts'
import { compileExpression } from './compile-expression.ts'
import { averageOf, sumOf } from './dialect.ts'
import type { Parameters } from './parameters.ts'
import { columnOf, type Relation } from './relation.ts'

/** An aggregation that is computed from rows; a ratio is computed from these. */
export type LeafAggregation = Exclude<Aggregation, { kind: 'ratio' }>

/** Whether nothing adds up to 0 (a sum, a count) or to nothing at all. */
export function isAdditive({ kind }: LeafAggregation): boolean {
  return kind === 'sum' || kind === 'count' || kind === 'count_distinct'
}

/** The aggregate over a group of rows, of those that meet `where`; pass [] when the rows are restricted to them already. */
export function compileAggregation(
  aggregation: LeafAggregation,
  where: readonly Condition[],
  relation: Relation,
  parameters: Parameters,
): string {
  const aggregate = compileFunction(aggregation, relation, parameters)
  if (where.length === 0) return aggregate
  return `${aggregate} FILTER (WHERE ${compileConditions(where, relation, parameters).join(' AND ')})`
}

export function compileConditions(where: readonly Condition[], relation: Relation, parameters: Parameters): string[] {
  return where.map(({ column, operator, values }) =>
    compileComparison({ column: columnOf(relation, column), operator, values }, parameters),
  )
}

function compileFunction(aggregation: LeafAggregation, relation: Relation, parameters: Parameters): string {
  switch (aggregation.kind) {
    case 'count':
      return 'count(*)'
    case 'count_distinct':
      return `count(DISTINCT ${columnOf(relation, aggregation.column).sql})`
    case 'sum':
    case 'last': {
      const { sql, digits } = compileExpression(aggregation.expression, relation, parameters)
      return sumOf(sql, digits !== null)
    }
    case 'average': {
      const { sql, digits } = compileExpression(aggregation.expression, relation, parameters)
      return averageOf(sql, digits !== null)
    }
    case 'minimum':
      return `min(${compileExpression(aggregation.expression, relation, parameters).sql})`
    case 'maximum':
      return `max(${compileExpression(aggregation.expression, relation, parameters).sql})`
  }
}

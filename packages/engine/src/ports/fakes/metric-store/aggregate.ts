import type { Aggregation, Cell } from '@salestalk/protocol'
import { cellOf, evaluate, type FactRow } from './rows.ts'

/** Every aggregation but a ratio, over the rows of one group that satisfy the metric's conditions. */
export function aggregate(
  aggregation: Exclude<Aggregation, { kind: 'ratio' }>,
  rows: readonly FactRow[],
): number | null {
  switch (aggregation.kind) {
    case 'count':
      return rows.length
    case 'count_distinct':
      return new Set(rows.map((row) => cellOf(row, aggregation.column)).filter((cell: Cell) => cell !== null)).size
    case 'sum':
      return exactSum(numbersOf())
    case 'average': {
      const numbers = numbersOf()
      return numbers.length === 0 ? null : exactSum(numbers) / numbers.length
    }
    case 'minimum':
      return extreme((left, right) => (left < right ? left : right))
    case 'maximum':
      return extreme((left, right) => (left > right ? left : right))
    case 'last': {
      const numbers = numbersOf()
      return numbers.length === 0 ? null : exactSum(numbers)
    }
  }

  function numbersOf(): number[] {
    if (!('expression' in aggregation)) return []
    return rows.map((row) => evaluate(aggregation.expression, row)).filter((value) => value !== null)
  }

  function extreme(pick: (left: number, right: number) => number): number | null {
    const [first, ...rest] = numbersOf()
    return first === undefined ? null : rest.reduce(pick, first)
  }
}

/** Neumaier's compensated sum: ten times 0.1 is 1. */
function exactSum(numbers: readonly number[]): number {
  let sum = 0
  let lost = 0
  for (const number of numbers) {
    const next = sum + number
    lost += Math.abs(sum) >= Math.abs(number) ? sum - next + number : number - next + sum
    sum = next
  }
  return sum + lost
}

import type { TimeGrain } from '@salestalk/protocol'

/** One query of the aggregation: of a grain (null is no range at all), as a whole or by the members of a dimension. */
export interface Step {
  readonly grain: TimeGrain | null
  readonly dimension: string | null
}

const wholeGrains: readonly (TimeGrain | null)[] = [null, 'year', 'quarter', 'month', 'week', 'day']
const sliceGrains: readonly (TimeGrain | null)[] = [null, 'year', 'quarter', 'month']

/**
 * What is computed, most important first: wholes from coarse to fine, then dimensions, those with the fewest members first. When the
 * budget of a dataset is used up, what comes later is left to the facts.
 */
export function stepsOf(dimensions: readonly { readonly id: string; readonly members: number }[]): Step[] {
  const fewestFirst = [...dimensions].sort((left, right) => left.members - right.members)
  return [
    ...wholeGrains.map((grain) => ({ grain, dimension: null })),
    ...fewestFirst.flatMap(({ id }) => sliceGrains.map((grain) => ({ grain, dimension: id }))),
  ]
}

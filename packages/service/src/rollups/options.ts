import type { TimeGrain } from '@salestalk/protocol'

/** How much is computed ahead. */
export interface RollupLimits {
  /** A dimension with more members has no figures of its own: few ask for one customer of thousands. */
  readonly membersMax: number
  /** Of one dataset; what matters most is kept, see stepsOf. */
  readonly cellsMax: number
  /** How many buckets of each grain, the latest ones; finer ones are asked for of recent times. */
  readonly buckets: Readonly<Record<TimeGrain, number>>
}

export const defaultRollupLimits: RollupLimits = {
  membersMax: 200,
  cellsMax: 20_000,
  buckets: { day: 100, week: 27, month: 60, quarter: 40, year: 20 },
}

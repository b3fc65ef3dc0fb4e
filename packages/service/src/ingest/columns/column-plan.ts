import type { ColumnType } from '@salestalk/protocol'
import type { StagedColumn } from '../staged.ts'
import type { ColumnReading } from './decide-column.ts'
import type { ColumnTally } from './tally-columns.ts'

/** Everything decided about one column: what its cells become and how. */
export interface ColumnPlan {
  readonly column: StagedColumn
  readonly reading: ColumnReading
  readonly tally: ColumnTally | null
  /** The type a dataset that exists already gives the column; null: as read. */
  readonly wanted: ColumnType | null
}

/** Whether the database can cast every cell by itself, so that no cell needs reading one by one. */
export function isCastByDatabase({ reading, tally, column }: ColumnPlan): boolean {
  if (column.native !== null || reading.kind === 'text') return true
  if (tally === null || tally.plain === null) return false
  if (reading.kind === 'number')
    return tally.plain === 'number' && (reading.decimal === '.' || tally.digits?.fraction === 0)
  return reading.kind === 'date' && tally.plain !== 'number'
}

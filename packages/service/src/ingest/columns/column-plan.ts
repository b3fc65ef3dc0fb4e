import type { ColumnType, DatasetModel } from '@salestalk/protocol'
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
  if (reading.kind === 'grain' || tally === null || tally.plain === null) return false
  if (reading.kind === 'number')
    return tally.plain === 'number' && (reading.decimal === '.' || tally.digits?.fraction === 0)
  return reading.kind === 'date' && tally.plain !== 'number'
}

/**
 * Adds a text column with the grain of each cell beside a date column that states several, and where the dataset has one already.
 * It goes by the key of its date column with `_grain` behind.
 */
export function withGrainColumns(plans: readonly ColumnPlan[], existing: DatasetModel | null): readonly ColumnPlan[] {
  const keys = new Set(plans.map(({ column }) => column.key))
  const known = new Set(existing?.columns.map(({ key }) => key))
  const added = plans.flatMap((plan): ColumnPlan[] => {
    const { column, reading } = plan
    const key = grainKeyOf(column.key)
    if (reading.kind !== 'date' || keys.has(key) || !(reading.mixed || known.has(key))) return []
    return [
      {
        ...plan,
        column: { ...column, key, name: `${column.name} grain` },
        reading: { kind: 'grain', of: reading },
        tally: null,
      },
    ]
  })
  return added.length === 0 ? plans : [...plans, ...added]
}

export function grainKeyOf(dateKey: string): string {
  return `${dateKey}_grain`
}

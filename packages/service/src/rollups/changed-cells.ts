import type { RollupCell } from '../storage/rollup-repository.ts'
import { isSameFormat } from './data-version.ts'

/** What brings stored figures up to computed ones with the fewest writes. */
export interface CellChanges {
  readonly puts: readonly RollupCell[]
  readonly deletes: readonly RollupCell[]
  /** Periods left as they are, by the data version their items name. */
  readonly carried: Readonly<Record<string, string[]>>
}

/**
 * Compares period by period: one whose stored figures are exactly the computed ones, all of one data version, stays; any other is written
 * as a whole. New data mostly change the latest month, quarter and year, so that most figures need no writing.
 */
export function changesBetween(
  stored: readonly RollupCell[],
  computed: readonly RollupCell[],
  dataVersion: string,
): CellChanges {
  const before = byPeriod(stored)
  const puts: RollupCell[] = []
  const deletes: RollupCell[] = []
  const carried: Record<string, string[]> = {}
  const after = byPeriod(computed)
  for (const [period, cells] of after) {
    const version = commonVersion(before.get(period), cells)
    if (version === null || !isSameFormat(version, dataVersion)) puts.push(...cells.values())
    else if (version !== dataVersion) carried[version] = [...(carried[version] ?? []), period]
  }
  for (const [period, cells] of before) {
    for (const [name, cell] of cells) if (!after.get(period)?.has(name)) deletes.push(cell)
  }
  return { puts, deletes, carried }
}

function byPeriod(cells: readonly RollupCell[]): Map<string, Map<string, RollupCell>> {
  const periods = new Map<string, Map<string, RollupCell>>()
  for (const cell of cells) {
    const period = periods.get(cell.period) ?? new Map<string, RollupCell>()
    periods.set(cell.period, period.set(JSON.stringify([cell.metric, cell.dimension, cell.member]), cell))
  }
  return periods
}

/** The one data version of stored figures that equal the computed ones; null when they do not, or are not of one. */
function commonVersion(
  stored: ReadonlyMap<string, RollupCell> | undefined,
  computed: ReadonlyMap<string, RollupCell>,
): string | null {
  const [first] = stored?.values() ?? []
  if (stored === undefined || first === undefined || stored.size !== computed.size) return null
  for (const [name, cell] of computed) {
    const same = stored.get(name)
    if (same?.dataVersion !== first.dataVersion || same.value !== cell.value || !isSameCount(same, cell)) return null
  }
  return first.dataVersion
}

function isSameCount({ slices: left }: RollupCell, { slices: right }: RollupCell): boolean {
  const dimensions = Object.keys(left)
  return (
    dimensions.length === Object.keys(right).length &&
    dimensions.every((dimension) => left[dimension] === right[dimension])
  )
}

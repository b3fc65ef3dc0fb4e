import type { DatasetModel } from '@salestalk/protocol'
import type { DatasetSnapshot } from '../../../model/tenant-data.ts'
import { cellOf, type FactRow } from './rows.ts'

/** The snapshot of a dataset that holds these rows: its count and the time span of each date or timestamp column. */
export function snapshotOfRows(
  model: DatasetModel,
  rows: readonly FactRow[],
  segments: readonly string[] = [],
): DatasetSnapshot {
  const timeSpans: Record<string, { start: string; end: string }> = {}
  for (const { key, type } of model.columns) {
    if (type !== 'date' && type !== 'timestamp') continue
    const days = rows
      .map((row) => cellOf(row, key))
      .filter((cell) => typeof cell === 'string')
      .map((cell) => cell.slice(0, 10))
      .sort()
    const [start] = days
    const end = days.at(-1)
    if (start !== undefined && end !== undefined) timeSpans[key] = { start, end }
  }
  return { model, segments, rows: rows.length, timeSpans }
}

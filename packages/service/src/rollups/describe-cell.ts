import type { DatasetModel } from '@salestalk/protocol'
import type { CellDescription, RollupCell } from '../storage/rollup-repository.ts'

/** What is written beside a figure for readers of the table: its subject, unit and time. */
export function describeCell(
  { metric: id, period }: RollupCell,
  { metrics }: DatasetModel,
  timestamp: string,
): CellDescription {
  const metric = metrics.find((candidate) => candidate.id === id)
  const { kind = null, currency = null } = metric?.unit ?? {}
  return {
    metricType: metric?.subject || id,
    unit: kind === 'currency' ? currency : kind,
    timestamp,
    isIndexed: !/^\d{4}-(\d{2}-\d{2}|W\d{2})$/.test(period),
  }
}

import { findDimension, findMetric, type TenantData } from '@salestalk/engine'
import type { Interpretation } from '@salestalk/protocol'
import { UnusableReadingError } from './errors.ts'

const calendarDimensions = new Set(['day', 'weekday', 'week', 'month', 'quarter', 'year'])

/** A reading sent by a client names only what this company has. Throws UnusableReadingError. */
export function checkReading(reading: Interpretation, data: TenantData): void {
  if (reading.kind !== 'answerable') throw new UnusableReadingError('Only an answerable reading can be asked')
  const metricIds = [...reading.metrics.map(({ id }) => id), ...reading.having.map(({ metric }) => metric)]
  const missingMetric = metricIds.find((id) => findMetric(data, id) === undefined)
  if (missingMetric !== undefined)
    throw new UnusableReadingError(`There is no metric "${missingMetric.slice(0, 60)}" in this company's data`)
  const dimensions = [...reading.breakdown, ...reading.filters.map(({ dimension }) => dimension)]
  const missing = dimensions.find((id) => !isKnown(id, data))
  if (missing !== undefined)
    throw new UnusableReadingError(`There is no dimension "${missing.slice(0, 60)}" in this company's data`)
}

function isKnown(id: string, { datasets }: TenantData): boolean {
  if (calendarDimensions.has(id)) return true
  return datasets.some(
    (dataset) => findDimension(dataset, id) !== undefined || dataset.model.columns.some((column) => column.key === id),
  )
}

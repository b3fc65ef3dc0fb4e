import { findDimension, findMetric, type Lexicon, MetricStoreError, restate, type TenantData } from '@salestalk/engine'
import type { Interpretation } from '@salestalk/protocol'
import { isCalendarDay } from '../calendar-day.ts'
import { UnusableReadingError } from './errors.ts'
import { contradictionIn } from './reading-contradictions.ts'

const calendarDimensions = new Set(['day', 'weekday', 'week', 'month', 'quarter', 'year'])

/**
 * A reading sent by a client, said back in our own words. It names only what this company has and days of the calendar.
 * Throws UnusableReadingError.
 */
export function checkedReading(reading: Interpretation, data: TenantData, lexicon: Lexicon): Interpretation {
  if (reading.kind !== 'answerable') throw new UnusableReadingError('Only an answerable reading can be asked')
  const contradiction = contradictionIn(reading)
  if (contradiction !== null) throw new UnusableReadingError(contradiction)
  const metricIds = [...reading.metrics.map(({ id }) => id), ...reading.having.map(({ metric }) => metric)]
  const metric = metricIds.find((id) => findMetric(data, id) === undefined)
  if (metric !== undefined) throw missing('metric', metric)
  const dimensions = [...reading.breakdown, ...reading.filters.map((filter) => filter.dimension)]
  const dimension = dimensions.find((id) => !isKnown(id, data))
  if (dimension !== undefined) throw missing('dimension', dimension)
  const windows = [reading.time, reading.comparison, ...reading.periods]
  const wrongDay = windows.flatMap((window) => [window?.start, window?.end]).find((day) => day && !isCalendarDay(day))
  if (wrongDay) throw new UnusableReadingError(`There is no day ${wrongDay}`)
  const settled = { ...reading, readings: [] }
  try {
    return { ...settled, restatement: restate(settled, lexicon) }
  } catch (error) {
    throw readingFailure(error)
  }
}

/** The engine answers whatever its own parser makes; what a client made up may contradict itself in ways nobody foresaw. */
export function readingFailure(error: unknown): unknown {
  if (error instanceof MetricStoreError) return error
  return new UnusableReadingError('This reading cannot be answered: ask the question in words', { cause: error })
}

function missing(what: 'metric' | 'dimension', id: string): UnusableReadingError {
  return new UnusableReadingError(`There is no ${what} "${id.slice(0, 60)}" in this company's data`)
}

function isKnown(id: string, { datasets }: TenantData): boolean {
  if (calendarDimensions.has(id)) return true
  return datasets.some(
    (dataset) => findDimension(dataset, id) !== undefined || dataset.model.columns.some((column) => column.key === id),
  )
}

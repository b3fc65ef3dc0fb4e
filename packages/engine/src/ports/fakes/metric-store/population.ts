import type { IsoDate, MetricDefinition, MetricQuery } from '@salestalk/protocol'
import type { DatasetSnapshot } from '../../../model/tenant-data.ts'
import { MetricStoreError } from '../../metric-store.ts'
import { addDays, bucketOf, bucketsBetween } from './calendar.ts'
import { meets, passes, sliceConditions } from './resolve.ts'
import { cellOf, type FactRow } from './rows.ts'

/** The rows one metric (not a ratio) counts, and the first and last day of its time axis, null when it has none. */
export interface Population {
  readonly metric: MetricDefinition
  readonly rows: readonly FactRow[]
  readonly axis: { readonly first: IsoDate; readonly last: IsoDate } | null
}

export function populationOf(
  dataset: DatasetSnapshot,
  metric: MetricDefinition,
  rows: readonly FactRow[],
  query: MetricQuery,
): Population {
  const { model } = dataset
  const { timeColumn, aggregation } = metric
  const where = aggregation.kind === 'ratio' ? [] : aggregation.where
  const isTimed = query.start !== null || query.end !== null || query.grain !== null
  const namesWeekday = [...query.groupBy, ...query.filters.map((filter) => filter.dimension)].includes('weekday')
  if (timeColumn === null && (isTimed || namesWeekday || aggregation.kind === 'last')) {
    throw new MetricStoreError('invalid_query', `${metric.label} has no dates: ask for it without a time`)
  }
  const isRestricted = model.layout === 'long' || metric.slices !== undefined
  const own = isRestricted ? [...where, ...sliceConditions(dataset, metric, query)] : []
  const stated = rows.filter((row) => meets(model, own, row))
  const dated = isTimed || aggregation.kind === 'last' ? stated.filter(isInRange) : stated
  const counted = aggregation.kind === 'last' ? snapshots(dated.filter((row) => meets(model, where, row))) : dated
  const filtered = counted.filter((row) => query.filters.every((filter) => passes(dataset, filter, row, timeColumn)))
  return { metric, rows: filtered, axis: query.grain === null ? null : axis() }

  function dayOf(row: FactRow): IsoDate | null {
    const moment = timeColumn === null ? null : cellOf(row, timeColumn)
    return typeof moment === 'string' ? moment.slice(0, 10) : null
  }

  function isInRange(row: FactRow): boolean {
    const day = dayOf(row)
    return day !== null && (query.start === null || day >= query.start) && (query.end === null || day < query.end)
  }

  function snapshots(candidates: readonly FactRow[]): FactRow[] {
    const bucket = (row: FactRow) =>
      query.grain === null ? '' : bucketOf(dayOf(row) ?? '', query.grain, query.calendar)
    const period = (row: FactRow) => bucketOf(dayOf(row) ?? '', metric.grain)
    const latest = new Map<string, string>()
    for (const row of candidates) {
      const known = latest.get(bucket(row))
      if (known === undefined || period(row) > known) latest.set(bucket(row), period(row))
    }
    return candidates.filter((row) => latest.get(bucket(row)) === period(row))
  }

  function axis(): Population['axis'] {
    const span = isRestricted || timeColumn === null ? spanOf(stated) : (dataset.timeSpans[timeColumn] ?? spanOf(rows))
    if (span === null) return null
    const first = query.start !== null && query.start > span.start ? query.start : span.start
    const last = query.end !== null && query.end <= span.end ? addDays(query.end, -1) : span.end
    return first <= last ? { first, last } : null
  }

  function spanOf(candidates: readonly FactRow[]): { start: IsoDate; end: IsoDate } | null {
    const days = candidates
      .map(dayOf)
      .filter((day) => day !== null)
      .sort()
    const [start] = days
    const end = days.at(-1)
    return start === undefined || end === undefined ? null : { start, end }
  }
}

/** The buckets a result shows: those between the first and the last day of any metric asked. */
export function axisOf(populations: readonly Population[], query: MetricQuery): readonly (IsoDate | null)[] {
  if (query.grain === null) return [null]
  const axes = populations.flatMap(({ axis }) => (axis === null ? [] : [axis]))
  const [first] = axes.map((axis) => axis.first).sort()
  const last = axes
    .map((axis) => axis.last)
    .sort()
    .at(-1)
  return first === undefined || last === undefined ? [] : bucketsBetween(first, last, query.grain, query.calendar)
}

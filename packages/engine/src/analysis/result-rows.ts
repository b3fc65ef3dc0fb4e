import type { BucketCalendar, IsoDate, MetricDefinition, TimeGrain } from '@salestalk/protocol'
import type { Period, QueryOutcome, QueryResults } from '../query/index.ts'
import { bucketEnd, bucketName, bucketPlace } from '../understanding/time/index.ts'
import type { FactBook } from './fact-book.ts'
import type { Fact } from './types.ts'

/** One group of a result with the figures of all metrics asked, whichever query they came from. */
export interface ResultRow {
  /** Dimension -> member; a time bucket is a member of its grain ("month": "Nov 2025"). */
  readonly group: Readonly<Record<string, string | null>>
  /** Equal for the same members, and the bucket of the same place, in another period. */
  readonly key: string
  /** The place of a time bucket in its period; null without a grain. */
  readonly bucket: number | string | null
  readonly window: Period
  readonly value: (metric: MetricDefinition) => number | null
  readonly fact: (metric: MetricDefinition, book: FactBook) => Fact
}

export type RowPlace = Pick<ResultRow, 'group' | 'key' | 'bucket' | 'window'>

interface Reading {
  readonly value: number | null
  readonly queryId: string
}

/** The rows of one purpose and period, metrics of several datasets joined on their group. */
export function resultRows(
  results: QueryResults,
  purpose: QueryOutcome['purpose'],
  periodIndex: number,
  period: Period,
): ResultRow[] {
  const outcomes = outcomesOf(results, purpose, periodIndex)
  const joined = new Map<string, RowPlace & { readonly readings: Map<string, Reading>; readonly from: Set<string> }>()
  for (const { id, rows, query } of outcomes) {
    for (const row of rows) {
      const { grain } = query
      const window = grain && row.period ? bucketWindow(row.period, grain, period, query.calendar) : period
      const group = grain && row.period ? { ...row.group, [grain]: window.label } : row.group
      const bucket = grain && row.period ? bucketIndex(row.period, grain, period.start, query.calendar) : null
      const key = rowKey(row.group, bucket)
      const entry = joined.get(key) ?? { group, key, bucket, window, readings: new Map(), from: new Set() }
      for (const [metric, value] of Object.entries(row.values)) entry.readings.set(metric, { value, queryId: id })
      entry.from.add(id)
      joined.set(key, entry)
    }
  }
  // A group that one query dropped by its condition is not in the answer, whatever the others know of it.
  const conditional = outcomes.filter(({ query }) => query.having.length > 0)
  return [...joined.values()]
    .filter(({ from }) => conditional.every(({ id }) => from.has(id)))
    .map(({ readings, ...place }) => rowOf(place, outcomes, readings))
}

/** A group that has no rows here though it has elsewhere: its sums and counts are 0, all else is undefined. */
export function absentRow(
  results: QueryResults,
  purpose: QueryOutcome['purpose'],
  periodIndex: number,
  place: RowPlace,
): ResultRow {
  return rowOf(place, outcomesOf(results, purpose, periodIndex), new Map())
}

export function rowKey(members: ResultRow['group'], bucket: ResultRow['bucket']): string {
  return JSON.stringify([members, bucket])
}

function outcomesOf({ outcomes }: QueryResults, purpose: QueryOutcome['purpose'], period: number) {
  return outcomes.filter((outcome) => outcome.purpose === purpose && outcome.period === period)
}

function rowOf(place: RowPlace, outcomes: readonly QueryOutcome[], readings: ReadonlyMap<string, Reading>): ResultRow {
  const valueIn = (metric: MetricDefinition) => {
    const found = readings.get(metric.id)
    if (found) return found.value
    return countsNothingAsZero(metric) && outcomes.every(({ query }) => query.grain === null) ? 0 : null
  }
  return {
    ...place,
    value: valueIn,
    fact: (metric, book) => {
      const queryId = outcomes.find(({ query }) => query.metrics.includes(metric.id))?.id
      if (queryId === undefined) throw new Error(`No query read ${metric.id}`)
      return book.measured(metric, valueIn(metric), place.window, place.group, queryId)
    },
  }
}

function countsNothingAsZero({ aggregation }: MetricDefinition): boolean {
  return aggregation.kind === 'sum' || aggregation.kind === 'count' || aggregation.kind === 'count_distinct'
}

/** The part of a bucket that lies in the period: its figure is of no more than that. */
function bucketWindow(bucket: IsoDate, grain: TimeGrain, period: Period, calendar: BucketCalendar | undefined): Period {
  const next = bucketEnd(bucket, grain, calendar)
  const start = period.start !== null && bucket < period.start ? period.start : bucket
  const end = period.end !== null && next > period.end ? period.end : next
  return { label: bucketName(start, end, calendar), start, end, grain, partial: start !== bucket || end !== next }
}

/** The place of a bucket within its period, so that the first month of one is held against the first of another; its date in an open one. */
function bucketIndex(
  bucket: IsoDate,
  grain: TimeGrain,
  start: IsoDate | null,
  calendar: BucketCalendar | undefined,
): number | string {
  return start === null ? bucket : bucketPlace(bucket, start, grain, calendar)
}

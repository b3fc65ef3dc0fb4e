import { addGrain, bucketLabel, bucketStart, defaultCalendar } from '@salestalk/engine'
import type { IsoDate, TimeGrain } from '@salestalk/protocol'

/** First and last day, both inclusive; null holds no day at all. */
export type Span = { readonly start: IsoDate; readonly end: IsoDate } | null

/** [start, end), null where open. */
export interface Range {
  readonly start: IsoDate | null
  readonly end: IsoDate | null
}

/** No range at all, which rows without a date take part in too. */
export const allPeriod = 'all'

// Metric stores count ISO weeks, whatever a company's calendar says.
const calendar = { ...defaultCalendar, weekStart: 'monday' } as const

export function bucketOf(day: IsoDate, grain: TimeGrain): IsoDate {
  return bucketStart(day, grain, calendar)
}

/** The bucket so many after the one that begins on the day. */
export function bucketAfter(start: IsoDate, grain: TimeGrain, count = 1): IsoDate {
  return addGrain(start, grain, count)
}

/** '2025', '2025-Q3', '2025-11', '2025-W07', '2025-11-09' */
export function periodOf(start: IsoDate, grain: TimeGrain): string {
  return bucketLabel(start, grain, calendar)
}

export function dayBefore(day: IsoDate): IsoDate {
  return addGrain(day, 'day', -1)
}

/** The days of a span that lie in a range. */
export function clip(span: Span, { start, end }: Range): Span {
  if (span === null) return null
  const first = start !== null && start > span.start ? start : span.start
  const last = end !== null && end <= span.end ? dayBefore(end) : span.end
  return first <= last ? { start: first, end: last } : null
}

export function isSameSpan(one: Span, other: Span): boolean {
  return one?.start === other?.start && one?.end === other?.end
}

export function rangeOf(bucket: IsoDate, grain: TimeGrain): Range {
  return { start: bucket, end: bucketAfter(bucket, grain) }
}

/** The first days of all buckets that hold a day of the span; null when there are more than `most`. */
export function bucketsOf(span: Span, grain: TimeGrain, most = Number.POSITIVE_INFINITY): IsoDate[] | null {
  const buckets: IsoDate[] = []
  if (span === null) return buckets
  for (let bucket = bucketOf(span.start, grain); bucket <= span.end; bucket = bucketAfter(bucket, grain)) {
    if (buckets.length >= most) return null
    buckets.push(bucket)
  }
  return buckets
}

/** From the first day of any to the last of any. */
export function unionOf(spans: readonly Span[]): Span {
  const held = spans.filter((span) => span !== null)
  const [start] = held.map((span) => span.start).sort()
  const end = held
    .map((span) => span.end)
    .sort()
    .at(-1)
  return start === undefined || end === undefined ? null : { start, end }
}

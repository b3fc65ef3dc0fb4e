import type { BucketCalendar } from '@salestalk/protocol'
import { monthsIn, nextBucket } from './buckets.ts'
import { toDays } from './dates.ts'
import { monthIndexOf } from './fiscal-months.ts'
import { windowLabel } from './labels.ts'
import { type Calendar, defaultCalendar, type IsoDate, type TimeGrain } from './types.ts'

/** Fiscal months, quarters or years of this calendar are others than the plain ones. */
export function hasOwnFiscal(grain: TimeGrain, { fiscalYearStartMonth, pattern }: Calendar): boolean {
  const months = monthsIn(grain)
  return months > 0 && (pattern !== null || (fiscalYearStartMonth - 1) % months !== 0)
}

/** The calendar a query's buckets need; undefined where ISO weeks and plain months, quarters and years are the same. */
export function bucketCalendar(grain: TimeGrain, calendar: Calendar, fiscal: boolean): BucketCalendar | undefined {
  const { weekStart, fiscalYearStartMonth, pattern } = calendar
  if (grain === 'week') return weekStart === 'monday' ? undefined : { weekStart, fiscal: null }
  if (!fiscal || !hasOwnFiscal(grain, calendar)) return undefined
  return { weekStart, fiscal: { startMonth: fiscalYearStartMonth, pattern } }
}

function calendarOf(by: BucketCalendar | undefined): { calendar: Calendar; fiscal: boolean } {
  if (by === undefined) return { calendar: defaultCalendar, fiscal: false }
  const { weekStart, fiscal } = by
  const { startMonth, pattern } = fiscal ?? { startMonth: 1, pattern: null }
  return {
    calendar: { ...defaultCalendar, weekStart, fiscalYearStartMonth: startMonth, pattern },
    fiscal: fiscal !== null,
  }
}

/** First day after the bucket that begins on the day. */
export function bucketEnd(start: IsoDate, grain: TimeGrain, by: BucketCalendar | undefined): IsoDate {
  const { calendar, fiscal } = calendarOf(by)
  return nextBucket(start, grain, calendar, fiscal)
}

/** Name of a bucket, or of the part of one. */
export function bucketName(start: IsoDate, end: IsoDate, by: BucketCalendar | undefined): string {
  const { calendar, fiscal } = calendarOf(by)
  return windowLabel(toDays(start), toDays(end), calendar, fiscal)
}

/** The place of a bucket among those of a period that begins on a day, so that the first of one is held against the first of another. */
export function bucketPlace(bucket: IsoDate, start: IsoDate, grain: TimeGrain, by: BucketCalendar | undefined): number {
  const [from, to] = [toDays(start), toDays(bucket)]
  if (grain === 'day' || grain === 'week') return Math.ceil((to - from) / (grain === 'day' ? 1 : 7)) + 0
  const { calendar, fiscal } = calendarOf(by)
  const months = monthIndexOf(to, calendar, fiscal) - monthIndexOf(from, calendar, fiscal)
  return Math.ceil(months / monthsIn(grain)) + 0
}

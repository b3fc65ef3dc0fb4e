import type { Interpretation, IsoDate, TimeGrain } from '@salestalk/protocol'
import { findMetric, type TenantData } from '../model/tenant-data.ts'
import {
  addGrain,
  bucketStart,
  type Calendar,
  describePeriod,
  fromDays,
  toDays,
  windowBefore,
  windowLabel,
} from '../understanding/time/index.ts'
import type { Period, PlanNote } from './types.ts'

export interface PlannedPeriods {
  readonly periods: readonly Period[]
  readonly notes: readonly PlanNote[]
}

const allData: Period = { label: 'all data', start: null, end: null, grain: 'month', partial: false }

/** The windows to read: those named, the one compared with, or for a plain value the one before as context. */
export function planPeriods(
  interpretation: Interpretation,
  data: TenantData,
  today: IsoDate,
  calendar: Calendar,
): PlannedPeriods {
  if (interpretation.periods.length > 0)
    return alignRunning(latestFirst(interpretation.periods), toDays(today), lastKnownDay(interpretation, data, today))
  const asked = askedPeriod(interpretation, data, calendar)
  const { comparison } = interpretation
  if (comparison && (comparison.start !== null || comparison.end !== null)) {
    const { start, end } = comparison
    const label = comparison.label ?? describePeriod(start, end)
    return { periods: [asked, { label, start, end, grain: asked.grain, partial: false }], notes: [] }
  }
  const isPlainValue =
    interpretation.intent === 'what' && interpretation.breakdown.length === 0 && interpretation.calculation === null
  const before = isPlainValue ? periodBefore(asked, interpretation, data, today, calendar) : null
  return { periods: before ? [asked, before] : [asked], notes: [] }
}

/** The window asked for; an average per bucket is taken over the complete buckets in it. */
function askedPeriod(interpretation: Interpretation, data: TenantData, calendar: Calendar): Period {
  const asked: Period = interpretation.time ?? allData
  if (interpretation.calculation?.kind !== 'average_per_period') return asked
  return completePart(asked, interpretation.calculation.grain, spanOf(interpretation, data), calendar)
}

/** The first and last day all the metrics have data for; null where one has no dates. */
function spanOf(interpretation: Interpretation, data: TenantData): { start: IsoDate; end: IsoDate } | null {
  const spans = interpretation.metrics.map((slot) => {
    const located = findMetric(data, slot.id)
    const column = located?.metric.timeColumn
    return (column ? located.dataset.timeSpans[column] : undefined) ?? null
  })
  return spans.reduce((both, span) => {
    if (both === null || span === null) return null
    return { start: both.start > span.start ? both.start : span.start, end: both.end < span.end ? both.end : span.end }
  }, spans[0] ?? null)
}

/** A window cut down to whole buckets that the data cover; the data's first bucket counts as whole. */
function completePart(
  asked: Period,
  grain: TimeGrain,
  span: { start: IsoDate; end: IsoDate } | null,
  calendar: Calendar,
): Period {
  if (span === null) return asked
  const firstData = bucketStart(span.start, grain, calendar)
  const from = asked.start !== null && asked.start > firstData ? asked.start : firstData
  const opening = bucketStart(from, grain, calendar)
  const start = opening < from ? addGrain(opening, grain, 1) : opening
  const dataEnd = fromDays(toDays(span.end) + 1)
  const until = asked.end !== null && asked.end < dataEnd ? asked.end : dataEnd
  const closing = bucketStart(until, grain, calendar)
  // No bucket is complete: nothing is read, and the window keeps its name.
  if (closing <= start) return { ...asked, start, end: start }
  const end = closing
  if (start === asked.start && end === asked.end) return asked
  return { label: windowLabel(toDays(start), toDays(end), calendar), start, end, grain, partial: false }
}

/** Changes are told from the earlier to the later period, in whatever order they were named. */
function latestFirst(periods: readonly Period[]): Period[] {
  return [...periods].sort((a, b) => ((a.start ?? '') < (b.start ?? '') ? 1 : -1))
}

/** The last day whose figures can be complete: the data's end, or yesterday's when the data runs on. */
function lastKnownDay(interpretation: Interpretation, data: TenantData, today: IsoDate): number {
  const ends = interpretation.metrics.flatMap((slot) => {
    const located = findMetric(data, slot.id)
    const column = located?.metric.timeColumn
    const span = column ? located.dataset.timeSpans[column] : undefined
    return span ? [toDays(span.end)] : []
  })
  return Math.min(toDays(today), ...ends)
}

/** A running period is held against the same elapsed days of a complete one, and the answer says so. */
function alignRunning(periods: readonly Period[], today: number, lastDay: number): PlannedPeriods {
  const running = periods.find((period) => isRunning(period, today))
  if (!running || running.start === null || toDays(running.start) > lastDay) return { periods, notes: [] }
  const elapsed = lastDay + 1 - toDays(running.start)
  const aligned = periods.map((period) => (period === running ? period : firstDays(period, elapsed)))
  return {
    periods: aligned,
    notes: [{ code: 'running_period', period: running.label }],
  }
}

/** Today lies in it. Data that merely end early do not make a period running. */
function isRunning(period: Period, today: number): boolean {
  return period.start !== null && period.end !== null && toDays(period.start) <= today && toDays(period.end) > today
}

function firstDays(period: Period, days: number): Period {
  if (period.start === null || period.end === null) return period
  const end = Math.min(toDays(period.end), toDays(period.start) + days)
  if (end === toDays(period.end)) return period
  return { ...period, end: fromDays(end), label: describePeriod(period.start, fromDays(end)) }
}

/** The window of the same length just before, whole months moved by months, and of one up to today the same days of the one before; null for open windows and before any data. */
function periodBefore(
  asked: Period,
  interpretation: Interpretation,
  data: TenantData,
  today: IsoDate,
  calendar: Calendar,
): Period | null {
  if (asked.start === null || asked.end === null) return null
  const start = toDays(asked.start)
  const end = toDays(asked.end)
  const lastDay = lastKnownDay(interpretation, data, today)
  const isCut = end > toDays(today) && lastDay + 1 < end && lastDay >= start
  const length = (isCut ? lastDay + 1 : end) - start
  const toDate = startBeforeToDate(asked, today, calendar)
  const whole = windowBefore({ start, end }, calendar)
  const baseStart = toDate ?? whole.start
  const baseEnd = isCut || toDate !== null ? Math.min(start, baseStart + length) : whole.end
  if (!hasDataBefore(baseEnd, interpretation, data)) return null
  const window = { start: fromDays(baseStart), end: fromDays(baseEnd) }
  return { ...window, label: windowLabel(baseStart, baseEnd, calendar), grain: asked.grain, partial: false }
}

/** Where the bucket before begins when one is asked for up to today: "year to date" is held against the same days of the year before. */
function startBeforeToDate({ start, end, grain }: Period, today: IsoDate, calendar: Calendar): number | null {
  if (start === null || end === null || grain === 'day' || toDays(end) !== toDays(today) + 1) return null
  const bucketOf = (date: IsoDate, fiscal: boolean) => bucketStart(date, grain, calendar, fiscal)
  // On its last day a bucket is whole, and moved as one.
  const fiscal = [false, true].find((each) => bucketOf(today, each) === start && bucketOf(end, each) === start)
  return fiscal === undefined ? null : toDays(bucketOf(fromDays(toDays(start) - 1), fiscal))
}

function hasDataBefore(day: number, interpretation: Interpretation, data: TenantData): boolean {
  return interpretation.metrics.every((slot) => {
    const located = findMetric(data, slot.id)
    const column = located?.metric.timeColumn
    const span = column ? located.dataset.timeSpans[column] : undefined
    return span !== undefined && toDays(span.start) < day
  })
}

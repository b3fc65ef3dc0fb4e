import type { FilterSlot, FilterValue, IsoDate, MetricDefinition, TimeGrain } from '@salestalk/protocol'
import type { Fact } from '../analysis/index.ts'
import { findMetric, type TenantData } from '../model/tenant-data.ts'
import { describePeriod, fromDays, toDays } from '../understanding/time/index.ts'
import type { NarrativeContext } from './context.ts'
import { fill, joined } from './fill.ts'
import { dimensionLabel } from './labels.ts'
import type { NarrativePhrases } from './templates.ts'
import type { NarrativePhrase, Sentence } from './types.ts'

/** The filters of the question in words, each in the order given. */
export function scopePhrases({ interpretation, data, phrases }: NarrativeContext): Sentence {
  return interpretation.filters.flatMap((filter) =>
    filterPhrases(filter, dimensionLabel(data, filter.dimension, phrases), phrases),
  )
}

function filterPhrases(filter: FilterSlot, dimension: string, phrases: NarrativePhrases): NarrativePhrase[] {
  const { scope, words } = phrases
  const label: NarrativePhrase = { kind: 'label', text: dimension }
  const names = filter.values.map((value): Sentence => [{ kind: 'label', text: valueLabel(value, phrases) }])
  switch (filter.operator) {
    case 'in':
      return filter.values.length === 1 && filter.values[0] === null
        ? fill(scope.without, { dimension: label })
        : fill(scope.in, { members: joined(names, words.or) })
    case 'not_in':
      return filter.values.length === 1 && filter.values[0] === null
        ? fill(scope.with, { dimension: label })
        : fill(scope.not_in, { members: joined(names, words.and) })
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return fill(scope[filter.operator], { dimension: label, bound: names[0] ?? [] })
    case 'between':
      return fill(scope.between, { dimension: label, bound: names[0] ?? [], upper: names[1] ?? [] })
  }
}

/** A filter value as printed: blank members by their word, numbers as the question's own. */
export function valueLabel(value: FilterValue, { words }: NarrativePhrases): string {
  return value === null ? words.blank : String(value)
}

/** "in Q3 2025", "on 3 Mar 2025", "from 1 Jan to 15 Feb 2024", "over all the data (…)". */
export type PeriodName = Pick<Fact, 'label' | 'start' | 'end'>

export function periodPhrase({ label, start, end }: PeriodName, phrases: NarrativePhrases): Sentence {
  return fill(periodTemplate(label, start, end, phrases), { label: { kind: 'label', text: label } })
}

function periodTemplate(
  label: string,
  start: string | null,
  end: string | null,
  { period, rollingStarts, openStarts, spanWord }: NarrativePhrases,
): string {
  const lower = label.toLowerCase()
  if (start === null && end === null) return period.all
  if (openStarts.some((word) => lower.startsWith(word))) return period.open
  if (rollingStarts.some((word) => lower.startsWith(word))) return period.rolling
  if (start !== null && end !== null && toDays(end) - toDays(start) === 1) return period.day
  return label.includes(spanWord) ? period.span : period.named
}

/**
 * The moment a snapshot stands for: the end of the window asked, or the last day with data ("as of 21 Nov 2026") where that comes first;
 * a window no longer than the metric's grain is named like any other.
 */
export function snapshotPhrase(
  metric: MetricDefinition,
  fact: PeriodName,
  data: TenantData,
  phrases: NarrativePhrases,
): Sentence {
  const dataEnd = lastDayOf(metric, data)
  const isCut = dataEnd !== null && (fact.end === null || fact.end > dataEnd)
  if (isCut) return fill(phrases.period.latest, { label: { kind: 'label', text: dayName(dataEnd) } })
  if (fact.start !== null && fact.end !== null && toDays(fact.end) - toDays(fact.start) <= longestOf[metric.grain])
    return periodPhrase(fact, phrases)
  return fill(phrases.period.snapshot, { label: { kind: 'label', text: fact.label } })
}

const longestOf: Record<TimeGrain, number> = { day: 1, week: 7, month: 31, quarter: 92, year: 366 }

/** The last day a metric has data for; null where nothing is dated. */
export function lastDayOf(metric: MetricDefinition, data: TenantData): IsoDate | null {
  const dataset = findMetric(data, metric.id)?.dataset
  return (metric.timeColumn !== null && dataset?.timeSpans[metric.timeColumn]?.end) || null
}

/** "21 Nov 2026" */
export function dayName(day: IsoDate): string {
  return describePeriod(day, fromDays(toDays(day) + 1))
}

import type { FilterSlot, FilterValue, IsoDate, MetricDefinition, TimeGrain } from '@salestalk/protocol'
import type { Fact } from '../analysis/index.ts'
import { findMetric, type TenantData } from '../model/tenant-data.ts'
import { describePeriod, fromDays, toDays } from '../understanding/time/index.ts'
import type { NarrativeContext } from './context.ts'
import { fill, joined } from './fill.ts'
import { formatExact } from './format-value.ts'
import { dimensionLabel, memberLabel, spoken } from './labels.ts'
import type { NarrativePhrases } from './templates.ts'
import type { NarrativePhrase, Sentence } from './types.ts'

/** The filters of the question in words, each in the order given, without those on a dimension that is told otherwise. */
export function scopePhrases({ interpretation, data, phrases }: NarrativeContext, told: string | null): Sentence {
  return interpretation.filters
    .filter(({ dimension }) => dimension !== told)
    .flatMap((filter) => filterPhrases(filter, dimensionLabel(data, filter.dimension, phrases), phrases))
}

/** The conditions on groups in words: " with Sales over $500". */
export function conditionPhrases(context: NarrativeContext): Sentence {
  const { interpretation, data, phrases } = context
  return interpretation.having.flatMap(({ metric, operator, value, upper }) => {
    const [bound, to] = [value, upper].map((each): Sentence => {
      return each === null ? [] : [{ kind: 'label', text: conditionValue(metric, each, context), of: null }]
    })
    const dimension = { kind: 'label' as const, text: findMetric(data, metric)?.metric.label ?? metric, of: null }
    const said = operator === 'between' && value === upper ? 'exactly' : operator
    return fill(phrases.scope[said], { dimension, bound: bound ?? [], upper: to ?? [] })
  })
}

/** A number of the question in the unit of the metric it is held against. */
export function conditionValue(metric: string, value: number, { data, locale }: NarrativeContext): string {
  const unit = findMetric(data, metric)?.metric.unit
  return unit ? formatExact(value, unit, locale) : String(value)
}

function filterPhrases(filter: FilterSlot, dimension: string, phrases: NarrativePhrases): NarrativePhrase[] {
  const { scope, words } = phrases
  const label: NarrativePhrase = { kind: 'label', text: dimension, of: null }
  const names = filter.values.map(
    (value): Sentence => [{ kind: 'label', text: valueLabel(filter.dimension, value, phrases), of: null }],
  )
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
export function valueLabel(dimension: string, value: FilterValue, phrases: NarrativePhrases): string {
  return spoken(memberLabel(dimension, value === null ? null : String(value), phrases))
}

/** "in Q3 2025", "on 3 Mar 2025", "from 1 Jan to 15 Feb 2024", "over all the data (…)". */
export function periodPhrase(period: PeriodName, phrases: NarrativePhrases): Sentence {
  const { label, start, end } = period
  return fill(periodTemplate(label, start, end, phrases), { label: periodLabel(period) })
}

/** A period asked, or that of a fact. */
export type PeriodName = Pick<Fact, 'label' | 'start' | 'end'> & { readonly id?: string }

export function periodLabel({ label, id }: PeriodName): NarrativePhrase {
  return { kind: 'label', text: label, of: id === undefined ? null : { fact: id, name: 'period' } }
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
  // "Summer 2026 (Jun to Aug 2026)" is named; what stands in brackets only says when it is.
  return label.replace(/ \(.*\)$/, '').includes(spanWord) ? period.span : period.named
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
  if (isCut) return fill(phrases.period.latest, { label: { kind: 'label', text: dayName(dataEnd), of: null } })
  if (fact.start !== null && fact.end !== null && toDays(fact.end) - toDays(fact.start) <= longestOf[metric.grain])
    return periodPhrase(fact, phrases)
  return fill(phrases.period.snapshot, { label: periodLabel(fact) })
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

import type { Calculation, Catalog, FilterSlot, HavingSlot, Interpretation, SlotStatus } from '@salestalk/protocol'
import { formatFigure, formatRange, humanize } from '../ui/format.ts'
import type { Labels } from './interpretation-editing.ts'

/** Labels from the catalog; ids are made readable where it has none, as for the calendar's own breakdowns. */
export function labelsFrom(catalog: Catalog | undefined): Labels {
  const metrics = new Map(catalog?.metrics.map((metric) => [metric.id, metric.label]))
  const dimensions = new Map(catalog?.dimensions.map((dimension) => [dimension.id, dimension.label]))
  return {
    metric: (id) => metrics.get(id) ?? humanize(id),
    dimension: (id) => dimensions.get(id) ?? humanize(id),
  }
}

/** The unit of a metric as figures carry it: a currency's code or the kind. */
export function unitOf(catalog: Catalog | undefined, metricId: string): string | null {
  const unit = catalog?.metrics.find((metric) => metric.id === metricId)?.unit
  if (!unit) return null
  return unit.kind === 'currency' ? unit.currency : unit.kind
}

const operatorWords = {
  in: 'is',
  not_in: 'is not',
  gt: 'over',
  gte: 'at least',
  lt: 'under',
  lte: 'at most',
  between: 'between',
} as const

const blankMember = '(blank)'

export function filterWords(filter: FilterSlot, labels: Labels): string {
  const values = filter.values.map((value) =>
    value === null ? blankMember : typeof value === 'number' ? formatFigure(value, null) : value,
  )
  const joined = filter.operator === 'between' ? values.join(' and ') : values.join(', ')
  const name = labels.dimension(filter.dimension)
  return filter.operator === 'in' ? `${name}: ${joined}` : `${name} ${operatorWords[filter.operator]} ${joined}`
}

export function conditionWords(having: HavingSlot, labels: Labels, unit: string | null): string {
  const value = formatFigure(having.value, unit)
  const upper = having.upper === null ? '' : ` and ${formatFigure(having.upper, unit)}`
  return `${labels.metric(having.metric)} ${operatorWords[having.operator]} ${value}${upper}`
}

const comparisonWords = {
  previous_period: 'the period before',
  same_period_last_year: 'the same period a year before',
  periods: 'each other',
  entities: 'each other',
  target: 'the target',
} as const

export function comparisonLabel(comparison: NonNullable<Interpretation['comparison']>): string {
  return `vs ${comparison.label ?? comparisonWords[comparison.kind]}`
}

const rankedBy = { value: '', change: ' by change', growth: ' by relative change' } as const

/** "Largest 5 by change"; a place asked for alone is "Number 2 of the largest". */
export function rankLabel({ direction, limit, by, position }: NonNullable<Interpretation['rank']>): string {
  const side = direction === 'top' ? 'Largest' : 'Smallest'
  if (position !== null) return `Number ${formatFigure(position, 'count')} of the ${side.toLowerCase()}${rankedBy[by]}`
  const count = limit === null ? ' first' : limit === 1 ? '' : ` ${formatFigure(limit, 'count')}`
  return `${side}${count}${rankedBy[by]}`
}

/** What is made of the values of each bucket of time. */
export function calculationLabel(calculation: Calculation): string {
  switch (calculation.kind) {
    case 'average_per_period':
      return `Average per ${calculation.grain}`
    case 'running_total':
      return 'Running total'
    case 'moving_average':
      return `Moving average over ${formatFigure(calculation.window, 'count')} values`
  }
}

/** A grouping by name; months, quarters and years can be the company's own. */
export function breakdownLabel(
  id: string,
  { fiscalBuckets = false }: Pick<Interpretation, 'fiscalBuckets'>,
  labels: Labels,
): string {
  const isFiscal = fiscalBuckets && ['month', 'quarter', 'year'].includes(id)
  return isFiscal ? `Fiscal ${labels.dimension(id).toLowerCase()}` : labels.dimension(id)
}

/** "Q3 2025 (Jul 1 – Sep 30, 2025)". */
export function timeLabel(time: NonNullable<Interpretation['time']>): { label: string; range: string | null } {
  const range = formatRange(time.start, time.end)
  const label = time.label || time.expression || range || 'All time'
  return { label, range: range === label ? null : range }
}

export const statusWords: Record<SlotStatus, string> = {
  stated: 'You said so',
  implied: 'Follows from your words',
  inherited: 'Kept from your last question',
  assumed: 'Assumed: you did not say',
}

/** How sure the reading is, in a word. The bounds are those of everyday speech, not of a statistic. */
export function confidenceWord(overall: number): string {
  if (overall >= 0.9) return 'Very sure'
  if (overall >= 0.75) return 'Fairly sure'
  if (overall >= 0.5) return 'Somewhat unsure'
  return 'Unsure'
}

/** The checks line: what was verified, and whether parts and whole agree. */
export function checksWords(checks: { factsTotal: number; factsVerified: number; reconciled: boolean | null }): string {
  const figures = `${formatFigure(checks.factsVerified, 'count')} of ${formatFigure(checks.factsTotal, 'count')} figures verified`
  if (checks.reconciled === null) return figures
  return `${figures} · ${checks.reconciled ? 'parts add up to the total' : 'parts do not add up to the total'}`
}

/** A sign, a currency and a number with its unit; "the 5 highest, 2026" is a part of the name. */
const figurePattern = /^[^\p{Ll}\d(]{0,6}\d[^,(]*(?:,\d[^,(]*)*$/u

/** Splits "Net revenue: $1.2M" into the reading's name and its figure; no figure, no split. */
export function splitOption(label: string): { name: string; figure: string | null } {
  const place = label.lastIndexOf(': ')
  const figure = label.slice(place + 2)
  if (place < 0 || !figurePattern.test(figure)) return { name: label, figure: null }
  return { name: label.slice(0, place), figure }
}

/** The question back as it is shown above its options: one that only lists them would say everything twice. */
export function questionBack(question: string, names: readonly string[], plain: string): string {
  const spoken = question.toLowerCase()
  return names.length > 0 && names.every((name) => spoken.includes(name.toLowerCase())) ? plain : question
}

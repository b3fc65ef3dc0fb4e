import type { FilterSlot, FilterValue } from '@salestalk/protocol'
import type { Fact } from '../analysis/index.ts'
import { toDays } from '../understanding/time/index.ts'
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
export function periodPhrase(
  { label, start, end }: Pick<Fact, 'label' | 'start' | 'end'>,
  phrases: NarrativePhrases,
): Sentence {
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

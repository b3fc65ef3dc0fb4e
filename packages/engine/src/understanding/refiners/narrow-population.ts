import type { Condition, FilterSlot } from '@salestalk/protocol'
import { bind, type Draft, evidence, fire, type Item, isCue, isPlural, neighbor } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { issue } from './issues.ts'

/**
 * "revenue from won deals", "average age of open tickets": behind a preposition a count of some of the records is no second measure, it says
 * whose figures are meant. They become a filter, unless the measure is of those records anyway; a measure that is never of them is no answer.
 */
export function narrowPopulation(draft: Draft): void {
  for (const slot of [...draft.metrics]) {
    const part = draft.lexicon.metrics.get(slot.id)
    if (!slot.item || !part || !namesPopulation(draft, slot.item, part)) continue
    const others = draft.metrics.filter((other) => other !== slot)
    const measured = others.flatMap(({ id }) => draft.lexicon.metrics.get(id) ?? [])
    if (
      measured.length === 0 ||
      measured.some(({ dataset, unit }) => dataset !== part.dataset || unit.kind === 'count')
    )
      continue
    const fits = new Set(measured.map((metric) => fitOf(draft, metric, conditionsOf(part))))
    const [fit] = fits
    if (fits.size > 1 || fit === 'apart' || fit === 'partly') {
      issue(draft, 'unbound_words', `${measured[0]?.label} is not of ${part.label.toLowerCase()}.`, 2.5)
      continue
    }
    if (fit === 'wider' && !filterByPopulation(draft, slot.item, conditionsOf(part), part.dataset)) continue
    bind(slot.item, fit === 'wider' ? 'value' : 'metric', part.id)
    draft.metrics.splice(draft.metrics.indexOf(slot), 1)
    fire(draft, 'narrow-population')
  }
}

/** How the records of a measure relate to those of a population: all among them, reaching beyond, none, or differing by part of a ratio. */
type Fit = 'within' | 'wider' | 'apart' | 'partly'

function namesPopulation(draft: Draft, item: Item, part: LexiconMetric): boolean {
  if (part.unit.kind !== 'count' || conditionsOf(part).length === 0 || !isPlural(draft, item)) return false
  if (isCue(neighbor(draft, item, -1), 'and', 'versus') || draft.cues.has('ratio')) return false
  return isFunctionWord(draft.message, item.from - 1, 'before_records')
}

export function conditionsOf({ definition: { aggregation } }: LexiconMetric): readonly Condition[] {
  return 'where' in aggregation ? aggregation.where : []
}

function fitOf(draft: Draft, metric: LexiconMetric, population: readonly Condition[]): Fit {
  const { aggregation } = metric.definition
  if (aggregation.kind === 'ratio') {
    const parts = [aggregation.numerator, aggregation.denominator].flatMap((id) => draft.lexicon.metrics.get(id) ?? [])
    const fits = new Set(parts.map((part) => fitOf(draft, part, population)))
    const [fit] = fits
    return fits.size === 1 && fit ? fit : 'partly'
  }
  const fits = population.map((condition) => compare(conditionsOf(metric), condition))
  if (fits.includes('apart')) return 'apart'
  return fits.every((fit) => fit === 'within') ? 'within' : 'wider'
}

function compare(own: readonly Condition[], population: Condition): Fit {
  const same = own.find(({ column }) => column === population.column)
  if (!same) return 'wider'
  const meets = (value: Condition['values'][number]) => holds(population, value)
  if (same.operator === 'in') {
    if (same.values.every(meets)) return 'within'
    return same.values.some(meets) ? 'wider' : 'apart'
  }
  if (same.operator !== 'not_in') return 'wider'
  if (population.operator === 'not_in')
    return population.values.every((value) => same.values.includes(value)) ? 'within' : 'wider'
  return population.values.every((value) => same.values.includes(value)) ? 'apart' : 'wider'
}

function holds({ operator, values }: Condition, value: Condition['values'][number]): boolean {
  return operator === 'not_in' ? !values.includes(value) : values.includes(value)
}

/** Conditions on records as filters on the dimensions of their columns; false where people have no name for one of these columns. */
export function filterByPopulation(
  draft: Draft,
  item: Item,
  population: readonly Condition[],
  dataset: number,
): boolean {
  const dimensions = draft.lexicon.datasets[dataset]?.model.dimensions ?? []
  const filters = population.flatMap(({ column, operator, values }): FilterSlot[] => {
    const dimension = dimensions.find((entry) => entry.column === column)?.id
    if (dimension === undefined || (operator !== 'in' && operator !== 'not_in')) return []
    const said = evidence(draft, [item])
    return [{ dimension, operator, values: [...values], status: 'stated', ...said, rule: 'filter-population' }]
  })
  if (filters.length !== population.length) return false
  draft.filters.push(...filters)
  return true
}

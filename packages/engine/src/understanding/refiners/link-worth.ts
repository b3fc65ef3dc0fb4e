import type { Condition } from '@salestalk/protocol'
import { bind, type Draft, type Item, isCue } from '../draft.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { addMetric } from './add-metric.ts'
import { amountTwin } from './amount-twins.ts'
import { asksInMoney } from './money-words.ts'
import { conditionsOf, filterByPopulation } from './narrow-population.ts'

/** Subjects whose money is left over, or spent: no record is worth it. */
const notWorth = new Set(['margin', 'marketing', 'finance'])

/** "value of won deals", "what are open orders worth", "deal value by rep": the money in the records, and not their number. */
export function linkWorth(draft: Draft): void {
  const word = draft.items.find((item) => asksWorth(draft, item) || asksInMoney(draft, item))
  const [slot] = draft.metrics
  const counted = draft.lexicon.metrics.get(slot?.id ?? '')
  const dataset = counted?.dataset ?? draft.record
  if (!word || draft.metrics.length > 1 || dataset === null || (counted && counted.unit.kind !== 'count')) return
  const population = counted ? conditionsOf(counted) : []
  const twin = counted && amountTwin(draft, counted)
  // What is counted against us ("Refund Count") is worth none of the money that comes in.
  if (counted?.direction === 'up_is_bad' && !twin && population.length === 0) return
  const money = twin ?? moneyOf(draft, dataset, population)
  const average = draft.items.find((item) => isCue(item, 'average'))
  const measure = money && average ? averageOf(draft, money, counted) : money
  if (!money || !measure) return
  const noun = slot?.item
  if (
    noun &&
    population.length > 0 &&
    conditionsOf(money).length === 0 &&
    !filterByPopulation(draft, noun, population, dataset)
  )
    return
  draft.metrics.splice(0)
  if (noun) bind(noun, 'metric', measure.id)
  if (average) bind(average, 'metric', measure.id)
  addMetric(draft, measure.id, word, 'implied', 'metric-worth')
}

function asksWorth({ message, lexicon }: Draft, { meaning, role, from, to }: Item): boolean {
  if (meaning.kind !== 'unknown' || role !== null || to - from > 1) return false
  return lexicon.grammar['short-names'].worth.includes(message.words[from]?.stem ?? '')
}

/** The most important sum of money that comes in with just these records; undefined where several are, or none is. */
function moneyOf(draft: Draft, dataset: number, population: readonly Condition[]): LexiconMetric | undefined {
  const sums = [...draft.lexicon.metrics.values()].filter(
    (metric) =>
      metric.dataset === dataset &&
      metric.unit.kind === 'currency' &&
      metric.direction !== 'up_is_bad' &&
      !notWorth.has(metric.subject) &&
      metric.definition.aggregation.kind === 'sum',
  )
  const same = sums.filter((metric) => isSame(conditionsOf(metric), population))
  const known = same.length > 0 ? same : sums.filter((metric) => conditionsOf(metric).length === 0)
  const most = Math.max(...known.map(({ importance }) => importance))
  const first = known.filter(({ importance }) => importance === most)
  return first.length === 1 ? first[0] : undefined
}

function isSame(own: readonly Condition[], population: readonly Condition[]): boolean {
  return JSON.stringify(own) === JSON.stringify(population)
}

/** "what is a customer worth on average" is the revenue of each customer, and not of each order. */
function averageOf({ lexicon }: Draft, money: LexiconMetric, counted?: LexiconMetric): LexiconMetric | undefined {
  const ratios = [...lexicon.metrics.values()].flatMap((metric) => {
    const { aggregation } = metric.definition
    const below = aggregation.kind === 'ratio' && aggregation.numerator === money.id ? aggregation.denominator : null
    const count = lexicon.metrics.get(below ?? '')
    return count?.unit.kind === 'count' ? [{ metric, count }] : []
  })
  const exact = ratios.find(({ count }) => count.id === counted?.id)
  if (exact || counted?.subject === 'customers') return exact?.metric
  return ratios.find(({ count }) => isSame(conditionsOf(count), conditionsOf(money)))?.metric
}

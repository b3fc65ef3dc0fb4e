import { bind, type Draft, fire, type Item, isCue, neighbor, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { measureColumn } from '../lexicon/measure-column.ts'
import { nearestMetrics } from '../lexicon/nearest-metrics.ts'
import { addMetric } from './add-metric.ts'
import { averageNamed } from './average-counterparts.ts'

/** What is asked of each of many and is neither their number nor all of their money: how big one is, and what one sells for. */
export function averageSize(draft: Draft): void {
  const average = draft.items.find((item) => isCue(item, 'average') && item.role === null)
  if (average) sizeOnAverage(draft, average)
  priceOfOne(draft, average)
}

/** "who signs the fattest deals on average", "is a networking deal typically bigger", "how large is the average order". */
function sizeOnAverage(draft: Draft, average: Item): void {
  const [slot, other] = draft.metrics
  const noun = slot?.item
  const counted = draft.lexicon.metrics.get(slot?.id ?? '')?.definition.aggregation.kind
  // The size of a quantity is the quantity.
  if (counted !== 'count' && counted !== 'count_distinct') return
  if (!slot || !noun || other || draft.cues.has('how_many')) return
  const size = draft.items.find((item) => saysSize(draft, item, noun))
  if (!size) return
  const measure = averageNamed(draft, noun)?.id ?? moneyPer(draft, slot.id)
  if (measure === undefined) return
  draft.metrics.splice(0, 1, { ...slot, id: measure, rule: 'metric-size' })
  bind(noun, 'metric', measure)
  bind(average, 'metric', measure)
  if (size.role === null) bind(size, isCue(size, 'comparative') ? 'intent' : 'metric', measure)
  fire(draft, 'metric-size')
}

/** A superlative stands right before what it is said of, so that "the biggest region by deals on average" is about the region. */
function saysSize(draft: Draft, item: Item, noun: Item): boolean {
  if (item.meaning.kind !== 'cue') return false
  const { sizes } = draft.lexicon.grammar['implied-metrics']
  const words = wordsOf(draft, item).toLowerCase().split(' ')
  if (!words.some((word) => sizes.includes(word))) return false
  if (!isCue(item, 'top', 'bottom')) return isCue(item, 'comparative', 'what', 'gt', 'lt', 'versus')
  return neighbor(draft, item, 1) === noun
}

function moneyPer({ lexicon }: Draft, count: string): string | undefined {
  const ratios = [...lexicon.metrics.values()].filter(
    ({ unit, direction, definition: { aggregation } }) =>
      unit.kind === 'currency' &&
      direction === 'up_is_good' &&
      aggregation.kind === 'ratio' &&
      aggregation.denominator === count,
  )
  return ratios.length === 1 ? ratios[0]?.id : undefined
}

/** "what does a lamp sell for", "what did the lamps go at on average": the price of one, and not what all of them brought in. */
function priceOfOne(draft: Draft, average: Item | undefined): void {
  const [slot, other] = draft.metrics
  const verb = draft.items.find((item) => sellsFor(draft, item, average))
  if (!verb || other || (slot && slot.item !== verb)) return
  if (!average && !isOneOfMany(draft, verb)) return
  const price = averagePrice(draft)
  if (price === undefined) return
  draft.metrics.splice(0)
  addMetric(draft, price, verb, 'implied', 'metric-price')
  if (average) bind(average, 'metric', price)
}

function sellsFor(draft: Draft, item: Item, average: Item | undefined): boolean {
  if (item.meaning.kind !== 'implied' || !item.meaning.verb || item.meaning.rank !== null) return false
  const { counting } = draft.lexicon.grammar['implied-metrics']
  const words = wordsOf(draft, item).toLowerCase()
  if (isFunctionWord(draft.message, item.to - 1, 'for_money') && item.to - item.from > 1) return true
  // "what do we sell a lamp for on average"
  return (
    counting.includes(words) && average !== undefined && isFunctionWord(draft.message, average.from - 1, 'for_money')
  )
}

/** "a lamp" */
function isOneOfMany(draft: Draft, verb: Item): boolean {
  const thing = neighbor(draft, verb, -1)
  return thing?.meaning.kind === 'value' && isFunctionWord(draft.message, thing.from - 1, 'one')
}

/** The price that the company averages: of what it sells in pieces, or of the records that its revenue adds up. */
function averagePrice({ lexicon }: Draft): string | undefined {
  const { prices, rank } = lexicon.grammar['implied-metrics']
  const table = { meanings: lexicon.phrases, equivalents: lexicon.grammar.equivalents }
  const [own] = prices.flat().filter((id) => lexicon.metrics.has(id))
  if (own !== undefined) return own
  const revenue = lexicon.metrics.get(nearestMetrics(rank, lexicon.metrics, table)[0] ?? '')
  const column = revenue && measureColumn(revenue.definition)
  if (!revenue || column === null) return undefined
  return [...lexicon.metrics.values()].find(
    ({ definition, dataset }) =>
      definition.aggregation.kind === 'average' && dataset === revenue.dataset && measureColumn(definition) === column,
  )?.id
}

import { bind, type Draft, fire, type Item, isCue, isPlural, neighbor, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { measureColumn } from '../lexicon/measure-column.ts'
import { nearestMetrics } from '../lexicon/nearest-metrics.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { addMetric } from './add-metric.ts'
import { averageNamed } from './average-counterparts.ts'
import { issue } from './issues.ts'
import { countMetric } from './record-counts.ts'

/** What is asked of each of many and is neither their number nor all of their money: how big one is, and what one sells for. */
export function averageSize(draft: Draft): void {
  const average = draft.items.find((item) => isCue(item, 'average') && item.role === null)
  if (average) {
    sizeOnAverage(draft, average)
    sizeOfNamed(draft, average)
  }
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

/** "a typical takeaway bill", "the average won deal": the average one of those that are named, in the singular. */
function sizeOfNamed(draft: Draft, average: Item): void {
  let noun = draft.items[average.index + 1]
  while (noun?.meaning.kind === 'value') noun = draft.items[noun.index + 1]
  if (!noun || isPlural(draft, noun) || draft.cues.has('how_many')) return
  const [slot, other] = draft.metrics
  if (other || (slot && slot.item !== noun && slot.item?.meaning.kind !== 'implied')) return
  const count = slot?.item === noun ? slot.id : countOf(draft, noun)
  const kind = draft.lexicon.metrics.get(count ?? '')?.definition.aggregation.kind
  if (count === undefined || (kind !== 'count' && kind !== 'count_distinct')) return
  const measure = averageNamed(draft, noun)?.id ?? moneyPer(draft, count)
  if (measure === undefined) return
  draft.metrics.splice(0)
  addMetric(draft, measure, noun, 'stated', 'metric-size')
  bind(average, 'metric', measure)
}

function countOf(draft: Draft, { meaning, role }: Item): string | undefined {
  return meaning.kind === 'dimension' && role === null ? countMetric(draft, meaning.dimension) : undefined
}

/** A superlative stands right before what it is said of, so that "the biggest region by deals on average" is about the region. */
export function saysSize(draft: Draft, item: Item, noun: Item): boolean {
  if (item.meaning.kind !== 'cue') return false
  const { sizes } = draft.lexicon.grammar['implied-metrics']
  const words = wordsOf(draft, item).toLowerCase().split(' ')
  if (!words.some((word) => sizes.includes(word))) return false
  if (!isCue(item, 'top', 'bottom')) return isCue(item, 'comparative', 'what', 'gt', 'lt', 'versus')
  return neighbor(draft, item, 1) === noun
}

export function moneyPer({ lexicon }: Draft, count: string): string | undefined {
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
  if (!verb || other || !(average || isOneOfMany(draft, verb))) return
  const counted = slot && slot.item !== verb ? slot : undefined
  const price = counted ? moneyPer(draft, counted.id) : averagePrice(draft)
  if (price === undefined) {
    // An average of whatever else is named would be no price.
    const money = draft.lexicon.metrics.get(counted?.id ?? '')?.unit.kind === 'currency'
    if (!money) issue(draft, 'unsupported_operation', 'This data does not say what one sells for.', 3)
    return
  }
  const items = [counted?.item, average].flatMap((item) => item ?? [])
  draft.metrics.splice(0)
  addMetric(draft, price, verb, 'implied', 'metric-price')
  for (const item of items) bind(item, 'metric', price)
}

function sellsFor(draft: Draft, item: Item, average: Item | undefined): boolean {
  const { counting, fetching, charging } = draft.lexicon.grammar['implied-metrics']
  const words = wordsOf(draft, item).toLowerCase()
  const particle = draft.items[item.index + 1]
  const apart = particle?.meaning.kind === 'ignorable' ? `${words} ${wordsOf(draft, particle).toLowerCase()}` : words
  const verb = item.meaning.kind === 'implied' && item.meaning.verb && item.meaning.rank === null
  const next = draft.items[item.index + 1]
  if (verb || item.meaning.kind === 'ignorable') {
    // "what did we sell for Acme" is no price.
    if (fetching.includes(words)) return !(next && nouns.has(next.meaning.kind))
    if (fetching.includes(apart)) return ['ignorable', undefined].includes(draft.items[item.index + 2]?.meaning.kind)
  }
  if (!verb) return false
  // "what do we sell a lamp for on average", "what do we charge for a lamp"
  if (counting.includes(words))
    return average !== undefined && isFunctionWord(draft.message, average.from - 1, 'for_money')
  return (
    charging.includes(words) &&
    isFunctionWord(draft.message, item.to, 'for_money') &&
    isOne(draft, neighbor(draft, item, 1))
  )
}

const nouns: ReadonlySet<string> = new Set(['value', 'value_options', 'dimension', 'metric', 'record', 'unknown'])

/** "what does a lamp go for", "what does a case of Barolo go for", "what do we charge for a lamp" */
function isOneOfMany(draft: Draft, verb: Item): boolean {
  const thing = neighbor(draft, verb, -1)
  if (isOne(draft, thing) || isOne(draft, neighbor(draft, verb, 1))) return true
  const counted = thing && neighbor(draft, thing, -1)
  if (thing?.meaning.kind === 'value' && isOne(draft, counted)) return true
  // "what did cases go for"
  return thing?.meaning.kind === 'metric' && isPlural(draft, thing) && !draft.cues.has('how_many')
}

/** "a lamp", "a case" */
function isOne(draft: Draft, thing: Item | undefined): boolean {
  if (!thing || !isFunctionWord(draft.message, thing.from - 1, 'one')) return false
  return thing.meaning.kind === 'value' || (thing.meaning.kind === 'metric' && !isPlural(draft, thing))
}

/** The price that the company averages: of what it sells in pieces, or of the records that its revenue adds up. */
function averagePrice(draft: Draft): string | undefined {
  const { lexicon } = draft
  const { prices, rank } = lexicon.grammar['implied-metrics']
  const table = { meanings: lexicon.phrases, equivalents: lexicon.grammar.equivalents }
  const [price] = prices.flat().filter((id) => lexicon.metrics.has(id))
  if (price !== undefined) return price
  const revenue = lexicon.metrics.get(nearestMetrics(rank, lexicon.metrics, table)[0] ?? '')
  const column = revenue && measureColumn(revenue.definition)
  if (!revenue || column === null) return undefined
  const own = [...lexicon.metrics.values()].filter(({ dataset }) => dataset === revenue.dataset)
  const average = own.find(
    ({ definition }) => definition.aggregation.kind === 'average' && measureColumn(definition) === column,
  )
  return (average ?? own.find((metric) => isOfEachRow(draft, metric, revenue.definition.id)))?.id
}

/** Where every row is one of what is sold, what a row brings in is its price. */
function isOfEachRow({ lexicon }: Draft, { definition: { aggregation } }: LexiconMetric, revenue: string): boolean {
  if (aggregation.kind !== 'ratio' || aggregation.numerator !== revenue) return false
  return lexicon.metrics.get(aggregation.denominator)?.definition.aggregation.kind === 'count'
}

import { bind, type Draft, evidence, fire, type Item, isCue, isPlural, neighbor, wordsOf } from '../draft.ts'
import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { addMetric } from './add-metric.ts'
import { issue } from './issues.ts'
import { countMetric, countsRecords, recordCount } from './record-counts.ts'

/**
 * "how many units does an order have", "average number of items in an order", "the average revenue of a customer": so much of one thing for
 * each other is the company's ratio of the two, and never the total of the first.
 */
export function averageOfOne(draft: Draft): void {
  const averages = draft.items.filter((item) => isCue(item, 'average') && item.role === null)
  for (const one of draft.items) {
    const below = isOne(draft, one, averages) ? countsOf(draft, one) : []
    if (below.length === 0) continue
    const [above = broughtIn(draft, averages), other] = draft.metrics.filter(({ item }) => item !== one)
    const known = above && draft.lexicon.metrics.get(above.id)
    if (!above?.item || !known || other || above.item.index > one.index + beside) continue
    if (averages.length === 0 && !holds(draft, above.item, one)) continue
    const ratio =
      ratioOf(draft, known, below) ?? (averages.length > 0 ? averageOfRecord(draft, known, below) : undefined)
    if (!ratio) {
      const plain = averages.length === 0 || nameStart(draft, one) === one.from
      const counted = averages.length > 0 || below.some((id) => countsAll(draft, id))
      if (
        plain &&
        counted &&
        draft.metrics.some(({ item }) => item === above.item) &&
        known.definition.aggregation.kind === 'sum'
      )
        issue(draft, 'unsupported_operation', `I cannot tell ${known.label.toLowerCase()} for a single one.`, 3)
      continue
    }
    const items = [above.item, one, ...averages]
    draft.metrics.splice(0)
    addMetric(draft, ratio.id, above.item, 'stated', 'metric-of-one', evidence(draft, items))
    for (const item of items) bind(item, 'metric', ratio.id)
    if (one.meaning.kind === 'record') draft.record = null
    if (ratio.unit.kind === 'ratio') passOverOften(draft, ratio.id)
    const each = neighbor(draft, one, -1)
    if (each && isCue(each, 'group')) bind(each, 'metric', ratio.id)
    fire(draft, 'metric-of-one')
    return
  }
}

/** "what does a click cost us", "what do clicks cost us": the price of one, and never how many there were. */
export function costOfOne(draft: Draft): void {
  const { costing } = draft.lexicon.grammar['implied-metrics']
  const verb = draft.items.find(
    (item) =>
      (item.meaning.kind === 'implied' || item.meaning.kind === 'ignorable') &&
      costing.verbs.includes(wordsOf(draft, item).toLowerCase()),
  )
  if (!verb) return
  const each = eachBehind(draft, verb)
  const noun = each ?? countedBefore(draft, verb)
  if (!noun || draft.metrics.some(({ item }) => item !== noun && item !== verb)) return
  const [id] = noun.meaning.kind === 'metric' ? [noun.meaning.metric] : countsOf(draft, noun)
  const counted = draft.lexicon.metrics.get(id ?? '')
  if (counted?.unit.kind !== 'count' || draft.cues.has('how_many')) return
  if (noun.meaning.kind !== 'metric' && !isFunctionWord(draft.message, noun.from - 1, 'one')) return
  const single = each !== undefined || isFunctionWord(draft.message, noun.from - 1, 'one')
  const [cost, other] = single ? costsOf(draft, counted) : []
  if (!cost || other) {
    issue(draft, 'unknown_metric', `This company's data does not say what ${wordsOf(draft, noun)} cost.`, 3)
    return
  }
  draft.metrics.splice(0)
  addMetric(draft, cost.id, noun, 'stated', 'metric-of-one', evidence(draft, [noun, verb]))
  for (const item of [noun, verb]) bind(item, 'metric', cost.id)
}

/** "a click", "a case of Barolo": members behind say which. */
function countedBefore(draft: Draft, verb: Item): Item | undefined {
  const before = neighbor(draft, verb, -1)
  const counted = before?.meaning.kind === 'value' ? neighbor(draft, before, -1) : undefined
  return counted && isFunctionWord(draft.message, counted.from - 1, 'one') ? counted : before
}

/** "costs us the most per click": what one is counted of stands behind "per". */
function eachBehind(draft: Draft, verb: Item): Item | undefined {
  return draft.items.find(
    (item) =>
      item.index > verb.index && item.meaning.kind === 'metric' && isFunctionWord(draft.message, item.from - 1, 'per'),
  )
}

/** What is spent on each of what is counted. */
function costsOf({ lexicon }: Draft, counted: LexiconMetric): LexiconMetric[] {
  return [...lexicon.metrics.values()].filter(
    ({ unit, direction, definition: { aggregation } }) =>
      unit.kind === 'currency' &&
      direction === 'up_is_bad' &&
      aggregation.kind === 'ratio' &&
      aggregation.denominator === counted.definition.id,
  )
}

/** "what does an order bring in on average": nothing but a verb says of what. */
function broughtIn(draft: Draft, averages: readonly Item[]): { readonly id: string; readonly item: Item } | undefined {
  if (averages.length === 0 || draft.cues.has('how_many')) return undefined
  const verbs = draft.items.filter(({ meaning }) => meaning.kind === 'implied' && meaning.verb && meaning.rank === null)
  const [verb, other] = verbs
  const id = verb?.meaning.kind === 'implied' ? verb.meaning.metrics[0] : undefined
  const money = draft.lexicon.metrics.get(id ?? '')?.unit.kind === 'currency'
  return verb && id !== undefined && money && !other ? { id, item: verb } : undefined
}

/** "what does the average order hold in units": the measure may stand a little behind. */
const beside = 4

/** A thing in the singular that stands for any of its kind: "an order", "the average customer", "in each order". */
function isOne(draft: Draft, item: Item, averages: readonly Item[]): boolean {
  const counts = item.meaning.kind === 'metric'
  if ((!counts && item.meaning.kind !== 'dimension' && item.meaning.kind !== 'record') || isPlural(draft, item))
    return false
  if (item.meaning.kind === 'dimension' && item.role !== null) return false
  if (isFunctionWord(draft.message, nameStart(draft, item) - 1, 'one')) return true
  // "the average Dutch order" is one as well.
  const start = nameStart(draft, item)
  if (averages.some(({ to }) => to === start)) return true
  const before = neighbor(draft, item, -1)
  // "for each plan" splits, where an order is one of thousands that nobody reads a figure for each of.
  return counts && isCue(before, 'group') && hasFunctionWord(draft.message, item.from - 1, item.from, 'split')
}

/** "a takeaway bill": members right before a thing say which. */
function nameStart(draft: Draft, item: Item): number {
  let first = item
  for (
    let before = draft.items[item.index - 1];
    before?.meaning.kind === 'value';
    before = draft.items[first.index - 1]
  )
    first = before
  return first.from
}

/** "the discount on an invoice on average", where each row is an invoice. */
function averageOfRecord(draft: Draft, above: LexiconMetric, below: readonly string[]): LexiconMetric | undefined {
  if (above.definition.aggregation.kind !== 'sum') return undefined
  // A row of an order is none.
  if (!below.includes(recordCount(draft, above.dataset) ?? '')) return undefined
  const average = draft.lexicon.metrics.get(`average_${above.id}`)
  return average?.dataset === above.dataset && average.definition.aggregation.kind === 'average' ? average : undefined
}

/** "how often does a customer order on average" */
function passOverOften(draft: Draft, ratio: string): void {
  for (const item of draft.items) {
    if (item.meaning.kind === 'unknown' && isFunctionWord(draft.message, item.from, 'often'))
      bind(item, 'metric', ratio)
  }
}

/** The counts of such things. */
function countsOf(draft: Draft, { meaning }: Item): string[] {
  if (meaning.kind === 'dimension') {
    const count = countMetric(draft, meaning.dimension)
    return count === undefined ? [] : [count]
  }
  if (meaning.kind === 'record') return [recordCount(draft, meaning.dataset) ?? []].flat()
  if (meaning.kind !== 'metric') return []
  const { aggregation } = draft.lexicon.metrics.get(meaning.metric)?.definition ?? {}
  const plain =
    (aggregation?.kind === 'count' || aggregation?.kind === 'count_distinct') && aggregation.where.length === 0
  return plain ? [meaning.metric] : []
}

function countsAll(draft: Draft, id: string): boolean {
  const metric = draft.lexicon.metrics.get(id)
  return metric !== undefined && countsRecords(draft, metric)
}

function ratioOf({ lexicon }: Draft, above: LexiconMetric, below: readonly string[]): LexiconMetric | undefined {
  return [...lexicon.metrics.values()].find(
    ({ definition: { aggregation } }) =>
      aggregation.kind === 'ratio' && aggregation.numerator === above.id && below.includes(aggregation.denominator),
  )
}

/** "how many units does an order have", "how many are in an order": what one holds or takes, without a word of averages. */
function holds(draft: Draft, above: Item, one: Item): boolean {
  const { message } = draft
  const asks = draft.items.some((item) => isCue(item, 'how_many') && item.index < one.index)
  const counted = asks || hasFunctionWord(message, above.from, above.from + 1, 'how')
  if (!counted || one.index < above.index) return false
  const article = one.from - 1
  return (['past_verb', 'present_verb', 'containing'] as const).some((use) => isFunctionWord(message, article - 1, use))
}

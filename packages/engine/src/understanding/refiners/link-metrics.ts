import type { SlotStatus } from '@salestalk/protocol'
import { bind, type Draft, evidence, fire, type Item, isCue, isPlural, neighbor, penalize, wordsOf } from '../draft.ts'
import { membersNamed } from '../lexicon/members.ts'
import { measureColumn, nearestMetrics } from '../lexicon/metrics.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { nameKeys } from '../text/words.ts'
import { lossMetric } from './link-numbers.ts'
import { askedDimension } from './link-rank.ts'

/** Finds the measures asked for: named, counted ("how many opportunities"), or implied by a verb ("how much do we sell"). */
export function linkMetrics(draft: Draft): void {
  for (const item of draft.items) {
    const { meaning } = item
    if (meaning.kind === 'metric') {
      preferMember(draft, item, meaning.metric)
      checkCounted(draft, item, meaning.metric)
    }
    if (meaning.kind === 'metric' && isHeadNoun(draft, item)) bind(item, 'metric', meaning.metric)
    else if (meaning.kind === 'metric') addMetric(draft, meaning.metric, item, 'stated', meaning.rule)
    if (meaning.kind === 'implied' && !meaning.verb) {
      const metric = meaning.metrics[0]
      if (metric) addMetric(draft, metric, item, 'implied', item.rule)
    }
  }
  linkCounts(draft)
  countGroupedRecords(draft)
  countFlagged(draft)
  linkRatio(draft)
  linkLoss(draft)
  linkGain(draft)
  linkMemberCount(draft)
  linkVerbs(draft)
}

/** "revenue of deals in Q2": the records' noun adds no second measure unless "and" or a comma joins it. */
function isHeadNoun(draft: Draft, item: Item): boolean {
  if (
    draft.metrics.length === 0 ||
    !(namesRecords(draft, item) || namesPopulation(draft, item) || namesOne(draft, item) || namesSource(draft, item))
  )
    return false
  const joined = isCue(neighbor(draft, item, -1), 'and', 'versus')
  return !joined && draft.message.words[item.from]?.gap !== 'comma'
}

/** "deals in Proposal" names a stage, not deals once more: a member whose name repeats the measure is the likelier reading. */
function preferMember(draft: Draft, item: Item, metric: string | undefined): void {
  if (isPlural(draft, item) || !draft.metrics.some(({ id }) => id === metric)) return
  const key = draft.message.words
    .slice(item.from, item.to)
    .map((word) => word.stem)
    .join(' ')
  if (membersNamed(draft.lexicon.members, key).length > 0) penalize(draft, 'repeated-measure', 1.2)
}

/** "how long does it take to close a deal": one record is no measure beside another. */
function namesOne(draft: Draft, item: Item): boolean {
  const metric = item.meaning.kind === 'metric' ? draft.lexicon.metrics.get(item.meaning.metric) : undefined
  const article = ['a', 'an', 'one'].includes(draft.message.words[item.from - 1]?.normal ?? '')
  return article && metric !== undefined && countsRecords(draft, metric) && !isPlural(draft, item)
}

/** Whether a metric counts all records of its dataset, by rows or by their identifier. */
export function countsRecords(draft: Draft, metric: LexiconMetric): boolean {
  const { aggregation } = metric.definition
  if (aggregation.kind === 'count') return aggregation.where.length === 0
  if (aggregation.kind !== 'count_distinct' || aggregation.where.length > 0) return false
  const columns = draft.lexicon.datasets[metric.dataset]?.model.columns ?? []
  return columns.some((column) => column.key === aggregation.column && column.role === 'identifier')
}

/** "ARR for Japanese customers": a count's noun right after a member only says whose figures are meant. */
function namesPopulation(draft: Draft, item: Item): boolean {
  if (item.meaning.kind !== 'metric' || draft.items[item.index - 1]?.meaning.kind !== 'value') return false
  if (!isPlural(draft, item)) return false
  return draft.lexicon.metrics.get(item.meaning.metric)?.unit.kind === 'count'
}

const sourceWords = new Set(['for', 'of', 'from', 'among', 'on'])

/** "average deal size … for deals of Grace": a count's noun behind a preposition only says whose figures are meant. */
function namesSource(draft: Draft, item: Item): boolean {
  if (item.meaning.kind !== 'metric' || !isPlural(draft, item) || draft.cues.has('ratio')) return false
  const before = draft.message.words[item.from - 1]?.normal ?? ''
  const metric = draft.lexicon.metrics.get(item.meaning.metric)
  return sourceWords.has(before) && metric !== undefined && recordCount(draft, metric.dataset) === metric.id
}

/** Whether the words of an item are also the noun for the rows of a dataset. */
export function namesRecords(draft: Draft, item: Item): boolean {
  const key = draft.message.words
    .slice(item.from, item.to)
    .map((word) => word.stem)
    .join(' ')
  return (draft.lexicon.phrases.get(key) ?? []).some((meaning) => meaning.kind === 'record')
}

/** Whether the words of an item are also a measure's name. */
export function namesMetric(draft: Draft, item: Item): boolean {
  const key = draft.message.words
    .slice(item.from, item.to)
    .map((word) => word.stem)
    .join(' ')
  return (draft.lexicon.phrases.get(key) ?? []).some((meaning) => meaning.kind === 'metric')
}

/** Whether the words of an item are also a dimension's name. */
export function namesDimension(draft: Draft, item: Item): boolean {
  const key = draft.message.words
    .slice(item.from, item.to)
    .map((word) => word.stem)
    .join(' ')
  return (draft.lexicon.phrases.get(key) ?? []).some((meaning) => meaning.kind === 'dimension')
}

/** "lost opportunities by product" counts them. */
function countGroupedRecords(draft: Draft): void {
  if (draft.record === null || draft.metrics.length > 0) return
  const moves = draft.cues.has('growth') || draft.cues.has('trend') || draft.cues.has('why')
  if (draft.groupings.length === 0 && draft.grain === null && !moves) return
  const metric = recordCount(draft, draft.record)
  const item = draft.items.find((candidate) => candidate.meaning.kind === 'record')
  if (metric && item) addMetric(draft, metric, item, 'stated', 'metric-count')
}

/** "first visits by month": the plural of a yes/no column's name is what is counted, or listed. */
function countFlagged(draft: Draft): void {
  if (
    draft.metrics.length > 0 ||
    draft.items.some(({ meaning }) => meaning.kind === 'metric' || meaning.kind === 'implied')
  )
    return
  const item = draft.items.find(
    (other) => other.meaning.kind === 'dimension' && other.role === 'value' && isPlural(draft, other),
  )
  if (item?.meaning.kind !== 'dimension' || !draft.lexicon.flags.has(item.meaning.dimension)) return
  if (namesMetric(draft, item)) return
  const bits = draft.lexicon.dimensionsById.get(item.meaning.dimension)?.datasets ?? 0
  const dataset = draft.lexicon.datasets.findIndex((_, index) => (bits & (1 << index)) !== 0)
  const metric = recordCount(draft, dataset)
  if (draft.cues.has('list') || draft.cues.has('which')) draft.record = dataset
  else if (metric !== undefined) addMetric(draft, metric, item, 'stated', 'metric-count')
}

export function addMetric(
  draft: Draft,
  id: string,
  item: Item | null,
  status: SlotStatus,
  rule: string,
  text: { text: string; span: [number, number] } | null = item ? evidence(draft, [item]) : null,
): void {
  if (item) bind(item, 'metric', id)
  if (draft.metrics.some((metric) => metric.id === id)) return
  draft.metrics.push({ id, status, text: text?.text ?? null, span: text?.span ?? null, rule, item })
  fire(draft, rule)
}

/** "how many X": the metric that counts X. */
function linkCounts(draft: Draft): void {
  for (const item of draft.items) {
    if (item.meaning.kind === 'record') {
      preferMember(draft, item, recordCount(draft, item.meaning.dataset))
      draft.record = item.meaning.dataset
      bind(item, 'metric', draft.lexicon.datasets[item.meaning.dataset]?.model.dataset ?? null)
    }
    if (!isCue(item, 'how_many')) continue
    const counted = countedItem(draft, item)
    if (!counted) continue
    const metric = countMetric(draft, counted)
    if (metric) {
      addMetric(draft, metric, counted, 'stated', 'metric-count', evidence(draft, [item, counted]))
      bind(item, 'metric', metric)
    } else if (counted.meaning.kind === 'dimension' && counted.role === null) {
      const label = draft.lexicon.dimensionsById.get(counted.meaning.dimension)?.label ?? counted.meaning.dimension
      draft.issues.push({
        reason: 'unknown_metric',
        message: `There is no measure that counts ${label.toLowerCase()} in this data.`,
        suggestions: [],
        severity: 2,
      })
      bind(counted, 'dimension', counted.meaning.dimension)
    }
  }
}

/** "number of on-time deliveries" is no "On-Time Delivery", which is an average: things are counted, rates are not. */
function checkCounted(draft: Draft, item: Item, id: string): void {
  const metric = draft.lexicon.metrics.get(id)
  const rate = metric?.definition.aggregation.kind === 'average' && ['count', 'percent'].includes(metric.unit.kind)
  const before = draft.message.words.slice(Math.max(0, item.from - 2), item.from).map((word) => word.normal)
  if (!rate || !isPlural(draft, item) || !draft.lexicon.grammar.cues.how_many.includes(before.join(' '))) return
  draft.issues.push({
    reason: 'unknown_metric',
    message: `${metric.label} is an average, not a number of things.`,
    suggestions: [],
    severity: 2.5,
  })
}

function countedItem(draft: Draft, cue: Item): Item | undefined {
  let item = neighbor(draft, cue, 1)
  for (let step = 0; item && step < 4; step += 1) {
    const { kind } = item.meaning
    if (item.role === 'value' && kind === 'dimension') {
      item = neighbor(draft, item, 1)
      continue
    }
    if (kind === 'record' || kind === 'dimension') return item.role === null || kind === 'record' ? item : undefined
    if (kind === 'metric' || kind === 'implied') return undefined
    if (kind !== 'value' && !isCue(item, 'all', 'exclude') && kind !== 'number') return undefined
    item = neighbor(draft, item, 1)
  }
  return undefined
}

function countMetric(draft: Draft, item: Item): string | undefined {
  const { lexicon } = draft
  if (item.meaning.kind === 'record') return recordCount(draft, item.meaning.dataset)
  if (item.meaning.kind !== 'dimension') return undefined
  const { dimension } = item.meaning
  for (const metric of lexicon.metrics.values()) {
    const { aggregation } = metric.definition
    if (aggregation.kind !== 'count_distinct' || aggregation.where.length > 0) continue
    const definition = lexicon.datasets[metric.dataset]?.model.dimensions.find((entry) => entry.id === dimension)
    if (definition && definition.column === aggregation.column) return metric.id
  }
  return lexicon.metrics.has(`${dimension}_count`) ? `${dimension}_count` : undefined
}

/** The count that bears the records' own noun: "bookings" where bookings are the rows. */
function countNamed({ lexicon }: Draft, dataset: number): string | undefined {
  const noun = lexicon.datasets[dataset]?.model.record.plural ?? ''
  const key = nameKeys(noun, lexicon.grammar.equivalents).join(' ')
  const counts = (lexicon.phrases.get(key) ?? []).flatMap((meaning) => {
    const metric = meaning.kind === 'metric' ? lexicon.metrics.get(meaning.metric) : undefined
    const kind = metric?.definition.aggregation.kind
    return metric?.dataset === dataset && (kind === 'count' || kind === 'count_distinct') ? [metric.id] : []
  })
  return counts.length === 1 ? counts[0] : undefined
}

/** The metric that counts the rows of a dataset, or its distinct records. */
export function recordCount(draft: Draft, dataset: number): string | undefined {
  const own = [...draft.lexicon.metrics.values()].filter((metric) => metric.dataset === dataset)
  const named = countNamed(draft, dataset)
  if (named !== undefined) return named
  const plain = own.find(
    ({ definition: { aggregation } }) => aggregation.kind === 'count' && aggregation.where.length === 0,
  )
  if (plain) return plain.id
  const identifiers =
    draft.lexicon.datasets[dataset]?.model.columns.filter((column) => column.role === 'identifier') ?? []
  return own.find(
    ({ definition: { aggregation } }) =>
      aggregation.kind === 'count_distinct' &&
      aggregation.where.length === 0 &&
      identifiers.some((column) => column.key === aggregation.column),
  )?.id
}

/** A verb stands for its metric only when the question names none; otherwise it says nothing new. */
function linkVerbs(draft: Draft): void {
  for (const item of draft.items) {
    if (item.meaning.kind !== 'implied' || !item.meaning.verb || item.role === 'metric') continue
    const metric = pieces(draft, item) ?? item.meaning.metrics[0]
    const counted = draft.metrics.length > 0 || draft.issues.length > 0 || isRelation(draft) || asksForThings(draft)
    if (metric && (!counted || isCondition(draft, item))) {
      const rank = item.role === 'rank'
      addMetric(draft, metric, item, 'implied', 'metric-verb')
      if (rank) bind(item, 'rank', metric)
    } else if (item.role === null) {
      bind(item, 'metric', draft.metrics[0]?.id ?? null)
    }
  }
}

/** "products that sold at least 5" sold so many pieces: a small bare number is no money. */
function pieces(draft: Draft, verb: Item): string | undefined {
  const { counting, members } = draft.lexicon.grammar['implied-metrics']
  const number = draft.thresholds.find(({ items }) => neighbor(draft, verb, 1) === items[0])?.items.at(-1)
  if (number?.meaning.kind !== 'number' || !counting.includes(wordsOf(draft, verb).toLowerCase())) return undefined
  const { bare, value } = number.meaning.quantity
  if (!bare || value >= 1000) return undefined
  const table = { meanings: draft.lexicon.phrases, equivalents: draft.lexicon.grammar.equivalents }
  return nearestMetrics(members, draft.lexicon.metrics, table)[0]
}

/** "customers who spent more than 5000": a number and nothing it counts follows, so the verb says what is compared. */
function isCondition(draft: Draft, verb: Item): boolean {
  const threshold = draft.thresholds.find(
    ({ items }) => items[0] !== undefined && neighbor(draft, verb, 1) === items[0],
  )
  const last = threshold?.items[threshold.items.length - 1]
  const after = last ? neighbor(draft, last, 1) : undefined
  return last !== undefined && !['metric', 'implied', 'record', 'dimension'].includes(after?.meaning.kind ?? '')
}

/** "what did we sell" asks for things and "how many did we sell" for their number: neither for an amount of money. */
function asksForThings(draft: Draft): boolean {
  if (draft.cues.has('how_many')) return true
  const asksWhat = draft.items.some((item) => isCue(item, 'what') && /^what/i.test(wordsOf(draft, item)))
  return asksWhat && draft.thresholds.length === 0 && !draft.items.some((item) => item.role === 'rank')
}

/** "how many chairs did we sell": members of a product are counted in units, where the company counts them. */
function linkMemberCount(draft: Draft): void {
  if (draft.metrics.length > 0 || draft.issues.length > 0) return
  if (countKinds(draft)) return
  const cue = draft.items.find((item) => isCue(item, 'how_many'))
  const counted = cue ? neighbor(draft, cue, 1) : undefined
  if (!cue || counted?.meaning.kind !== 'value') return
  const groups = draft.lexicon.grammar['implied-metrics'].members
  const table = { meanings: draft.lexicon.phrases, equivalents: draft.lexicon.grammar.equivalents }
  const metric = nearestMetrics(groups, draft.lexicon.metrics, table)[0]
  if (metric) addMetric(draft, metric, cue, 'implied', 'metric-member-count')
}

const placing = new Set(['in', 'on', 'at', 'of', 'for', 'from', 'with', 'during', 'to', 'about', 'between'])

/** "time spent in meetings" asks for something else about them than their number. */
function isPlaced(draft: Draft, item: Item): boolean {
  return placing.has(draft.message.words[item.from - 1]?.normal ?? '')
}

/** "calls by owner" in a file of activities that has an "Activity Type": the plural of a kind of record counts such records. */
function countKinds(draft: Draft): boolean {
  for (const item of draft.items) {
    if (item.meaning.kind !== 'value' || !isPlural(draft, item) || isPlaced(draft, item)) continue
    const known = draft.lexicon.dimensionsById.get(item.meaning.dimension)
    const words = (known?.label ?? '').toLowerCase().split(/\s+/)
    for (const [dataset, { model }] of draft.lexicon.datasets.entries()) {
      if (!known || known.calendar || known.datasets !== 1 << dataset || words.length < 2) continue
      const metric = words.includes(model.record.singular) ? recordCount(draft, dataset) : undefined
      if (metric === undefined) continue
      const cue = draft.items[item.index - 1]
      addMetric(draft, metric, isCue(cue, 'how_many') ? (cue ?? null) : null, 'implied', 'metric-member-count')
      return true
    }
  }
  return false
}

/** "ratio of profit to sales" is the ratio the company defines of the two, where it does. */
function linkRatio(draft: Draft): void {
  const cue = draft.items.find((item) => isCue(item, 'ratio'))
  const [above, below] = draft.metrics
  if (!cue || !above || !below || draft.metrics.length > 2) return
  for (const metric of draft.lexicon.metrics.values()) {
    const { aggregation } = metric.definition
    if (aggregation.kind !== 'ratio' || aggregation.numerator !== above.id || aggregation.denominator !== below.id)
      continue
    const items = [cue, above.item, below.item].filter((item) => item !== null)
    draft.metrics.splice(0)
    addMetric(draft, metric.id, cue, 'stated', 'metric-ratio', evidence(draft, items))
  }
}

/** "states losing money": profit below zero, when no other measure is named. */
function linkLoss(draft: Draft): void {
  const cue = draft.items.find((item) => isCue(item, 'loss'))
  if (!cue || draft.metrics.length > 0) return
  const metric = lossMetric(draft)
  if (metric) addMetric(draft, metric, cue, 'implied', 'metric-loss')
}

const degrees = new Set(['how', 'more', 'most', 'less', 'least', 'as', 'very', 'so'])

/** "profitable products", "which products are profitable": a measure above zero, where nothing is ranked or graded. */
function linkGain(draft: Draft): void {
  const { gain } = draft.lexicon.grammar['implied-metrics']
  for (const item of draft.items) {
    if (item.meaning.kind !== 'implied' || item.role !== null || draft.cues.has('how_many')) continue
    const words = draft.message.words.slice(item.from, item.to).map((word) => word.normal)
    if (!gain.includes(words.join(' ')) || degrees.has(draft.message.words[item.from - 1]?.normal ?? '')) continue
    const metric = item.meaning.metrics[0]
    const next = neighbor(draft, item, 1)
    const adjective = next?.meaning.kind === 'dimension' && isPlural(draft, next)
    if (metric === undefined || ranks(draft) || (!adjective && askedDimension(draft) === null)) continue
    const zero = { value: 0, upper: null, percent: false, currency: null }
    draft.thresholds.push({ operator: 'gt', ...zero, items: [item], metric })
    if (draft.metrics.length === 0) addMetric(draft, metric, item, 'implied', 'metric-gain')
    else bind(item, 'operator', 'gt')
  }
}

function ranks(draft: Draft): boolean {
  return draft.items.some((item) => item.role === 'rank')
}

/** "which customers bought in Q3" lists customers; the verb only says what ties them to the records. */
function isRelation(draft: Draft): boolean {
  const asks = draft.cues.has('which') || draft.cues.has('list') || draft.cues.has('what')
  const ranks = draft.items.some((item) => item.role === 'rank')
  return asks && askedDimension(draft) !== null && !ranks && draft.thresholds.length === 0
}

/** The key of the column a metric adds up, when a condition on single records can use it. */
export function recordColumn(draft: Draft, metricId: string): string | null {
  const metric = draft.lexicon.metrics.get(metricId)
  return metric ? measureColumn(metric.definition) : null
}

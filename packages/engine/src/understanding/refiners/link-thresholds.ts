import {
  bind,
  type Draft,
  evidence,
  fire,
  type Item,
  isCue,
  isPlural,
  neighbor,
  type Threshold,
  wordsOf,
} from '../draft.ts'
import { groupsProducts } from '../lexicon/hierarchy.ts'
import { nearestMetrics } from '../lexicon/nearest-metrics.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { addMetric } from './add-metric.ts'
import { issue } from './issues.ts'
import { recordColumn } from './link-metrics.ts'
import { countedDimension, mainAmountOf, namesRecordsWithin, takeRecords } from './list-counted.ts'
import { namesDimension } from './names.ts'
import { recordCount } from './record-counts.ts'

/** Decides what each threshold applies to: a metric per group, or the single records of a list. */
export function linkThresholds(draft: Draft): void {
  linkNone(draft)
  const conditions: Item[] = []
  for (const threshold of draft.thresholds) {
    const metricItem = threshold.metric === undefined ? metricBeside(draft, threshold) : null
    apply(draft, threshold, metricItem)
    if (metricItem) conditions.push(metricItem)
    linkUnit(draft, threshold)
  }
  if (draft.having.length > 0) dropConditions(draft, conditions)
}

/** "response over 8 hours": the word behind the number repeats the unit that the measure's own name ends in. */
function linkUnit(draft: Draft, threshold: Threshold): void {
  const last = threshold.items[threshold.items.length - 1]
  const unit = last ? draft.items[last.index + 1] : undefined
  const condition = draft.having[draft.having.length - 1]
  const metric = draft.lexicon.metrics.get(threshold.metric ?? condition?.metric ?? '')
  if (!last || !unit || unit.role !== null || unit.from !== last.to || unit.to - unit.from > 1 || !metric) return
  // A measure in days is compared with days.
  if (metric.unit.kind === 'days' && unit.meaning.kind === 'dimension' && unit.meaning.dimension === 'day') {
    bind(unit, 'number', threshold.operator)
    return
  }
  const own = [metric.definition.id.split('_').at(-1), metric.label.toLowerCase().split(' ').at(-1)]
  const word = draft.message.words[unit.from]
  if (unit.meaning.kind !== 'unknown' || !word || !own.some((name) => name === word.normal)) return
  bind(unit, 'number', threshold.operator)
}

function apply(draft: Draft, threshold: Threshold, beside: Item | null): void {
  const counted = threshold.metric === undefined ? countAfter(draft, threshold, beside) : undefined
  if (counted === null) {
    refuseUnmeasured(draft, threshold)
    return
  }
  const amount = threshold.metric ?? counted ?? amountOfCounted(draft, threshold)
  const metricItem = amount === undefined ? beside : null
  const stated = amount === undefined ? (beside?.boundTo ?? null) : amount
  groupCounted(draft, stated)
  const conditionsRecords = draft.record !== null && draft.groupings.length === 0
  const candidate = stated ?? (draft.metrics.length === 1 ? (draft.metrics[0]?.id ?? null) : null)
  if (conditionsRecords || isRowCondition(draft, stated)) {
    applyToRecords(draft, threshold, isCount(draft, candidate) ? null : candidate, metricItem)
    return
  }
  if (candidate === null) {
    refuseUnmeasured(draft, threshold)
    return
  }
  applyToGroups(draft, threshold, candidate)
}

function refuseUnmeasured(draft: Draft, threshold: Threshold): void {
  issue(draft, 'missing_metric', `Which measure should be compared with ${evidence(draft, threshold.items).text}?`, 2)
}

/**
 * "more than 3 dresses", "more than 3 times": what the number counts follows it, so no amount of money is compared. Null where the
 * company does not count it, undefined where nothing of the kind follows.
 */
function countAfter(draft: Draft, threshold: Threshold, beside: Item | null): string | null | undefined {
  const last = threshold.items[threshold.items.length - 1]
  if (!last || threshold.percent || threshold.currency !== null) return undefined
  const { occasions, members } = draft.lexicon.grammar['implied-metrics']
  const often = last.rule === 'occasions' || last.rule === 'never-again'
  const timed = often || occasions.words.includes(draft.message.words[last.to]?.normal ?? '')
  const after = draft.items[last.index + 1]
  if (after && countsState(draft, after, beside)) return null
  const product = after?.meaning.kind === 'value' ? after.meaning.dimension : null
  const named = product !== null && groupsProducts(draft.lexicon, product)
  if (!timed && !named) return undefined
  const next = after ? neighbor(draft, after, 1) : undefined
  if (beside && (beside.index > last.index || !countsThings(draft, beside))) return undefined
  if (named && next && isMeasure(next)) return undefined
  if (beside?.meaning.kind === 'metric') return null
  const table = { meanings: draft.lexicon.phrases, equivalents: draft.lexicon.grammar.equivalents }
  const known = nearestMetrics(timed ? occasions.metrics : members, draft.lexicon.metrics, table)[0]
  const metric = known ?? (timed ? rowsOfGroups(draft) : undefined) ?? null
  const [slot] = draft.metrics
  if (metric !== null && slot && draft.metrics.length === 1 && slot.status === 'implied') slot.id = metric
  return metric
}

/** "over three wins", "over 3 cancelled orders": records in a state, which are counted by a measure of their own and are never an amount. */
function countsState(draft: Draft, item: Item, beside: Item | null): boolean {
  if (item.meaning.kind !== 'value' || item.role !== 'value') return false
  if (!draft.lexicon.grammar['implied-metrics'].kinds.states.includes(item.meaning.dimension)) return false
  const next = draft.items[item.index + 1]
  if (next?.from === item.to && recordNouns.has(next.meaning.kind)) return beside !== null
  return isPlural(draft, item) && item.to - item.from === 1 && draft.metrics.every((slot) => slot.item !== item)
}

const recordNouns: ReadonlySet<string> = new Set(['metric', 'record', 'dimension'])

/** What counts the records, where each row is one of those that people do several times. */
function rowsOfGroups(draft: Draft): string | undefined {
  const dimension = draft.lexicon.dimensionsById.get(draft.groupings[0]?.dimension ?? '')
  const dataset = draft.lexicon.datasets.findIndex((_, index) => ((dimension?.datasets ?? 0) & (1 << index)) !== 0)
  const count = recordCount(draft, dataset)
  return (draft.lexicon.metrics.get(count ?? '')?.importance ?? 0) >= 0.2 ? count : undefined
}

/** "customers who bought", "orders with": what stands before the number names no amount of its own. */
function countsThings(draft: Draft, beside: Item): boolean {
  return beside.meaning.kind === 'implied' || isCount(draft, beside.boundTo)
}

/**
 * "orders over $5000" compares an amount of each order, and "deals over 10k" that of each record: nothing is counted. The amount, null
 * when it is that of the records, undefined where no such noun stands before the threshold.
 */
function amountOfCounted(draft: Draft, threshold: Threshold): string | null | undefined {
  const [slot] = draft.metrics
  const [first] = threshold.items
  const before = first ? neighbor(draft, first, -1) : undefined
  if (!slot?.item || before !== slot.item || draft.metrics.length > 1 || draft.groupings.length > 0) return undefined
  const metric = draft.lexicon.metrics.get(slot.id)
  const last = threshold.items[threshold.items.length - 1]
  const after = last ? neighbor(draft, last, 1) : undefined
  if (metric?.unit.kind !== 'count' || draft.grain !== null || threshold.percent) return undefined
  if (after && isMeasure(after)) return undefined
  if (asksHowMany(draft) && namesRecordsWithin(draft, slot.item, metric.dataset)) {
    draft.record = metric.dataset
    return null
  }
  if (takeRecords(draft, slot.item, slot.id)) return null
  const amount = countedDimension(draft, slot.id) === null ? null : mainAmountOf(draft, metric.dataset)
  return amount ?? undefined
}

/** "how many deals" may be a name of the measure itself. */
function asksHowMany(draft: Draft): boolean {
  const phrases = draft.lexicon.grammar.cues.how_many
  const named = draft.metrics[0]?.item ? wordsOf(draft, draft.metrics[0].item).toLowerCase() : ''
  return draft.cues.has('how_many') || phrases.some((phrase) => named.startsWith(`${phrase} `))
}

/** "customers with sales over 15000": the noun says whose sales are added up before they are compared, it counts nothing. */
function groupCounted(draft: Draft, stated: string | null): void {
  const counted = draft.metrics[0]
  if (!counted?.item || stated === null || counted.id === stated || draft.groupings.length > 0) return
  if (draft.lexicon.metrics.get(counted.id)?.definition.aggregation.kind !== 'count_distinct') return
  const dimension = countedDimension(draft, counted.id)
  if (dimension === null) return
  bind(counted.item, 'dimension', dimension)
  draft.groupings.push({ dimension, item: counted.item, loose: false })
  draft.metrics.splice(0, 1)
  if (draft.metrics.length === 0) addMetric(draft, stated, null, 'implied', 'metric-condition')
  draft.asked = true
  fire(draft, 'breakdown-counted')
}

function isCount(draft: Draft, metric: string | null): boolean {
  const kind = metric === null ? null : draft.lexicon.metrics.get(metric)?.definition.aggregation.kind
  return kind === 'count' || kind === 'count_distinct'
}

/** "revenue from orders with discount over 20%": a second, per-row measure conditions the first when nothing is grouped. */
function isRowCondition(draft: Draft, stated: string | null): boolean {
  if (stated === null || draft.groupings.length > 0 || draft.metrics.length < 2) return false
  const first = draft.metrics[0]
  if (!first || first.id === stated || recordColumn(draft, stated) === null) return false
  // "customers with sales over 15000" are customers, each with such sales.
  if (first.item && namesDimension(draft, first.item)) return false
  return draft.lexicon.metrics.get(first.id)?.dataset === draft.lexicon.metrics.get(stated)?.dataset
}

/** The metric named next to a threshold: "more than 500 units", "margin below 10%". */
function metricBeside(draft: Draft, threshold: Threshold): Item | null {
  const first = threshold.items[0]
  const last = threshold.items[threshold.items.length - 1]
  const after = last ? neighbor(draft, last, 1) : undefined
  if (after && isMeasure(after) && !isCue(after && neighbor(draft, after, -1), 'group')) return after
  let before = first ? neighbor(draft, first, -1) : undefined
  for (let step = 0; before && step < 3; step += 1) {
    if (isMeasure(before)) return before
    const passable = isCue(before, 'growth', 'present', 'total', 'what', 'from') || before.meaning.kind === 'time'
    if (!passable) return null
    before = neighbor(draft, before, -1)
  }
  return null
}

function isMeasure(item: Item): boolean {
  return item.role === 'metric' && (item.meaning.kind === 'metric' || item.meaning.kind === 'implied')
}

function refusePercentage(draft: Draft, label: string, text: string): void {
  issue(draft, 'invalid_number', `${label} is not a percentage, so "${text}" cannot be compared with it.`, 2)
}

function applyToGroups(draft: Draft, threshold: Threshold, named: string): void {
  const metricId = inUnitOf(draft, threshold, named) ?? named
  for (const slot of draft.metrics) if (slot.id === named) slot.id = metricId
  const metric = draft.lexicon.metrics.get(metricId)
  const text = evidence(draft, threshold.items)
  if (draft.groupings.length === 0 && draft.grain === null) {
    issue(
      draft,
      'unsupported_operation',
      `"${text.text}" needs something to be compared for each of: a region, a customer, a month.`,
      2,
    )
    return
  }
  if (threshold.percent && metric?.unit.kind !== 'percent') {
    refusePercentage(draft, metric?.label ?? metricId, text.text)
    return
  }
  if (threshold.currency !== null && metric !== undefined && metric.unit.kind !== 'currency') {
    issue(
      draft,
      'invalid_number',
      `${metric.label} is not an amount of money, so "${text.text}" cannot be compared with it.`,
      2,
    )
    return
  }
  if (metric && isAmount(draft, threshold, metric)) {
    issue(draft, 'invalid_number', `"${text.text}" looks like an amount, and ${metric.label} are counted.`, 2)
    return
  }
  if (threshold.value === 0 && threshold.upper === 0 && metric?.unit.kind === 'count') {
    refuseNone(draft, text.text)
    return
  }
  const scale = metric?.unit.kind === 'percent' && (threshold.percent || Math.abs(threshold.value) > 1) ? 100 : 1
  draft.having.push({
    metric: metricId,
    operator: threshold.operator,
    value: threshold.value / scale,
    upper: threshold.upper === null ? null : threshold.upper / scale,
    status: 'stated',
    ...text,
    rule: 'threshold-metric',
  })
  fire(draft, 'threshold-metric')
}

const largestCount = 20_000

/** "deals max 50k by owner": nobody has so many deals, and each comes to some money. */
function isAmount(draft: Draft, { value, upper }: Threshold, metric: LexiconMetric): boolean {
  const { kind } = metric.definition.aggregation
  const large = (upper ?? value) >= largestCount
  return large && (kind === 'count' || kind === 'count_distinct') && mainAmountOf(draft, metric.dataset) !== null
}

/** "more than 5 % of visits were no-shows", "over €1m refunded": what is said of a count may be its share of all, or what it comes to. */
function inUnitOf({ lexicon }: Draft, { percent, currency }: Threshold, count: string): string | undefined {
  const counted = lexicon.metrics.get(count)
  if (counted?.unit.kind !== 'count' || !(percent || currency !== null)) return undefined
  const [thing] = count.split('_')
  const others = [...lexicon.metrics.values()].filter(({ id, unit, dataset, definition: { aggregation } }) => {
    if (percent) return unit.kind === 'percent' && aggregation.kind === 'ratio' && aggregation.numerator === count
    const isSame = dataset === counted.dataset && id.split('_')[0] === thing
    return isSame && unit.kind === 'currency' && aggregation.kind === 'sum'
  })
  return others.length === 1 ? others[0]?.id : undefined
}

/** A metric that is only a condition is not one of the measures asked for, unless nothing else is. */
function dropConditions(draft: Draft, conditions: readonly Item[]): void {
  const asked = draft.metrics.filter(({ item }) => item === null || !conditions.includes(item))
  if (asked.length > 0) draft.metrics.splice(0, draft.metrics.length, ...asked)
}

/** Members that nothing is recorded for have no group: to say that there are none of them would be wrong. */
function refuseNone(draft: Draft, text: string): void {
  issue(
    draft,
    'unsupported_operation',
    `I cannot find what has nothing recorded ("${text}") yet; I can list those with the least.`,
    2,
  )
}

/** "products with no sales": what is lacking is a measure. */
function linkNone(draft: Draft): void {
  for (const item of draft.items) {
    if (!isCue(item, 'blank', 'exclude') || item.role !== null || draft.groupings.length === 0) continue
    const measure = neighbor(draft, item, 1)
    if (!measure || !isMeasure(measure)) continue
    bind(item, 'operator', 'between')
    refuseNone(draft, evidence(draft, [item, measure]).text)
  }
}

function applyToRecords(draft: Draft, threshold: Threshold, candidate: string | null, metricItem: Item | null): void {
  const dataset = draft.record ?? draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')?.dataset ?? 0
  const metricId = candidate ?? mainAmount(draft, dataset, threshold)
  const column = metricId === null ? null : recordColumn(draft, metricId)
  const text = evidence(draft, threshold.items)
  if (metricId === null || column === null) {
    issue(draft, 'missing_metric', `Which amount should be compared with "${text.text}"?`, 2)
    return
  }
  const metric = draft.lexicon.metrics.get(metricId)
  const percent = metric?.unit.kind === 'percent'
  if (threshold.percent && !percent) {
    refusePercentage(draft, metric?.label ?? metricId, text.text)
    return
  }
  const scale = percent && (threshold.percent || Math.abs(threshold.value) > 1) ? 100 : 1
  const values = [threshold.value / scale, ...(threshold.upper === null ? [] : [threshold.upper / scale])]
  draft.filters.push({
    dimension: column,
    operator: threshold.operator,
    values,
    status: 'stated',
    ...text,
    rule: 'threshold-record',
  })
  fire(draft, 'threshold-record')
  if (metricItem) bind(metricItem, 'metric', column)
  const position = draft.metrics.findIndex((metric) => metric.id === metricId)
  if (position >= 0 && (draft.record !== null || draft.metrics.length > 1)) draft.metrics.splice(position, 1)
}

/** The one amount of a record that a bare "over 10k" can only mean; null when there are several or none. */
function mainAmount(draft: Draft, dataset: number, threshold: Threshold): string | null {
  if (threshold.percent) return null
  const amounts = [...draft.lexicon.metrics.values()].filter(
    (metric) =>
      metric.dataset === dataset && metric.unit.kind === 'currency' && recordColumn(draft, metric.id) !== null,
  )
  const columns = new Set(amounts.map((metric) => recordColumn(draft, metric.id)))
  if (columns.size === 1) return amounts[0]?.id ?? null
  const main = mainAmountOf(draft, dataset)
  return main !== null && amounts.some(({ id }) => id === main) ? main : null
}

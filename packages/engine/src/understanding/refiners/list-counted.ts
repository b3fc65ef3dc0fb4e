import type { FilterSlot } from '@salestalk/protocol'
import { bind, type Draft, fire, type Item, isCue, isPlural, neighbor } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { nearestMetrics } from '../lexicon/nearest-metrics.ts'
import { nameKeys } from '../text/words.ts'
import { addMetric } from './add-metric.ts'
import { namesRecords } from './names.ts'
import { countsRecords as countsRows } from './record-counts.ts'

/** The dimension whose members a metric counts; null when it counts something else. */
export function countedDimension(draft: Draft, metricId: string): string | null {
  const metric = draft.lexicon.metrics.get(metricId)
  const aggregation = metric?.definition.aggregation
  if (!metric || aggregation?.kind !== 'count_distinct') return null
  return (
    namesOfCounted(draft, metric.dataset, metric.subject) ??
    dimensionOfColumn(draft, metric.dataset, aggregation.column)
  )
}

/** People read products and customers by name, even where their numbers are what is counted. */
function namesOfCounted(draft: Draft, dataset: number, subject: string): string | null {
  const model = draft.lexicon.datasets[dataset]?.model
  const isNumber = (key: string) => model?.columns.some((column) => column.key === key && column.role === 'identifier')
  const named = model?.dimensions.find((dimension) => dimension.subject === subject && !isNumber(dimension.column))
  return named?.id ?? null
}

function dimensionOfColumn(draft: Draft, dataset: number, column: string): string | null {
  const dimensions = draft.lexicon.datasets[dataset]?.model.dimensions ?? []
  return dimensions.find((dimension) => dimension.column === column)?.id ?? null
}

/** "churned customers" and "new customers" are customers: the dimension of its dataset that a metric's own words name. */
export function countedThings(draft: Draft, item: Item, metricId: string): string | null {
  const metric = draft.lexicon.metrics.get(metricId)
  if (metric?.unit.kind !== 'count') return null
  const counted = countedDimension(draft, metricId)
  if (counted !== null) return counted
  for (const word of draft.message.words.slice(item.from, item.to)) {
    for (const meaning of draft.lexicon.phrases.get(word.stem) ?? []) {
      if (meaning.kind !== 'dimension') continue
      const known = draft.lexicon.dimensionsById.get(meaning.dimension)
      if (known && !known.calendar && (known.datasets & (1 << metric.dataset)) !== 0) return meaning.dimension
    }
  }
  return null
}

/** The one amount of the things counted that a bare "over 10k" means, and that is worth showing beside them. */
export function mainAmountOf(draft: Draft, dataset: number): string | null {
  const { rank } = draft.lexicon.grammar['implied-metrics']
  const own = new Map([...draft.lexicon.metrics].filter(([, metric]) => metric.dataset === dataset))
  const table = { meanings: draft.lexicon.phrases, equivalents: draft.lexicon.grammar.equivalents }
  return nearestMetrics(rank, own, table).find((id) => own.has(id)) ?? null
}

/** Turns what is counted into the records themselves: "won deals" are the records whose stage is won. False when it cannot. */
export function takeRecords(draft: Draft, item: Item, metricId: string): boolean {
  const metric = draft.lexicon.metrics.get(metricId)
  const aggregation = metric?.definition.aggregation
  if (!metric || (aggregation?.kind !== 'count' && aggregation?.kind !== 'count_distinct')) return false
  if (!namesRecordsWithin(draft, item, metric.dataset)) return false
  const filters: FilterSlot[] = []
  for (const { column, operator, values } of aggregation.where) {
    const dimension = dimensionOfColumn(draft, metric.dataset, column)
    if (dimension === null || operator === 'is_null' || operator === 'is_not_null') return false
    const slot = draft.metrics.find((candidate) => candidate.id === metricId)
    const { text = null, span = null } = slot ?? {}
    filters.push({ dimension, operator, values: [...values], status: 'implied', text, span, rule: 'filter-records' })
  }
  draft.filters.push(...filters)
  draft.metrics.splice(0)
  draft.record = metric.dataset
  bind(item, 'metric', draft.lexicon.datasets[metric.dataset]?.model.dataset ?? null)
  return true
}

/** "open opportunities" names opportunities, the records of the dataset. */
export function namesRecordsWithin(draft: Draft, item: Item, dataset: number): boolean {
  if (namesRecords(draft, item)) return true
  const { record } = draft.lexicon.datasets[dataset]?.model ?? {}
  const count = [...draft.lexicon.metrics.values()].find(
    (metric) => metric.dataset === dataset && countedDimension(draft, metric.id) !== null,
  )
  return draft.message.words
    .slice(item.from, item.to)
    .some(({ stem }) =>
      (draft.lexicon.phrases.get(stem) ?? []).some(
        (meaning) =>
          (meaning.kind === 'record' && meaning.dataset === dataset) ||
          (record !== undefined &&
            meaning.kind === 'metric' &&
            meaning.metric === count?.id &&
            countsRecords(draft, count.id)),
      ),
    )
}

/** Whether a metric counts the records of its dataset by their identifier: one row for each of them. */
function countsRecords(draft: Draft, metricId: string): boolean {
  const metric = draft.lexicon.metrics.get(metricId)
  const aggregation = metric?.definition.aggregation
  const model = metric ? draft.lexicon.datasets[metric.dataset]?.model : undefined
  if (!model || aggregation?.kind !== 'count_distinct' || aggregation.where.length > 0) return false
  const { singular } = model.record
  return (draft.lexicon.phrases.get(singular) ?? []).some(
    (meaning) => meaning.kind === 'metric' && meaning.metric === metricId,
  )
}

const figures = ['how_many', 'total', 'average', 'share', 'growth', 'trend', 'compare', 'versus', 'ratio'] as const

/** "list the cancelled sales of June", "which of Ann's sales got cancelled": in some state they are the records, where "list sales" may well mean what they come to. */
export function listInState(draft: Draft): void {
  const [slot, other] = draft.metrics
  const item = slot?.item
  if (!slot || !item || other || draft.groupings.length > 0 || draft.grain !== null || draft.comparison !== null) return
  if (!draft.cues.has('list') && !asksWhichOfThem(draft, item)) return
  if (draft.having.length > 0 || figures.some((cue) => draft.cues.has(cue))) return
  const { lexicon, message } = draft
  const word = message.words[item.to - 1]
  const metric = lexicon.metrics.get(slot.id)
  const { acts } = lexicon.grammar['short-names']
  if (!metric || !word || item.to - item.from > 1 || !isPlural(draft, item) || !acts.nouns.includes(word.stem)) return
  const said = [draft.items[item.index - 1], neighbor(draft, item, 1)]
  if (metric.unit.kind !== 'currency' || !said.some((other) => other?.role === 'value' && isState(draft, other))) return
  draft.metrics.splice(0)
  draft.record = metric.dataset
  bind(item, 'metric', lexicon.datasets[metric.dataset]?.model.dataset ?? null)
  fire(draft, 'list-in-state')
}

/** "which June sales were returned": nothing else is named that there could be one of, and nothing put in order. */
function asksWhichOfThem(draft: Draft, item: Item): boolean {
  const ordered = (['top', 'bottom', 'comparative', 'group'] as const).some((cue) => draft.cues.has(cue))
  const [first] = draft.items
  const state = neighbor(draft, item, 1)
  return !ordered && first !== undefined && isCue(first, 'which') && state !== undefined && isState(draft, state)
}

/** A member of a status, or of a yes/no column. */
function isState({ lexicon }: Draft, { meaning }: Item): boolean {
  if (meaning.kind !== 'value' && meaning.kind !== 'dimension') return false
  if (lexicon.flags.has(meaning.dimension)) return true
  const label = lexicon.dimensionsById.get(meaning.dimension)?.label ?? ''
  const last = nameKeys(label, lexicon.grammar.equivalents).at(-1) ?? ''
  return lexicon.grammar['implied-metrics'].kinds.states.includes(last)
}

/** "list orders in Texas", "which customers churned": the things are asked for, not how many there are. */
export function listCounted(draft: Draft): void {
  const slot = draft.metrics[0]
  const item = slot?.item
  if (!slot || !item || draft.metrics.length > 1 || draft.groupings.length > 0 || draft.grain !== null) return
  if (draft.having.length > 0 || draft.periods.length > 0 || draft.comparison !== null) return
  if (figures.some((cue) => draft.cues.has(cue)) || !isSeveral(draft, item) || !asksForThem(draft, slot.id)) return
  const metric = draft.lexicon.metrics.get(slot.id)
  if (!metric || takeRecords(draft, item, slot.id)) return
  const dimension = countedThings(draft, item, slot.id)
  if (dimension === null) return
  const { aggregation } = metric.definition
  const all = aggregation.kind === 'count_distinct' && aggregation.where.length === 0
  draft.groupings.push({ dimension, item, loose: false })
  draft.asked = true
  fire(draft, 'list-counted')
  if (all) {
    const amount = mainAmountOf(draft, metric.dataset)
    if (amount === null) return
    draft.metrics.splice(0)
    addMetric(draft, amount, null, 'implied', 'metric-list-default')
  } else {
    const { text, span } = slot
    draft.having.push({
      metric: slot.id,
      operator: 'gt',
      value: 0,
      upper: null,
      status: 'implied',
      text,
      span,
      rule: 'list-counted',
    })
  }
}

/** "customers", "customer list" */
function isSeveral(draft: Draft, item: Item): boolean {
  const next = draft.items[item.index + 1]
  return isPluralWithin(draft, item) || (next !== undefined && isCue(next, 'list'))
}

function isPluralWithin(draft: Draft, item: Item): boolean {
  if (isPlural(draft, item)) return true
  return draft.message.words
    .slice(item.from, item.to)
    .some((word) => word.normal.endsWith('s') && word.normal !== word.stem)
}

/** "customers with returned orders": those who have such records are wanted, by name. */
function isOfRecords(draft: Draft, metricId: string): boolean {
  const [first] = draft.items
  const slot = draft.metrics[0]
  // "number of customers" is a number of them.
  if (!first || first.to > 1 || slot?.item !== first || countedDimension(draft, metricId) === null) return false
  if (!isFunctionWord(draft.message, first.to, 'holding')) return false
  const [, link, member, noun] = draft.items
  return link?.to === first.to + 1 && member?.role === 'value' && noun !== undefined && isRecords(draft, noun)
}

function isRecords(draft: Draft, item: Item): boolean {
  const metric = item.meaning.kind === 'metric' ? draft.lexicon.metrics.get(item.meaning.metric) : undefined
  return namesRecords(draft, item) || (metric !== undefined && countsRows(draft, metric))
}

/** "show me orders" may mean their number; with a member or "all" beside it, it means the orders. */
function asksForThem(draft: Draft, metricId: string): boolean {
  if (draft.cues.has('list') || draft.cues.has('which') || draft.cues.has('who')) return true
  const first = draft.items[0]
  if (isOfRecords(draft, metricId)) return true
  const shows = first?.meaning.kind === 'ignorable' && first.meaning.group === 'request'
  const aggregation = draft.lexicon.metrics.get(metricId)?.definition.aggregation
  const kind = aggregation !== undefined && 'where' in aggregation && aggregation.where.length > 0
  return shows && (kind || draft.filters.length > 0 || draft.items.some((item) => isCue(item, 'all')))
}

import type { Aggregation, Condition, FilterSlot } from '@salestalk/protocol'
import { bind, type Draft, evidence, fire, type Item, isCue } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { issue } from './issues.ts'
import { countsRecords } from './record-counts.ts'

/**
 * A measure that counts one member of a dimension and a filter on that dimension say the same thing or contradict each other: "deals won
 * vs lost" are two measures side by side, "deals … lost" is the measure of lost deals, and won deals that were lost are nothing.
 */
export function unifyCounts(draft: Draft): void {
  narrowPredicate(draft)
  for (const filter of [...draft.filters]) {
    if (isSaid(draft, filter)) continue
    if (filter.operator !== 'in' || filter.status !== 'stated' || filter.rule === 'filter-labelled') continue
    for (const slot of [...draft.metrics]) {
      const metric = draft.lexicon.metrics.get(slot.id)
      if (metric && unify(draft, metric, filter)) return
    }
  }
}

/** "how much revenue did we win": where revenue is of won deals alone, the verb says nothing more. */
function isSaid(draft: Draft, filter: FilterSlot): boolean {
  const item = draft.items.find(
    (other) => other.role === 'value' && filter.span?.[0] === draft.message.words[other.from]?.start,
  )
  if (!item || filter.operator !== 'in' || !isFunctionWord(draft.message, item.from - 1, 'before_verb')) return false
  const within = draft.metrics.map(({ id }) => {
    const metric = draft.lexicon.metrics.get(id)
    const { aggregation } = metric?.definition ?? {}
    if (!metric || !aggregation || !('where' in aggregation)) return false
    return holdsJust(aggregation.where, columnOf(draft, metric, filter.dimension) ?? '', filter.values)
  })
  if (within.length === 0 || within.includes(false)) return false
  draft.filters.splice(draft.filters.indexOf(filter), 1)
  fire(draft, 'filter-said')
  return true
}

/** "how many deals are still open", "how many deals does each rep have open" count open deals: what is said of all records narrows their number. */
function narrowPredicate(draft: Draft): void {
  const [whole, part] = draft.metrics
  if (!whole?.item || !part?.item || draft.metrics.length > 2 || part.item.index < whole.item.index) return
  const counted = draft.lexicon.metrics.get(whole.id)
  const narrower = draft.lexicon.metrics.get(part.id)
  if (!counted || !narrower || counted.dataset !== narrower.dataset || !countsRecords(draft, counted)) return
  const { aggregation } = narrower.definition
  if (!('where' in aggregation) || aggregation.where.length === 0 || narrower.unit.kind !== 'count') return
  const between = draft.items.slice(whole.item.index + 1, part.item.index)
  const adjective = part.item.to - part.item.from === 1 && between.at(-1)?.meaning.kind === 'ignorable'
  const says = (item: Item) =>
    item.meaning.kind === 'ignorable' ||
    (adjective && (['dimension', 'value'].includes(item.meaning.kind) || isCue(item, 'group')))
  if (between.length === 0 || !between.every(says)) return
  if (draft.message.words.slice(whole.item.to, part.item.from + 1).some(({ gap }) => gap !== 'space')) return
  bind(whole.item, 'metric', part.id)
  draft.metrics.shift()
}

function unify(draft: Draft, metric: LexiconMetric, filter: FilterSlot): boolean {
  const column = columnOf(draft, metric, filter.dimension)
  const { aggregation } = metric.definition
  if (column === null || (aggregation.kind !== 'count' && aggregation.kind !== 'count_distinct')) return false
  const own = aggregation.where.length === 1 ? aggregation.where[0] : undefined
  if (aggregation.where.length === 0) return replaceBase(draft, metric, filter, column)
  if (own?.column === column && own.operator === 'not_in') return widen(draft, metric, filter, own)
  if (own?.column !== column || own.operator !== 'in') return false
  if (filter.values.some((value) => own.values.includes(value))) return false
  const other = siblingWith(draft, metric, column, filter.values)
  if (contrasted(draft) && other) {
    draft.filters.splice(draft.filters.indexOf(filter), 1)
    addSlot(draft, other, filter)
    fire(draft, 'contrast-measures')
    return true
  }
  const base = contrasted(draft) ? siblingWith(draft, metric, column, null) : undefined
  const position = draft.metrics.findIndex((slot) => slot.id === metric.id)
  const slot = draft.metrics[position]
  if (base && slot) {
    draft.metrics[position] = { ...slot, id: base.id, rule: 'contrast-members' }
    filter.values.unshift(...own.values)
    fire(draft, 'contrast-members')
    return true
  }
  issue(draft, 'unbound_words', `${metric.label} are never ${filter.values.join(' or ')}.`, 3)
  return true
}

/** "churned customers" are among all of them, and not among those that a count of present ones holds. */
function widen(draft: Draft, metric: LexiconMetric, filter: FilterSlot, own: Condition): boolean {
  if (!filter.values.some((value) => own.values.includes(value))) return false
  const base = countOfAll(draft, metric)
  const position = draft.metrics.findIndex((slot) => slot.id === metric.id)
  const slot = draft.metrics[position]
  if (base && slot) {
    draft.metrics[position] = { ...slot, id: base.id, rule: 'metric-widened' }
    if (slot.item) bind(slot.item, 'metric', base.id)
    fire(draft, 'metric-widened')
    return true
  }
  issue(draft, 'unbound_words', `${metric.label} are never ${filter.values.join(' or ')}.`, 3)
  return true
}

/** The measure that counts the same things with none left out: records by their rows, unless a date is asked about that theirs is not. */
function countOfAll(draft: Draft, metric: LexiconMetric): LexiconMetric | undefined {
  const { aggregation, timeColumn } = metric.definition
  const dated = draft.items.some(({ meaning }) => meaning.kind === 'time')
  const all = [...draft.lexicon.metrics.values()].filter(
    ({ dataset, definition }) =>
      dataset === metric.dataset &&
      (!dated || definition.timeColumn === timeColumn) &&
      'where' in definition.aggregation &&
      definition.aggregation.where.length === 0,
  )
  const counted = aggregation.kind === 'count_distinct' ? aggregation.column : null
  const columns = draft.lexicon.datasets[metric.dataset]?.model.columns ?? []
  const records = counted === null || columns.some(({ key, role }) => key === counted && role === 'identifier')
  const same = all.find(({ definition: { aggregation: other } }) => {
    return other.kind === 'count_distinct' && other.column === counted
  })
  // What counts rows under another name may count something else by intent: new customers are those of the day they came.
  const rows = all
    .filter((other) => countsRecords(draft, other))
    .sort((left, right) => left.importance - right.importance)
  return same ?? (records ? rows[0] : undefined)
}

/** "how many deals were lost" is what the company calls lost deals. */
function replaceBase(draft: Draft, metric: LexiconMetric, filter: FilterSlot, column: string): boolean {
  if (draft.record !== null && draft.cues.has('list')) return false
  const named = filter.values.map((value) => siblingWith(draft, metric, column, [value]))
  const { metrics } = draft.lexicon.taxonomy
  // A count that is only there because a column says yes or no is no other name for the records.
  const siblings = named.flatMap((sibling) => (sibling && metrics.some(({ id }) => id === sibling.id) ? [sibling] : []))
  if (siblings.length !== filter.values.length || (siblings.length > 1 && !contrasted(draft))) return false
  if (draft.groupings.some((grouping) => grouping.dimension === filter.dimension)) return false
  const position = draft.metrics.findIndex((slot) => slot.id === metric.id)
  draft.metrics.splice(position, 1)
  draft.filters.splice(draft.filters.indexOf(filter), 1)
  for (const sibling of siblings) addSlot(draft, sibling, filter)
  fire(draft, 'filter-measure')
  return true
}

function addSlot(draft: Draft, metric: LexiconMetric, { text, span }: FilterSlot): void {
  const item =
    draft.items.find((candidate) => span !== null && evidence(draft, [candidate]).span[0] === span[0]) ?? null
  draft.metrics.push({ id: metric.id, status: 'stated', text, span, rule: 'metric-member', item })
}

function contrasted(draft: Draft): boolean {
  return draft.items.some((item) => isCue(item, 'versus', 'compare', 'and'))
}

/** The key of the column a dimension has where a measure is recorded. */
function columnOf(draft: Draft, metric: LexiconMetric, dimension: string): string | null {
  const entries = draft.lexicon.datasets[metric.dataset]?.model.dimensions
  return entries?.find((entry) => entry.id === dimension)?.column ?? null
}

/** The measure that counts the same records where the column holds just these members; all records when null. */
function siblingWith(
  draft: Draft,
  metric: LexiconMetric,
  column: string,
  values: FilterSlot['values'] | null,
): LexiconMetric | undefined {
  return [...draft.lexicon.metrics.values()].find((other) => {
    const { aggregation } = other.definition
    if (other.dataset !== metric.dataset || aggregation.kind !== metric.definition.aggregation.kind) return false
    if (aggregation.kind !== 'count' && aggregation.kind !== 'count_distinct') return false
    if (!countsSameThings(aggregation, metric.definition.aggregation)) return false
    return values === null ? aggregation.where.length === 0 : holdsJust(aggregation.where, column, values)
  })
}

/** Customers whose deals were won are counted by another column than those deals. */
function countsSameThings(one: Aggregation, other: Aggregation): boolean {
  if (one.kind !== 'count_distinct' || other.kind !== 'count_distinct') return one.kind === other.kind
  return one.column === other.column
}

function holdsJust(where: readonly Condition[], column: string, values: FilterSlot['values']): boolean {
  const [only, ...others] = where
  if (!only || others.length > 0 || only.column !== column || only.operator !== 'in') return false
  return only.values.length === values.length && values.every((value) => only.values.includes(value))
}

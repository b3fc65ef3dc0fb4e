import type { FilterSlot } from '@salestalk/protocol'
import { bind, type Draft, type Item, isCue, neighbor } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { countsRecords } from './record-counts.ts'

/** A breakdown shows each group's share of the total, so "sales share by region" asks for nothing more. */
export function linkShares(draft: Draft): void {
  const kind = draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')?.definition.aggregation.kind
  shareOfMember(draft)
  const metric = draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')
  const adds = kind === 'sum' || kind === 'count' || kind === 'last' || (metric && countsSome(draft, metric))
  if (!adds || draft.intent !== 'breakdown' || draft.groupings.length !== 1 || draft.metrics.length > 1) return
  for (const item of draft.items) {
    if (!isCue(item, 'share') || item.role !== null || isOfMember(draft, item) || isOfNothing(draft, item)) continue
    bind(item, 'intent', 'breakdown')
  }
}

/** Counts of all records, or of some by a condition on them: no record is in two groups. */
function countsSome(draft: Draft, metric: LexiconMetric): boolean {
  const { aggregation } = metric.definition
  if (!('where' in aggregation)) return false
  return countsRecords(draft, {
    ...metric,
    definition: { ...metric.definition, aggregation: { ...aggregation, where: [] } },
  })
}

/** "rebate percentage of list by hospital" is of something that is no measure here. */
function isOfNothing(draft: Draft, share: Item): boolean {
  if (![share.to - 1, share.to].some((index) => isFunctionWord(draft.message, index, 'part_of'))) return false
  const whole = neighbor(draft, share, 1)
  return whole === undefined || (whole.meaning.kind === 'cue' && !isCue(whole, 'all', 'total', 'group', 'how_many'))
}

/** "share of tables in sales by region" sets a part against its whole in each group, which a breakdown of the part does not. */
function isOfMember(draft: Draft, share: Item): boolean {
  if (draft.groupings.some(({ item }) => item === share)) return false
  const before = neighbor(draft, share, -1)
  if (before?.meaning.kind === 'value') return true
  const member = neighbor(draft, share, 1)
  if (member?.role === 'metric' && isSaidToBeMember(draft, member)) return true
  if (member?.meaning.kind !== 'value' || member.role !== 'value') return false
  return draft.items[member.index + 1]?.role !== 'metric'
}

/** "what share of visits were emergencies by clinic": what the things are is the part of them. */
function isSaidToBeMember(draft: Draft, metric: Item): boolean {
  const being = draft.items[metric.index + 1]
  const member = being && neighbor(draft, being, 1)
  if (member?.meaning.kind !== 'value' || member.role !== 'value') return false
  const between = draft.items.slice(metric.index + 1, member.index)
  return between.some(({ from, meaning }) => {
    return meaning.kind === 'ignorable' && isFunctionWord(draft.message, from, 'becoming')
  })
}

/** "revenue share of the East region" is read from the breakdown by region. */
function shareOfMember(draft: Draft): void {
  const asked = draft.filters.filter((filter) => !repeatsMeasure(draft, filter))
  const cue = draft.items.find((item) => isCue(item, 'share') && item.role === null)
  const [filter, ...others] = partAmong(draft, asked, cue)
  if (draft.groupings.length > 0 || others.length > 0 || filter?.operator !== 'in') return
  const calendar = draft.lexicon.dimensionsById.get(filter.dimension)?.calendar
  if (!cue || calendar || filter.status !== 'stated' || draft.metrics.length !== 1) return
  if (filter.values.length > 1 ? !setsSideBySide(draft) : draft.intent !== 'what') return
  draft.filters.splice(0, draft.filters.length, ...asked.filter((other) => other !== filter))
  draft.groupings.push({ dimension: filter.dimension, item: cue, loose: false })
  draft.intent = 'breakdown'
  if (filter.values.length === 1) return
  draft.comparison = null
  for (const item of draft.items) if (isCue(item, 'share')) bind(item, 'intent', 'breakdown')
}

/** "what share of sales is tables and what share chairs": members of one dimension, and no periods. */
function setsSideBySide({ intent, comparison, periods }: Draft): boolean {
  const members = intent === 'what' || (intent === 'compare' && comparison?.kind === 'entities')
  return members && periods.length === 0
}

/** "share of tables in UK sales", "what share of UK sales is tables": what stands right before the measure is the whole, the other the part. */
function partAmong(draft: Draft, asked: FilterSlot[], cue: Item | undefined): FilterSlot[] {
  const whole = draft.items.find(
    ({ index, meaning }) => meaning.kind === 'value' && draft.items[index + 1]?.role === 'metric',
  )
  if (asked.length !== 2 || !cue || whole?.meaning.kind !== 'value' || whole.index < cue.index) return asked
  const { dimension } = whole.meaning
  const opens = neighbor(draft, cue, 1) === whole || isFunctionWord(draft.message, whole.from - 1, 'among')
  const parts = asked.filter((filter) => filter.dimension !== dimension)
  return opens && parts.length === 1 ? parts : asked
}

/** "what percentage of our lost deals did we lose": that they were lost is what the measure counts anyway. */
function repeatsMeasure(draft: Draft, { dimension, operator, values }: FilterSlot): boolean {
  const metric = draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')
  const column = draft.lexicon.datasets[metric?.dataset ?? -1]?.model.dimensions.find(
    ({ id }) => id === dimension,
  )?.column
  const aggregation = metric?.definition.aggregation
  if (column === undefined || !aggregation || !('where' in aggregation) || operator !== 'in') return false
  return aggregation.where.some(
    (own) => own.column === column && own.operator === 'in' && own.values.every((value) => values.includes(value)),
  )
}

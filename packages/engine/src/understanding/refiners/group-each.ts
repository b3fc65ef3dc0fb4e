import { bind, type Draft, fire, type Item, isCue, neighbor } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'

/**
 * "premium for Pike and Lloyd, one line each", "costs of Packing, Wood and Steel, one figure for each": behind members of one dimension that
 * have a filter, what ends in "each" splits by them.
 */
export function groupEach(draft: Draft): void {
  const cue = draft.items.find((item) => isCue(item, 'group') && item.role === null && endsInEach(draft, item))
  const lists = draft.filters.filter(({ operator, values }) => operator === 'in' && values.length > 1)
  const [list, another] = lists
  if (!cue || another || draft.groupings.length > 0 || draft.grain !== null) return
  if (!list) {
    // "sales and returns, one figure each" has one for each anyway.
    const measures = draft.items.filter(({ meaning, index }) => meaning.kind === 'metric' && index < cue.index)
    if (measures.length > 1) bind(cue, 'ignorable', null)
    return
  }
  const members = draft.items.filter(({ role, boundTo }) => role === 'value' && boundTo === list.dimension)
  if (members.length < 2 || members.some(({ index }) => index > cue.index)) return
  bind(cue, 'operator', list.dimension)
  draft.groupings.push({
    dimension: list.dimension,
    item: { ...cue, meaning: { kind: 'dimension', dimension: list.dimension, weight: 1 } },
    loose: false,
  })
  fire(draft, 'breakdown-each')
}

/** Nothing follows that could be split by. */
function endsInEach(draft: Draft, item: Item): boolean {
  if (!isFunctionWord(draft.message, item.to - 1, 'each_one')) return false
  const next = neighbor(draft, item, 1)
  return next === undefined || (next.meaning.kind === 'time' && next.meaning.match.kind !== 'grain')
}

/** "turnover, cost and profit, all three": as many measures as are named. */
export function countNamed(draft: Draft): void {
  for (const item of draft.items) {
    if (item.meaning.kind !== 'number' || item.role !== null) continue
    const all = neighbor(draft, item, -1)
    const { value } = item.meaning.quantity
    if (!isCue(all, 'all') || !all || value < 2 || value !== draft.metrics.length || neighbor(draft, item, 1)) continue
    bind(all, 'ignorable', null)
    bind(item, 'number', 'metric')
  }
}

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
  splitBy(draft, cue, list.dimension)
  fire(draft, 'breakdown-each')
}

/** A split by a dimension that no word names but the one that asks for it. */
function splitBy(draft: Draft, cue: Item, dimension: string): void {
  bind(cue, 'operator', dimension)
  draft.groupings.push({
    dimension,
    item: { ...cue, meaning: { kind: 'dimension', dimension, weight: 1 } },
    loose: false,
  })
}

/**
 * "revenue by new or returning": "by" before several members of one dimension splits by it. Whoever does things may stand there as well
 * ("sales by Ann and Bob", "cars moved by rail and road"), and what they did together is meant then.
 */
export function groupByMembers(draft: Draft): void {
  const { individuals } = draft.lexicon.grammar['short-names']
  if (draft.groupings.length > 0) return
  for (const cue of draft.items) {
    if (!isCue(cue, 'group') || cue.role !== null || !isFunctionWord(draft.message, cue.to - 1, 'split')) continue
    if (isDone(draft.items[cue.index - 1])) continue
    const dimension = dimensionListed(draft, cue)
    const subject = dimension === null ? null : draft.lexicon.dimensionsById.get(dimension)?.subject
    if (dimension === null || individuals.includes(dimension) || subject === 'people' || subject === 'customers')
      continue
    splitBy(draft, cue, dimension)
    fire(draft, 'breakdown-members')
    return
  }
}

/** "shipped by", "sold by": whoever stands behind did it. */
function isDone(before: Item | undefined): boolean {
  const { meaning } = before ?? {}
  return (meaning?.kind === 'ignorable' && meaning.group === 'verbs') || (meaning?.kind === 'implied' && meaning.verb)
}

/** The dimension of the two or more members that follow an item, side by side. */
function dimensionListed(draft: Draft, { index }: Item): string | null {
  const [first, joined, second] = draft.items.slice(index + 1)
  if (!first || !joined || !second || !isCue(joined, 'and')) return null
  const named = [first, second].map(({ meaning, role, boundTo }) => {
    return meaning.kind === 'value' && role === 'value' ? boundTo : null
  })
  return named[0] === named[1] ? (named[0] ?? null) : null
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

import { type Draft, fire, type Item, isCue, isPlural, neighbor } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import type { LexiconDimension } from '../lexicon/types.ts'
import { nameKeys } from '../text/words.ts'

const ranking = ['top', 'bottom', 'best', 'worst'] as const
const asking = ['which', 'list'] as const

/**
 * "top 5 pubs", "which restaurants ordered", "hotels that spent over 500": a kind of customer or product, named as a noun where the things
 * asked for stand, is those things: they are grouped by, and the kind is the filter it is anyway.
 */
export function groupKinds(draft: Draft): void {
  if (draft.groupings.length > 0 || draft.cues.has('how_many')) return
  const item = draft.items.find((candidate) => isCounted(draft, candidate))
  const place = item ? placeOf(draft, item) : null
  if (!item || place === null) return
  const dimension = thingsOfKind(draft, item) ?? goodsOfKind(draft, item)
  if (dimension === null) return
  draft.groupings.push({
    dimension,
    item: { ...item, meaning: { kind: 'dimension', dimension, weight: 1 } },
    loose: false,
  })
  if (place !== 'ranked') draft.asked = true
  fire(draft, 'breakdown-kind')
}

/** A member said as a noun of its own: no adjective of a noun behind it, and none that stays out. */
function isCounted(draft: Draft, item: Item): boolean {
  if (item.meaning.kind !== 'value' || item.role !== 'value') return false
  return draft.filters.some(({ dimension, operator }) => dimension === item.boundTo && operator === 'in')
}

function placeOf(draft: Draft, item: Item): 'ranked' | 'asked' | null {
  const before = beforeNumber(draft, item)
  if (isAdjective(draft, item) || asksForOthers(draft, item)) return null
  if (before && isRanking(before)) return 'ranked'
  if (before && asking.some((cue) => isCue(before, cue))) return draft.items.some(isRanking) ? 'ranked' : 'asked'
  if (before !== undefined) return null
  // "the 3 hotels with the lowest margin".
  if (draft.items.some((other) => other.index > item.index && isRanking(other))) return 'ranked'
  const condition = draft.thresholds.some(({ items }) => (items[0]?.index ?? 0) > item.index)
  return condition && isPlural(draft, item) ? 'asked' : null
}

/** "hotel revenue": it says whose figures the noun behind it is of. */
function isAdjective(draft: Draft, item: Item): boolean {
  const last = lastOfList(draft, item)
  const after = draft.items[last.index + 1]
  if (!after || draft.message.words[after.from]?.gap === 'comma') return false
  return ['dimension', 'metric', 'record', 'absent', 'unknown'].includes(after.meaning.kind) || isNamed(after)
}

function isRanking(item: Item): boolean {
  return ranking.some((cue) => isCue(item, cue)) || (item.meaning.kind === 'implied' && item.meaning.rank !== null)
}

/** "which reps sold the most chairs" counts chairs, and asks for reps. */
function asksForOthers(draft: Draft, item: Item): boolean {
  const before = beforeNumber(draft, item)
  if (before && isFunctionWord(draft.message, before.to - 1, 'most')) return true
  return draft.items.slice(0, item.index).some(({ meaning, role }) => meaning.kind === 'dimension' && role === null)
}

function isNamed({ meaning }: Item): boolean {
  return meaning.kind === 'implied' && !meaning.verb && meaning.rank === null
}

function beforeNumber(draft: Draft, item: Item): Item | undefined {
  const before = neighbor(draft, item, -1)
  return before?.meaning.kind === 'number' ? neighbor(draft, before, -1) : before
}

/** The last of the members that "and" joins to this one. */
function lastOfList(draft: Draft, item: Item): Item {
  let last = item
  for (let next = neighbor(draft, last, 1); next; next = neighbor(draft, next, 1)) {
    if (next.meaning.kind === 'value' && next.boundTo === item.boundTo) last = next
    else if (!isCue(next, 'and')) return last
  }
  return last
}

/** The dimension of the things that a member is a kind of: customers for "Pub" of a Customer Type, products for "Chairs" of a category. */
export function thingsOfKind(draft: Draft, item: Item): string | null {
  const { lexicon } = draft
  const known = item.meaning.kind === 'value' ? lexicon.dimensionsById.get(item.meaning.dimension) : undefined
  if (!known || known.calendar) return null
  const { types, levels } = lexicon.grammar['implied-metrics'].kinds
  const words = nameKeys(known.label, lexicon.grammar.equivalents)
  const things = [...types, ...levels].includes(words.at(-1) ?? '')
    ? named(draft, known, words.slice(0, -1).join(' '))
    : undefined
  const above = lexicon.dimensions.find(
    ({ subject, parents, datasets }) =>
      parents.includes(known.id) &&
      (datasets & known.datasets) !== 0 &&
      (subject === 'products' || (subject === 'customers' && known.id === 'segment')),
  )
  return things ?? above?.id ?? null
}

/** "best selling dessert", "top 5 pickups": the products of a Course or Body Type, and of any kind of its own where things sell. */
function goodsOfKind(draft: Draft, item: Item): string | null {
  const { lexicon, message } = draft
  const known = item.meaning.kind === 'value' ? lexicon.dimensionsById.get(item.meaning.dimension) : undefined
  if (!known || known.calendar || known.subject !== null || lexicon.flags.has(known.id)) return null
  const { counting, kinds } = lexicon.grammar['implied-metrics']
  const sells = message.words.some(({ normal }) => counting.includes(normal))
  const own = known.id === 'brand' || !lexicon.taxonomy.dimensions.some(({ id }) => id === known.id)
  if (!kinds.goods.includes(nameKeys(known.label, lexicon.grammar.equivalents).join(' ')) && !(sells && own))
    return null
  const goods = lexicon.dimensions.filter(
    ({ subject, datasets }) => subject === 'products' && (datasets & known.datasets) !== 0,
  )
  return (goods.find(({ id }) => id === 'product') ?? goods[0])?.id ?? null
}

function named({ lexicon }: Draft, own: LexiconDimension, key: string): string | undefined {
  for (const meaning of lexicon.phrases.get(key) ?? []) {
    const id = meaning.kind === 'dimension' ? meaning.dimension : undefined
    const known = id === undefined || id === own.id ? undefined : lexicon.dimensionsById.get(id)
    if (known && (known.datasets & own.datasets) !== 0) return known.id
  }
  return undefined
}

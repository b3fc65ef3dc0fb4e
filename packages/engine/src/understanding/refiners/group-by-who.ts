import { bind, type Draft, fire, type Item, isCue, isPlural, neighbor } from '../draft.ts'
import { passive } from '../lexicon/doers.ts'
import { personsOf } from '../lexicon/persons.ts'
import { nameKeys } from '../text/words.ts'
import { isSetApart } from './among-which.ts'
import { issue } from './issues.ts'
import type { RankRequest } from './link-rank.ts'
import { countedThings } from './list-counted.ts'

/** "who" asks for sellers, or for buyers where the verb says so, when the company has such a dimension. */
export function groupByWho(draft: Draft, rank: RankRequest | null): void {
  const item = draft.items.find((candidate) => isCue(candidate, 'who'))
  if (!item) return
  if (rank && pickAmong(draft, item, rank)) return
  const { who } = draft.lexicon.grammar['implied-metrics']
  // "give me those who worked on it": only what is said of them tells buyers from sellers.
  const { words } = draft.message
  const said = item.to < words.length ? item.to : 0
  const gives = costsUs(draft)
  const buying = words.some(
    ({ normal }, index) =>
      index >= said &&
      who.buying.includes(normal) &&
      !isOrdering(draft, index) &&
      !(gives && who.giving.includes(normal)),
  )
  const doing = draft.items[item.index + 1]
  const does = doing?.meaning.kind === 'ignorable' && doing.meaning.group === 'verbs'
  const doer = does ? doerOf(draft, doing) : undefined
  const id =
    doer ??
    namedLater(draft, item, [...who.sellers, ...who.buyers]) ??
    personsOf(draft.lexicon, buying ? who.buyers : who.sellers)[0]
  // "who manages the plant" asks for no plants.
  const itself = draft.filters.some(({ dimension }) => dimension === id)
  if (does && (!id || itself)) issue(draft, 'unknown_dimension', 'This data does not say who.', 2.5)
  if (!id || draft.groupings.length > 0) return
  const before = neighbor(draft, item, -1)?.meaning.kind ?? ''
  // "customers who bought": the noun before says who is meant.
  if (['dimension', 'metric', 'record', 'implied'].includes(before)) return
  // "who are the new customers" asks for those customers.
  const after = neighbor(draft, item, 1)
  const things = after?.role === 'metric' && isPlural(draft, after) ? after.boundTo : null
  if (after && things !== null && countedThings(draft, after, things) !== null) return
  bind(item, 'dimension', id)
  draft.groupings.push({ dimension: id, item, loose: false })
  // "who worked on Falcon" asks for names, and for no figure.
  if (does && rank === null && draft.metrics.length === 0 && draft.filters.length > 0) draft.asked = true
  if (rank && rank.limit === null && !asksForSeveral(draft, item)) rank.limit = 1
  fire(draft, 'breakdown-who')
}

/** "who gave the most discount": what costs the company is given by its own people. */
function costsUs({ metrics, lexicon }: Draft): boolean {
  return metrics.length > 0 && metrics.every(({ id }) => lexicon.metrics.get(id)?.direction === 'up_is_bad')
}

/** "all of them in order": nobody orders anything. */
function isOrdering({ items }: Draft, index: number): boolean {
  return items.some((item) => isCue(item, 'rank', 'rank_ascending') && item.from <= index && index < item.to)
}

/** "Who gave the most discount? All the reps in order": the next sentence says who is meant. */
function namedLater(draft: Draft, who: Item, persons: readonly string[]): string | undefined {
  const { message, items, lexicon } = draft
  const stop = message.words.findIndex(({ gap }, index) => index > who.from && gap === 'stop')
  const known = personsOf(lexicon, persons)
  const named = items.find(
    ({ meaning, role, from }) =>
      stop > 0 && from >= stop && role === null && meaning.kind === 'dimension' && known.includes(meaning.dimension),
  )
  if (named?.meaning.kind !== 'dimension') return undefined
  bind(named, 'dimension', named.meaning.dimension)
  return named.meaning.dimension
}

/** "among the Leeds dealers, who had the best margin": one of those named before. */
function pickAmong(draft: Draft, who: Item, rank: RankRequest): boolean {
  const [grouping, other] = draft.groupings
  if (!grouping || other || !isSetApart(draft, grouping.item) || grouping.item.index > who.index) return false
  bind(who, 'dimension', grouping.dimension)
  if (rank.limit === null && !asksForSeveral(draft, who)) rank.limit = 1
  return true
}

/** "who manages Reed" asks for managers, "who served" for those of a "Served By": the dimension that is called after the verb. */
function doerOf({ message, lexicon }: Draft, { to }: Item): string | undefined {
  const verb = message.words[to - 1]?.normal ?? ''
  const served = lexicon.dimensions.find(
    ({ label }) => nameKeys(label, lexicon.grammar.equivalents).join(' ') === `${verb} ${passive}`,
  )
  if (served) return served.id
  const root = verb.slice(0, Math.max(shortestRoot, verb.length - 2))
  return lexicon.dimensions.find(({ label }) =>
    nameKeys(label, lexicon.grammar.equivalents).some((word) => /(?:er|or)$/.test(word) && word.startsWith(root)),
  )?.id
}

const shortestRoot = 4

/** "who are", "who were" ask for several, "who sold the most" for one. */
function asksForSeveral(draft: Draft, who: Item): boolean {
  const words = draft.message.words.slice(who.from, who.to + 1).map((word) => word.normal)
  return words.includes('are') || words.includes('were') || words.includes('have')
}

/** "what sells best", "what did we sell most of in Q2": with nothing else named to put in order, what is sold is a product. */
export function groupByWhat(draft: Draft, rank: RankRequest | null): void {
  if (!rank || draft.groupings.length > 0 || draft.grain !== null) return
  const item = draft.items.find((candidate) => isCue(candidate, 'what'))
  const opens = item && draft.items.slice(0, item.index).every(({ meaning }) => meaning.kind === 'ignorable')
  const sells = draft.metrics.some((metric) => metric.item?.meaning.kind === 'implied' && metric.item.meaning.verb)
  const products = draft.lexicon.dimensions.find(({ subject }) => subject === 'products')
  if (!item || !opens || !sells || draft.metrics.length > 1 || !products) return
  if (draft.filters.some(({ dimension }) => dimension === products.id)) return
  bind(item, 'dimension', products.id)
  draft.groupings.push({ dimension: products.id, item, loose: false })
  rank.limit ??= 1
  fire(draft, 'breakdown-what')
}

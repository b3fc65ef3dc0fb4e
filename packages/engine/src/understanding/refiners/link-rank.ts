import { bind, type Draft, evidence, fire, type Item, isCue, isPlural, neighbor } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { isDataYear } from '../lexicon/data-years.ts'
import type { CueName } from '../phrases/schema.ts'
import { amongWhich } from './among-which.ts'
import { asksForOne, beforePeriods, bindWhole } from './ask-for-one.ts'
import { issue } from './issues.ts'
import { addGrouping } from './link-grouping.ts'

const rankCues: readonly CueName[] = ['top', 'bottom', 'best', 'worst', 'rank', 'rank_ascending', 'superlative_one']
const questionCues: readonly CueName[] = ['which', 'who', 'what', 'list']

/** How a ranking is asked for; whether best is large or small waits for the metric. */
export type Goodness = 'top' | 'bottom' | 'best' | 'worst'

export interface RankRequest {
  goodness: Goodness
  readonly cue: Item
  limit: number | null
  /** The place asked for alone ("second best"). */
  position: number | null
}

/** Finds "top 5 products", "which region has the lowest…", "best month": what is ranked, how, and how many. */
export function linkRank(draft: Draft): RankRequest | null {
  const cues = draft.items.filter((item) => goodnessOf(item) !== null)
  const strong =
    cues.find((item) => !isCue(item, 'rank', 'rank_ascending', 'superlative_one')) ??
    cues.find((item) => isCue(item, 'superlative_one'))
  const cue = strong ?? cues[0]
  const goodness = cue ? goodnessOf(cue) : null
  if (!cue || !goodness) return linkOrdered(draft) ?? linkPlace(draft)
  const ascending = draft.cues.has('rank_ascending')
  const request: RankRequest = {
    goodness: ascending && !strong ? 'bottom' : goodness,
    cue,
    limit: null,
    position: null,
  }
  for (const item of cues) {
    const opposite =
      goodnessOf(item) !== goodness && !isCue(item, 'rank', 'rank_ascending') && isCue(cue, 'rank') === false
    if (!opposite) bind(item, 'rank', request.goodness)
  }
  bindComparative(draft, cue)
  linkLimit(draft, request)
  linkPosition(draft, request)
  linkBucket(draft, request)
  const entity = rankedDimension(draft, cue)
  if (entity) {
    promote(draft, entity)
    if (request.limit === null && isCue(cue, 'rank', 'rank_ascending') === false && !isPlural(draft, entity)) {
      if (singularIsOne(draft, entity, cue)) request.limit = 1
    }
  }
  for (const one of draft.items) {
    if (isCue(one, 'when') && draft.groupings.length === 0) {
      // "when did monthly sales peak"
      if (draft.grain !== null && !isCue(cue, 'rank', 'rank_ascending')) request.limit ??= 1
      if (draft.grain !== null) continue
      bind(one, 'dimension', 'month')
      draft.grain = 'month'
      draft.grainAt = one.index
      request.limit ??= 1
    }
    if (isCue(one, 'superlative_one')) {
      bind(one, 'rank', '1')
      request.limit = 1
    }
  }
  if (request.limit === null && asksForOne(draft, cue)) request.limit = 1
  fire(draft, `rank-${request.goodness}`)
  return request
}

/** "customers by revenue": things in the order of a measure, where nothing else is grouped. */
function linkOrdered(draft: Draft): RankRequest | null {
  if (draft.groupings.length > 0 || draft.thresholds.length > 0) return null
  const head = draft.items.find(
    (item) => !['ignorable', 'value', 'time'].includes(item.meaning.kind) && !isCue(item, 'list', 'exclude', 'all'),
  )
  if (head?.meaning.kind !== 'dimension' || head.role !== null || !isPlural(draft, head)) return null
  const cue = draft.items.find((item) => isCue(item, 'group') && isFunctionWord(draft.message, item.from, 'by'))
  if (!cue || cue.index < head.index || neighbor(draft, cue, 1)?.meaning.kind !== 'metric') return null
  bind(cue, 'rank', 'top')
  promote(draft, head)
  fire(draft, 'rank-ordered')
  return { goodness: 'top', cue, limit: null, position: null }
}

/** "who is second by revenue", "our number two store in orders": a place in the order of a measure that needs no other word. */
function linkPlace(draft: Draft): RankRequest | null {
  const item = draft.items.find(({ meaning, role }) => meaning.kind === 'ordinal' && role === null)
  if (item?.meaning.kind !== 'ordinal') return null
  const equated = equatedDimension(draft, item)
  const entity = equated ?? placedDimension(draft, item)
  if (!entity && !draft.items.some((one) => isCue(one, 'which', 'who'))) return null
  const measured = draft.items.some(({ meaning }) => meaning.kind === 'metric' || meaning.kind === 'implied')
  if (!measured && !equated) return null
  const by = draft.items.find((one) => isCue(one, 'group') && neighbor(draft, one, 1)?.meaning.kind === 'metric')
  const { position } = item.meaning
  bind(item, 'rank', String(position))
  if (by && isFunctionWord(draft.message, by.from, 'by')) bind(by, 'rank', String(position))
  if (entity) promote(draft, entity)
  fire(draft, 'rank-place')
  return { goodness: 'top', cue: item, limit: position, position: position > 1 ? position : null }
}

/** "the second placed store", "which store", "the store that came in second". */
function placedDimension(draft: Draft, place: Item): Item | null {
  const described = neighbor(draft, place, 1)
  if (described?.meaning.kind === 'dimension' && described.role === null && !isPlural(draft, described))
    return described
  const asked = askedDimension(draft) ?? amongWhich(draft)
  if (asked) return asked
  const before = dimensionBefore(draft, place)
  return before && !isPlural(draft, before) ? before : null
}

/** "which part was our number two seller": the noun behind the place only says again what is asked for, as something that sells. */
function equatedDimension(draft: Draft, place: Item): Item | null {
  const { message } = draft
  const seller = neighbor(draft, place, 1)
  const names = seller?.meaning.kind === 'dimension' || seller?.meaning.kind === 'absent_dimension'
  const asked = names ? askedDimension(draft) : null
  if (!asked || !seller || neighbor(draft, place, -1) !== asked || seller.role !== null) return null
  if (
    !isFunctionWord(message, seller.from, 'selling_noun') ||
    seller.to - seller.from > 1 ||
    !isFunctionWord(message, asked.to, 'link')
  )
    return null
  bind(seller, 'ignorable', null)
  return asked
}

/** "had more orders than any other": the first half of what says that it is the most. */
function bindComparative(draft: Draft, cue: Item): void {
  if (!isFunctionWord(draft.message, cue.from, 'after_more')) return
  const half = draft.items.find((item) => item.index < cue.index && isCue(item, 'comparative') && item.role === null)
  if (half && isFunctionWord(draft.message, half.from, 'more')) bind(half, 'rank', 'top')
}

function goodnessOf(item: Item): Goodness | null {
  if (item.meaning.kind === 'implied') return item.meaning.rank
  if (item.meaning.kind !== 'cue' || !rankCues.includes(item.meaning.cue)) return null
  switch (item.meaning.cue) {
    case 'bottom':
    case 'best':
    case 'worst':
      return item.meaning.cue
    case 'rank_ascending':
      return 'bottom'
    default:
      return 'top'
  }
}

function linkLimit(draft: Draft, request: RankRequest): void {
  for (const item of draft.items) {
    if (item.meaning.kind !== 'number' || item.role !== null) continue
    const { quantity } = item.meaning
    const before = neighbor(draft, item, -1)
    const after = isCutOff(draft, item) ? undefined : countedBehind(draft, item)
    const beside =
      (before && goodnessOf(before) !== null) ||
      (after &&
        (goodnessOf(after) !== null ||
          after.meaning.kind === 'dimension' ||
          after.meaning.kind === 'record' ||
          draft.groupings.some((grouping) => grouping.item.index === after.index)))
    if (!beside || quantity.percent || quantity.currency) continue
    if (bindWhole(draft, item, request.cue)) continue
    // "which 2025 month did best": the year is when, and not how many.
    if (isYearOfData(draft, item) && !(before && goodnessOf(before) !== null && before.to === item.from)) continue
    if (!Number.isSafeInteger(quantity.value) || quantity.value < 1) {
      if (before !== request.cue) continue
      const stated = quantity.valid ? quantity.value : evidence(draft, [item]).text
      const message = `There is no ranking of ${stated}: it needs a whole number from 1.`
      issue(draft, 'invalid_number', message, 3)
      bind(item, 'rank', null)
      return
    }
    bind(item, 'rank', String(quantity.value))
    request.limit = quantity.value
    fire(draft, 'rank-limit')
    return
  }
}

/** "which 3 German cities": what a number counts stands behind the members that describe it. */
function countedBehind(draft: Draft, number: Item): Item | undefined {
  let noun = neighbor(draft, number, 1)
  while (noun?.meaning.kind === 'value') noun = neighbor(draft, noun, 1)
  return noun
}

/** "the biggest loser" */
function isMover({ message, lexicon }: Draft, item: Item): boolean {
  return isCue(item, 'growth') && lexicon.grammar.changes.movers.includes(message.words[item.from]?.normal ?? '')
}

/** "sales in 2025: region with the most": a mark behind a number, and it counts nothing of what follows. */
function isCutOff({ message: { words, question } }: Draft, { to }: Item): boolean {
  return /[,;:.]/.test(question.text.slice(words[to - 1]?.end ?? 0, words[to]?.start ?? 0))
}

/** "busiest month": one bucket of time. */
function linkBucket(draft: Draft, request: RankRequest): void {
  const next = neighbor(draft, request.cue, 1)
  const isBucket = next?.meaning.kind === 'time' && next.meaning.match.kind === 'grain'
  if (next && isBucket && request.limit === null && !isPlural(draft, next)) request.limit = 1
}

function isYearOfData({ lexicon }: Draft, { meaning }: Item): boolean {
  return meaning.kind === 'number' && meaning.quantity.bare && isDataYear(lexicon, meaning.quantity.value)
}

function linkPosition(draft: Draft, request: RankRequest): void {
  const before = neighbor(draft, request.cue, -1)
  // "ranked second on sales"
  const item =
    before?.meaning.kind === 'ordinal' || !isCue(request.cue, 'rank') ? before : neighbor(draft, request.cue, 1)
  if (item?.meaning.kind !== 'ordinal' || request.limit !== null) return
  const { position } = item.meaning
  bind(item, 'rank', String(position))
  request.position = position
  request.limit = position
  fire(draft, 'rank-position')
}

/** The dimension that is ranked: beside the cue, asked for by "which", or already grouped by. */
function rankedDimension(draft: Draft, cue: Item): Item | null {
  const equated = equatedDimension(draft, cue)
  if (equated) return equated
  const after = dimensionAfter(draft, cue)
  const asked = askedDimension(draft)
  // "which teacher has the most students": students are counted, and what is long or cheap is judged, for each teacher.
  if (after && asked && asked !== after && asked.index < cue.index && judges(draft, cue) && isPlural(draft, after)) {
    return asked
  }
  return after ?? askedDimension(draft) ?? draft.groupings[0]?.item ?? dimensionBefore(draft, cue)
}

const counting = new Set(['most', 'fewest', 'least'])

/** "the most", "the longest": of what follows, the number or a quality is compared rather than its own measure. */
export function judges(draft: Draft, cue: Item): boolean {
  const last = draft.message.words[cue.to - 1]?.normal ?? ''
  const { vague } = draft.lexicon.grammar['implied-metrics']
  return counting.has(last) || vague.includes(last)
}

function dimensionAfter(draft: Draft, cue: Item): Item | null {
  let item = neighbor(draft, cue, 1)
  for (let step = 0; item && step < 4; step += 1) {
    if (item.meaning.kind === 'dimension') {
      const grouped = draft.groupings.find((grouping) => grouping.item === item)
      return item.role === null || grouped ? item : null
    }
    const passable =
      item.meaning.kind === 'number' ||
      item.meaning.kind === 'implied' ||
      item.meaning.kind === 'value' ||
      item.meaning.kind === 'metric' ||
      item.meaning.kind === 'time' ||
      isCue(item, 'growth')
    if (!passable) return null
    item = neighbor(draft, item, 1)
  }
  return null
}

/** "which region", "what are the products": the dimension a question word asks for. */
export function askedDimension(draft: Draft): Item | null {
  for (const item of draft.items) {
    if (item.meaning.kind !== 'dimension' || item.role !== null) continue
    let before = neighbor(draft, item, -1)
    while (before && (before.meaning.kind === 'number' || isMember(before) || isCue(before, 'all'))) {
      before = neighbor(draft, before, -1)
    }
    if (!before || !questionCues.some((cue) => isCue(before, cue))) continue
    if (!asksHow(draft, before) && !asksWhatIsDone(draft, before, item)) return item
  }
  return null
}

/** A member, or a yes/no column's name that stands for its yes: "voided bills". */
function isMember({ meaning, role }: Item): boolean {
  return meaning.kind === 'value' || (meaning.kind === 'dimension' && role === 'value')
}

/** Groups by the dimension a question word asks for, when nothing is ranked. */
export function linkAsked(draft: Draft, rank: RankRequest | null): void {
  if (rank || draft.cues.has('how_many')) return
  const asked = askedDimension(draft)
  if (!asked) return
  addGrouping(draft, asked, false)
  draft.asked = !asksBesides(draft, asked)
}

/** "how many did we lose, and for what reasons": behind a measure that was asked for, the things only split it. */
function asksBesides({ items, message }: Draft, asked: Item): boolean {
  const cue = items.findLast((item) => item.index < asked.index && questionCues.some((each) => isCue(item, each)))
  if (!cue || !items.some(({ role, index }) => role === 'metric' && index < cue.index)) return false
  const lead =
    isFunctionWord(message, cue.from - 1, 'before_group') || isFunctionWord(message, cue.from - 1, 'before_name')
  return isFunctionWord(message, cue.from - (lead ? 2 : 1), 'and')
}

/** "what do we pay trainers", "what are we paying them", "what did the stores rack up" ask for no stores. */
function asksWhatIsDone({ message, lexicon }: Draft, cue: Item, dimension: Item): boolean {
  const { auxiliaries } = lexicon.grammar['implied-metrics'].amounts
  const { subjects } = lexicon.grammar['implied-metrics'].outgoings
  const next = message.words[cue.to]?.normal ?? ''
  const does = auxiliaries.includes(next) || subjects.includes(next)
  return isCue(cue, 'what') && cue.to < dimension.from && does
}

/** "how" and "how much" ask for no member of a dimension. */
function asksHow(draft: Draft, cue: Item): boolean {
  return (draft.message.words[cue.from]?.normal ?? '').startsWith('how')
}

function dimensionBefore(draft: Draft, cue: Item): Item | null {
  for (let index = cue.index - 1; index >= 0; index -= 1) {
    const item = draft.items[index]
    if (item?.meaning.kind === 'dimension' && item.role === null) return item
  }
  return null
}

/** The ranked dimension comes last: "top 3 products in each region" ranks products within regions. */
function promote(draft: Draft, entity: Item): void {
  if (entity.meaning.kind !== 'dimension') return
  addGrouping(draft, entity, false)
  const { dimension } = entity.meaning
  draft.groupings.sort((left, right) => Number(left.dimension === dimension) - Number(right.dimension === dimension))
}

/** "which region has the highest", "the region with the most orders" ask for one; "highest revenue by region" does not. */
function singularIsOne(draft: Draft, entity: Item, cue: Item): boolean {
  if (draft.items.some((item) => isMover(draft, item))) return true
  const before = beforePeriods(draft, entity)
  if (isCue(before, 'group')) return entity.meaning.kind === 'dimension' && draft.cues.has('which')
  if (before === cue || isCue(before, 'which', 'what', 'who', 'superlative_one') || entity.index > cue.index)
    return true
  // "find the region where sales fell most"
  if (
    isFunctionWord(draft.message, entity.from - 1, 'definite') &&
    isFunctionWord(draft.message, entity.to, 'relative')
  ) {
    return true
  }
  const article = isFunctionWord(draft.message, cue.from - 1, 'definite') ? 1 : 0
  return isFunctionWord(draft.message, cue.from - 1 - article, 'before_best')
}

import { bind, type Draft, fire, type Item, isCue, isPlural, neighbor, wordsOf } from '../draft.ts'
import { averageNamed } from './average-counterparts.ts'
import { moneyPer, saysSize } from './average-size.ts'
import { issue } from './issues.ts'
import type { RankRequest } from './link-rank.ts'

/**
 * "who signs the biggest deals", "which customers place the largest orders", "are orders from Germany bigger than from France": how big each
 * of many is, which their number does not say and one of them alone neither.
 */
export function sizeOfMany(draft: Draft, rank: RankRequest | null): void {
  if (draft.items.some((item) => isCue(item, 'average')) || draft.cues.has('how_many')) return
  const [slot, other] = draft.metrics
  const noun = slot?.item
  if (!slot || !noun || other || !isPlural(draft, noun) || !countsThings(draft, slot.id) || saysNumber(draft, noun))
    return
  const size = draft.items.find((item) => saysSize(draft, item, noun))
  if (!size || !isCue(size, 'top', 'bottom', 'comparative', 'what')) return
  if (isCue(size, 'top', 'bottom') && !(rank?.cue === size && ranksOthers(draft, size))) {
    if (draft.groupings.length > 0) refuseWithinGroups(draft, noun)
    return
  }
  const measure = averageNamed(draft, noun)?.id ?? moneyPer(draft, slot.id)
  if (measure === undefined) {
    issue(draft, 'missing_metric', `Which measure says how big ${wordsOf(draft, noun)} are?`, 2.5)
    return
  }
  draft.metrics.splice(0, 1, { ...slot, id: measure, status: 'implied', rule: 'metric-size' })
  bind(noun, 'metric', measure)
  if (size.role === null) bind(size, 'intent', measure)
  fire(draft, 'metric-size')
}

/** "biggest deals by rep": some of them for each group, or the groups by how big theirs are. */
function refuseWithinGroups(draft: Draft, noun: Item): void {
  const message = `I cannot look for the biggest ${wordsOf(draft, noun)} within groups yet; I can rank the groups, or all of them.`
  issue(draft, 'unsupported_operation', message, 2.6)
}

function countsThings({ lexicon }: Draft, id: string): boolean {
  const kind = lexicon.metrics.get(id)?.definition.aggregation.kind
  return kind === 'count' || kind === 'count_distinct'
}

/** "the largest number of orders" is one number. */
function saysNumber(draft: Draft, noun: Item): boolean {
  const counting = new Set(draft.lexicon.grammar.cues.how_many.flatMap((phrase) => phrase.split(' ')))
  return draft.message.words
    .slice(noun.from, noun.to)
    .some(({ normal, stem }) => counting.has(normal) || counting.has(stem))
}

/** Whether somebody or something else is asked for than what the size is said of. */
function ranksOthers(draft: Draft, size: Item): boolean {
  return draft.items.some((item) => item.index < size.index && (isCue(item, 'who') || asksFor(draft, item)))
}

function asksFor(draft: Draft, item: Item): boolean {
  if (!isCue(item, 'which', 'what')) return false
  let next = neighbor(draft, item, 1)
  while (next && (next.meaning.kind === 'value' || next.meaning.kind === 'number')) next = neighbor(draft, next, 1)
  return next !== undefined && draft.groupings.some(({ item: grouped }) => grouped === next)
}

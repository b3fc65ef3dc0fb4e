import { bind, type Draft, type Item, isCue, isPlural, neighbor, wordsOf } from '../draft.ts'
import { hasFunctionWord, isFunctionWord } from '../function-words.ts'

/** "of the twelve months, which one had the most": from how many one is picked, and not how many are wanted. */
export function bindWhole(draft: Draft, item: Item, rank: Item): boolean {
  const { message } = draft
  if (!isFunctionWord(message, item.from - 1, 'belonging') || !isFunctionWord(message, item.from - 2, 'part_of')) {
    return false
  }
  const asked = draft.items.some(
    (one) => one.index > item.index && one.index < rank.index && isCue(one, 'which', 'who'),
  )
  if (asked) bind(item, 'rank', null)
  return asked
}

/** "which one of the shops", "which calendar month", "the top one", "rank them and tell me number one": one is wanted. */
export function asksForOne(draft: Draft, rank: Item): boolean {
  return (
    !isOrder(rank) &&
    (picksOne(draft) ||
      picksAmong(draft, rank) ||
      picksWhoOf(draft, rank) ||
      namesOne(draft, rank) ||
      isOnePerformer(draft, rank) ||
      draft.items.some((item) => isAskedBucket(draft, item)))
  )
}

function isOrder(item: Item): boolean {
  return isCue(item, 'rank', 'rank_ascending')
}

/** "which one", and "of the five shops, which has": what is picked from a whole. */
function picksOne({ items, message }: Draft): boolean {
  return items.some((item) => {
    if (!isCue(item, 'which')) return false
    if (isFunctionWord(message, item.to - 1, 'asked_one') || isFunctionWord(message, item.to - 2, 'asked_one'))
      return true
    const isClause = message.words[item.from]?.gap === 'comma' && isFunctionWord(message, 0, 'part_of')
    return isClause && isFunctionWord(message, item.to, 'being')
  })
}

/** "who among the reps sold most", "which of the shops saw its sales fall most", "whose profit fell furthest": one of those named. */
function picksAmong(draft: Draft, rank: Item): boolean {
  const { items, message } = draft
  const asked = items.find((item) => isCue(item, 'who', 'which'))
  if (!asked || hasFunctionWord(message, asked.from, rank.from, 'being_several')) return false
  const opens = items.slice(0, asked.index).every(({ meaning }) => opening.has(meaning.kind))
  if (!opens) return false
  if (isFunctionWord(message, asked.from, 'owner')) return true
  const among = (whole: Item): boolean => {
    const article = isFunctionWord(message, whole.from - 1, 'belonging') ? 1 : 0
    return (
      isFunctionWord(message, whole.from - 1 - article, 'part_of') || isFunctionWord(message, whole.from - 1, 'part_of')
    )
  }
  const whole = items.find(
    (item) => item.index > asked.index && item.meaning.kind === 'dimension' && isPlural(draft, item) && among(item),
  )
  if (!whole || isCue(asked, 'who')) return whole !== undefined
  return isFunctionWord(message, whole.to, 'being_one') || hasFunctionWord(message, whole.to, rank.from, 'its')
}

/** "of all the reps, who has the least", "out of our shops, whose profit fell most": one of those named before. */
function picksWhoOf({ items, message }: Draft, rank: Item): boolean {
  const asked = items.find((item) => isCue(item, 'who'))
  if (!asked || asked.index > rank.index || hasFunctionWord(message, asked.from, rank.from, 'being_several'))
    return false
  const opens = [0, 1].some((at) => isFunctionWord(message, at, 'part_of'))
  return opens && items.slice(0, asked.index).some(({ meaning }) => meaning.kind === 'dimension')
}

/** "the worst performer among the shops", "our top earner of the products" */
function isOnePerformer({ message }: Draft, { to }: Item): boolean {
  const end = isFunctionWord(message, to, 'performing_one') ? to + 1 : to
  return isFunctionWord(message, end - 1, 'performing_one') && isFunctionWord(message, end, 'part_of')
}

const opening: ReadonlySet<string> = new Set(['ignorable', 'time', 'aside'])

/** "who sold the most? all of them in order": the order of all is wanted, and one was only asked for first. */
export function asksForAll({ items, message }: Draft, rank: Item): boolean {
  return items.some((item) => {
    if (!isOrder(item) || item.from < rank.to) return false
    const opens = message.words.findIndex(({ gap }, index) => index >= rank.to && gap !== 'space')
    return opens > 0 && opens <= item.from && hasFunctionWord(message, opens, item.to + allBehind, 'all_of_them')
  })
}

/** "rank them all": how far behind the order it may be said that all are wanted. */
const allBehind = 2

/** "just the top one", and "number one" of what is to be ranked. */
function namesOne(draft: Draft, rank: Item): boolean {
  const { message, lexicon, items } = draft
  if (rank.meaning.kind !== 'cue') return false
  const next = neighbor(draft, rank, 1)
  if (isFunctionWord(message, rank.to, 'asked_one')) {
    return !next || next.meaning.kind === 'time' || next.from > rank.to + 1 || isCue(next, 'group')
  }
  if (next?.meaning.kind === 'dimension' && isPlural(draft, next)) return false
  return lexicon.grammar.cues.superlative_one.includes(wordsOf(draft, rank).toLowerCase()) && items.some(isOrder)
}

/** "which month", "which calendar quarter" */
function isAskedBucket(draft: Draft, item: Item): boolean {
  if (item.meaning.kind !== 'time' || item.meaning.match.kind !== 'grain' || isPlural(draft, item)) return false
  return isCue(beforePeriods(draft, item), 'which', 'what')
}

/** What stands before an item but for the periods between: "which 2025 month". */
export function beforePeriods(draft: Draft, item: Item): Item | undefined {
  let before = neighbor(draft, item, -1)
  while (before?.meaning.kind === 'time' && before.meaning.match.kind === 'range') before = neighbor(draft, before, -1)
  return before
}

import { type Draft, type Item, isCue, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { newRule } from '../lexicon/new-records.ts'
import { issue } from './issues.ts'

/** What restricts the measure and is no filter: passed over, the figure would be that of more, or of the opposite. */
export function checkRestrictions(draft: Draft): void {
  for (const item of draft.items) {
    if (isOutstanding(draft, item) || isWithPart(draft, item) || isDenied(draft, item)) {
      issue(draft, 'unbound_words', `I could not place "${wordsOf(draft, item)}" in the question.`, 2.5)
    }
    if (isLeftOutToo(draft, item)) {
      issue(draft, 'unsupported_operation', `I do not know whether "${wordsOf(draft, item)}" is left out as well.`, 2.5)
    }
    if (isNewAndMore(draft, item)) {
      issue(draft, 'unsupported_operation', `I can count "${wordsOf(draft, item)}", but not what became of them.`, 2.5)
    }
  }
}

/** "still to pay", "left to pay", "still has to pay", "needs to pay us": what has not come in yet. */
function isOutstanding({ message }: Draft, { meaning, from }: Item): boolean {
  const verb = meaning.kind === 'implied' && meaning.verb
  if (!verb || !isFunctionWord(message, from - 1, 'aiming')) return false
  return isFunctionWord(message, from - 2, 'outstanding') || isFunctionWord(message, from - 2, 'obliging')
}

/** "sales in Leeds, dont count vouchers": what is not to be counted is no number of anything. */
function isDenied({ message }: Draft, item: Item): boolean {
  return isCue(item, 'how_many') && item.role === null && isFunctionWord(message, item.from - 1, 'never_taking')
}

/** "leaving out RoomHub and cancelled": the adjective of a yes/no column behind a member that is left out. */
function isLeftOutToo({ items, filters }: Draft, item: Item): boolean {
  if (item.meaning.kind !== 'dimension' || item.role !== 'value' || !isCue(items[item.index - 1], 'and')) return false
  const before = items[item.index - 2]?.meaning
  return (
    before?.kind === 'value' &&
    filters.some(({ dimension, operator }) => operator === 'not_in' && dimension === before.dimension)
  )
}

/** "new deals lost in May", "new deals over 50k": those begun then are no others, and no amounts. */
function isNewAndMore(draft: Draft, { meaning }: Item): boolean {
  if (meaning.kind !== 'metric' || meaning.rule !== newRule) return false
  return draft.thresholds.length > 0 || draft.metrics.every(({ id }) => id !== meaning.metric)
}

/** "total with tax" is no tax: what a sum includes is not the sum. */
function isWithPart(draft: Draft, item: Item): boolean {
  const [only, other] = draft.metrics
  if (!only?.item || other || only.item !== item || !isFunctionWord(draft.message, item.from - 1, 'including'))
    return false
  return draft.items.some((total) => isCue(total, 'total') && total.to === item.from - 1)
}

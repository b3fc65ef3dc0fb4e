import { type Draft, type Item, isCue } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { issue } from './issues.ts'

/**
 * What will be can be told of a measure over a period, not of somebody or of a day: "when will Acme pay its invoice", "who will buy most",
 * "will Acme renew" are no forecasts of how many invoices there will be.
 */
export function checkFuture(draft: Draft): void {
  const will = draft.message.words.findIndex((_, index) => isFunctionWord(draft.message, index, 'future'))
  if (will < 0 || !draft.items.some((item) => isFuture(draft, item))) return
  if (draft.cues.has('when') || draft.cues.has('who')) {
    const asked = draft.cues.has('when') ? 'when something' : 'who'
    issue(draft, 'unsupported_operation', `I can forecast a measure, but not say ${asked} will.`, 3.5)
    return
  }
  checkPast(draft)
  const measured = draft.metrics.some(({ id, item }) => {
    const isAmount = draft.lexicon.metrics.get(id)?.unit.kind !== 'count'
    return item?.meaning.kind === 'metric' && (isAmount || draft.cues.has('how_many') || draft.cues.has('growth'))
  })
  const acts = draft.filters.length > 0 && draft.items.some((item) => item.index > 0 && isVerb(item))
  if (will === 0 && acts && !measured)
    issue(draft, 'unsupported_operation', 'I can forecast a measure, but not say what somebody will do.', 3.5)
}

/** "will we hit last year's revenue": the period named is over, and what will be is no figure of it. */
function checkPast(draft: Draft): void {
  if (draft.intent === 'forecast' || draft.intent === 'target' || draft.comparison !== null) return
  const end = draft.time?.status === 'stated' ? draft.time.end : null
  if (end !== null && end <= draft.context.today)
    issue(draft, 'unsupported_operation', 'That period is over: nothing in it will be.', 3)
}

function isFuture(draft: Draft, item: Item): boolean {
  return (
    isCue(item, 'forecast') && [item.from, item.to - 1].some((index) => isFunctionWord(draft.message, index, 'future'))
  )
}

function isVerb({ meaning }: Item): boolean {
  return (meaning.kind === 'ignorable' && meaning.group === 'verbs') || (meaning.kind === 'implied' && meaning.verb)
}

import { type Draft, type Item, isCue, isPlural, neighbor } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { namesMetric, namesRecords, startOfNoun } from './names.ts'

/** Whether a dimension's name asks for no groups where it stands: it carries a filter, acts, is acted on, or says what the measure is on. */
export function isHeadNoun(draft: Draft, item: Item): boolean {
  if (draft.metrics.length === 0) return false
  // "Furniture products with more than 300 units": what is compared for each of them must be grouped by them.
  if (draft.thresholds.length > 0 && draft.groupings.length === 0) return false
  return (
    isDone(draft, item) ||
    labelsUnknown(draft, item) ||
    (isPlural(draft, item) && (carriesFilter(draft, item) || acts(draft, item) || isBase(draft, item)))
  )
}

/** "profit for Corporate customers": the noun only carries the filter beside it. */
function carriesFilter(draft: Draft, item: Item): boolean {
  // "excluding returned items": a yes/no column said as an adjective.
  const before = draft.items[item.index - 1]
  if (before?.meaning.kind === 'value' || before?.role === 'value') return true
  const next = neighbor(draft, item, 1)
  const member = next && isCue(next, 'exclude') ? neighbor(draft, next, 1) : next
  return isFunctionWord(draft.message, item.from - 1, 'before_population') && member?.meaning.kind === 'value'
}

/** "how many days late do customers pay on average": they pay, and the question is not about each of them. */
function acts(draft: Draft, item: Item): boolean {
  const { message, items } = draft
  const start = isFunctionWord(message, item.from - 1, 'definite') ? item.from - 1 : item.from
  const asked = isFunctionWord(message, start - 1, 'asking_deed') && start > 1
  const verb = items[item.index + 1]
  const does = verb !== undefined && ['implied', 'ignorable', 'cue'].includes(verb.meaning.kind)
  return asked && does && items.some((other) => other.to < start && isCue(other, 'how_many', 'what'))
}

/** "tax on June invoices": the records that the measure is on, and not one figure for each of their numbers. */
function isBase(draft: Draft, item: Item): boolean {
  if (!namesMetric(draft, item) && !namesRecords(draft, item)) return false
  return isFunctionWord(draft.message, startOfNoun(draft, item) - 1, 'before_base')
}

/** "sales of our Lincoln depot": which one is not known, and no split by depot is asked for. */
function labelsUnknown(draft: Draft, item: Item): boolean {
  const before = draft.items[item.index - 1]
  const unknown = before?.meaning.kind === 'unknown' || before?.meaning.kind === 'value_options'
  return unknown && before.to === item.from && draft.message.words[item.from]?.gap === 'space' && !isPlural(draft, item)
}

/** "how many customers did we invoice": what the records of the measure's own file are made by. */
function isDone(draft: Draft, item: Item): boolean {
  const { message } = draft
  const asked =
    isFunctionWord(message, item.from - 1, 'advised') && isFunctionWord(message, item.from - 2, 'asking_deed')
  return asked && !isPlural(draft, item) && (namesMetric(draft, item) || namesRecords(draft, item))
}

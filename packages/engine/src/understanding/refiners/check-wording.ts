import { type Draft, type Item, isCue, neighbor, wordsOf } from '../draft.ts'
import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import { cannotAct } from '../refusals/guards.ts'
import { issue, listOf } from './issues.ts'

/** Small words that would change the answer, where their place shows that they are no filler. */
export function checkWording(draft: Draft): void {
  checkReferring(draft)
  checkAttributes(draft)
  checkTerms(draft)
  checkMixedMembers(draft)
  checkAverageAsLimit(draft)
  checkComparedVerb(draft)
  checkFlaggedAmount(draft)
  checkPerHead(draft)
  checkSharing(draft)
  checkStock(draft)
}

/** "how many of them are in Germany" where nobody was spoken of. */
function checkReferring(draft: Draft): void {
  if (draft.inherited > 0 || draft.fired.includes('follow-up')) return
  const { words } = draft.message
  const at = words.findIndex(
    (_, index) =>
      isFunctionWord(draft.message, index, 'referring') && isFunctionWord(draft.message, index - 1, 'part_of'),
  )
  const named = draft.items.some(
    (item) => item.to < at && ['dimension', 'value', 'record', 'metric'].includes(item.meaning.kind),
  )
  const next = draft.items.find((item) => item.from === at + 1)
  // "of those customers", "of those who": the noun follows.
  const followed = next !== undefined && (next.meaning.kind !== 'ignorable' || isCue(next, 'who', 'which'))
  if (at < 0 || named || (followed && !isCue(next, 'group'))) return
  issue(draft, 'unbound_words', `I do not know what "${words[at]?.text ?? ''}" refers to.`, 3)
}

/** "sales of used toasters": which of them, unless somebody used them. */
function checkAttributes(draft: Draft): void {
  for (const item of draft.items) {
    if (!isFunctionWord(draft.message, item.from, 'attributive')) continue
    if (item.meaning.kind !== 'ignorable' && item.meaning.kind !== 'implied' && !isCue(item, 'growth')) continue
    const next = draft.items[item.index + 1]
    if (!next || (next.role !== 'value' && next.role !== 'metric')) continue
    const opens = neighbor(draft, item, -1) === undefined && (draft.items[item.index - 1]?.to ?? 0) === item.from
    const first = item.index === 0 || (opens && isFunctionWord(draft.message, item.from - 1, 'definite'))
    if (!first && !isFunctionWord(draft.message, item.from - 1, 'before_thing')) continue
    issue(draft, 'unbound_words', `I do not know which are "${wordsOf(draft, item)}".`, 3)
  }
}

/** "sales at full price", "items sold at cost": a measure that only says under which terms. */
function checkTerms(draft: Draft): void {
  for (const item of draft.items) {
    if (item.role !== 'metric' || item.index === 0) continue
    const before = draft.items[item.index - 1]
    const start = before?.meaning.kind === 'ignorable' || isCue(before, 'all', 'list') ? before?.from : item.from
    if (isValued(draft, item)) continue
    const bounded = draft.thresholds.some(({ items }) => items.some(({ from }) => from >= item.to))
    if (bounded || !hasTerms(draft, (start ?? item.from) - 1, item.from)) continue
    issue(draft, 'unbound_words', `I could not place "${wordsOf(draft, item)}" in the question.`, 2.5)
  }
}

/** "what are they worth at face value", "what do they add up to at list price" ask for nothing else. */
function isValued({ message, lexicon, metrics, cues }: Draft, { from }: Item): boolean {
  const { valued } = lexicon.grammar['implied-metrics'].money
  const before = message.words.slice(0, from - 1).map(({ normal }) => normal)
  return metrics.length === 1 && cues.has('what') && valued.some((phrase) => before.join(' ').endsWith(` ${phrase}`))
}

/** A word of terms by itself in [from, to): the "at" of "looking at revenue" is part of its verb. */
function hasTerms({ message, items }: Draft, from: number, to: number): boolean {
  const alone = items.filter((item) => item.to - item.from === 1 && item.from >= from && item.from < to)
  return alone.some((item) => isFunctionWord(message, item.from, 'before_terms'))
}

/** "with HELLO10 versus no coupon": no row has both, and the answer would be nothing. */
function checkMixedMembers(draft: Draft): void {
  const blank = draft.filters.find(({ operator, values }) => operator === 'in' && values.includes(null))
  const other = draft.filters.find(
    (filter) => filter !== blank && filter.operator === 'in' && filter.dimension === blank?.dimension,
  )
  if (!blank || !other) return
  const message = `I cannot hold ${listOf(other.values.map(String))} against rows without any yet.`
  issue(draft, 'unsupported_operation', message, 3)
}

/** "appointments shorter than average" picks them by a figure that has to be found first. */
function checkAverageAsLimit(draft: Draft): void {
  const than = draft.items.find((item) => isCue(item, 'versus') && isAverage(draft, neighbor(draft, item, 1)))
  if (!than || !draft.cues.has('comparative')) return
  issue(draft, 'unsupported_operation', 'I cannot compare with an average that has to be found first yet.', 3)
}

function isAverage(draft: Draft, item: Item | undefined): boolean {
  if (!item || item.to - item.from > 1) return false
  return draft.lexicon.grammar.cues.average.includes(draft.message.words[item.from]?.normal ?? '')
}

/** "do patients pay more in Bristol" compares what they pay, not how many do. */
function checkComparedVerb(draft: Draft): void {
  for (const item of draft.items) {
    if (item.meaning.kind !== 'implied' || item.role !== 'metric' || item.boundTo === null) continue
    const next = neighbor(draft, item, 1)
    if (!isCue(next, 'comparative') || next?.from !== item.to || draft.comparison === null) continue
    const kind = draft.lexicon.metrics.get(item.boundTo)?.definition.aggregation.kind
    if (kind !== 'count_distinct' && kind !== 'count') continue
    issue(draft, 'missing_metric', `Which measure says how much they ${wordsOf(draft, item)}?`, 3)
  }
}

/** "renewal premium" is the premium of some records only, no pair of measures. */
function checkFlaggedAmount(draft: Draft): void {
  for (const { item, id } of draft.metrics) {
    const aggregation = draft.lexicon.metrics.get(id)?.definition.aggregation
    if (!item || !aggregation || aggregation.kind !== 'count' || !('where' in aggregation)) continue
    const next = draft.items[item.index + 1]
    const beside = draft.metrics.find((metric) => metric.item !== null && metric.item === next)
    if (!next || !beside || draft.message.words[next.from]?.gap !== 'space') continue
    if (draft.lexicon.metrics.get(beside.id)?.unit.kind !== 'currency' || aggregation.where.length === 0) continue
    issue(draft, 'unbound_words', `I could not place "${wordsOf(draft, item)}" in the question.`, 2.5)
  }
}

/** "revenue per employee" divides by how many work there; those who sell are not all of them. */
function checkPerHead(draft: Draft): void {
  for (const { dimension, item } of draft.groupings) {
    const before = neighbor(draft, item, -1)
    const head = draft.message.words[item.from]
    if (!head || item.to - item.from > 1 || !isFunctionWord(draft.message, item.from, 'heads')) continue
    if (!before || !isCue(before, 'group') || !isFunctionWord(draft.message, before.to - 1, 'per')) continue
    const label = draft.lexicon.dimensionsById.get(dimension)?.label.toLowerCase() ?? ''
    if (label.includes(head.stem)) continue
    issue(draft, 'unknown_metric', `This company's data does not say how many ${head.stem}s there are.`, 3)
  }
}

/** "kindly share the report with Anna" wants it sent, where "kindly share the sales of Anna" asks. */
function checkSharing(draft: Draft): void {
  const { message, items } = draft
  if (!hasFunctionWord(message, 0, message.words.length, 'sharing')) return
  const shared = items.find(
    (item) => item.meaning.kind === 'ignorable' && hasFunctionWord(message, item.from, item.to, 'sharing'),
  )
  const receiver = items.find(
    (item) => shared && item.index > shared.index && isFunctionWord(message, item.from - 1, 'sharing_with'),
  )
  const named = receiver?.meaning.kind === 'value'
  const somebody = (['asker', 'audience', 'occasion'] as const).some(
    (use) => receiver && hasFunctionWord(message, receiver.from, receiver.from + 3, use),
  )
  if (!named && !somebody) return
  draft.issues.push({ reason: 'action_request', message: cannotAct, severity: 4.6, suggestions: [], final: true })
}

/** "how many desks do we still have" asks for a stock, of which the units sold say nothing. */
function checkStock(draft: Draft): void {
  if (!draft.cues.has('how_many')) return
  const { message, metrics, lexicon } = draft
  const { length } = message.words
  const [pieces, ...others] = metrics
  const known = lexicon.metrics.get(pieces?.id ?? '')
  if (!known || others.length > 0 || pieces?.status === 'inherited' || !soldInPieces(draft, known.id)) return
  if (!hasFunctionWord(message, 0, length, 'in_hand')) return
  const isDone = draft.items.some(
    ({ meaning, from, to }) =>
      (meaning.kind === 'implied' || (meaning.kind === 'ignorable' && meaning.group === 'verbs')) &&
      !hasFunctionWord(message, from, to, 'in_hand'),
  )
  if (isDone) return
  issue(draft, 'unknown_metric', "This company's data says what was sold, not what is in stock.", 3)
}

/** Units that were added up, which nobody named themselves. */
function soldInPieces({ lexicon }: Draft, id: string): boolean {
  return lexicon.grammar['implied-metrics'].members.some((ids) => ids.includes(id))
}

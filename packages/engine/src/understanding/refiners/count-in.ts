import { bind, type Draft, fire, type Item, isCue, neighbor, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { issue } from './issues.ts'
import { namesMetric, namesRecords } from './names.ts'

/**
 * "revenue including cancelled orders" asks for no less than all of it: members that are counted in narrow nothing, unless others of their
 * kind are named. "orders including a laptop" says what each order holds, and narrows.
 */
export function countsIn(draft: Draft, members: readonly Item[], dimension: string): boolean {
  const [first] = members
  const last = members[members.length - 1]
  if (!first || !last) return false
  const cue = includedBefore(draft, first) ?? includedBehind(draft, last)
  if (!cue) return false
  bind(cue, 'operator', dimension)
  if (cue.index === 0) {
    // Alone it goes on from what was asked: "including Quebec" after "revenue in Ontario".
    draft.cues.add('follow_widen')
    return false
  }
  const others = draft.items.some(({ meaning, index }) => {
    const own = meaning.kind === 'value' && members.some((member) => member.index === index)
    return meaning.kind === 'value' && meaning.dimension === dimension && !own
  })
  if (others || holds(draft, cue, dimension)) return false
  for (const member of members) bind(member, 'value', dimension)
  fire(draft, 'member-counted-in')
  return true
}

function includedBefore(draft: Draft, first: Item): Item | null {
  const before = neighbor(draft, first, -1)
  return before && isCue(before, 'include') ? before : null
}

/** "with cancelled orders included"; "is Furniture included" asks whether it is. */
function includedBehind(draft: Draft, last: Item): Item | null {
  if (isFunctionWord(draft.message, 0, 'auxiliary')) return null
  const beside = draft.items.slice(last.index + 1).find((item) => !namesRecords(draft, item))
  return beside && saysIncluded(draft, beside) && beside.index <= last.index + 2 ? beside : null
}

function saysIncluded({ message }: Draft, item: Item): boolean {
  return isCue(item, 'include') && isFunctionWord(message, item.to - 1, 'after_excluded')
}

/** "orders including a laptop" */
function holds(draft: Draft, cue: Item, dimension: string): boolean {
  const whole = draft.items[cue.index - 1]
  const { states } = draft.lexicon.grammar['implied-metrics'].kinds
  const counts =
    whole?.meaning.kind === 'metric' ? draft.lexicon.metrics.get(whole.meaning.metric)?.definition : undefined
  const counted = counts?.aggregation.kind === 'count' || counts?.aggregation.kind === 'count_distinct'
  return whole !== undefined && (counted || namesRecords(draft, whole)) && !states.includes(dimension)
}

/** "revenue including freight" adds up what the company keeps apart; "orders by region, including profit" shows one more measure. */
export function checkCountedIn(draft: Draft): void {
  for (const item of draft.items) {
    if (!isCue(item, 'include') || item.role !== null) continue
    const next = neighbor(draft, item, 1)
    const before = neighbor(draft, item, -1)
    const apart = next !== undefined && namesMetric(draft, next)
    if (next && apart && before && namesMetric(draft, before)) {
      const text = `${wordsOf(draft, item)} ${wordsOf(draft, next)}`
      issue(draft, 'unsupported_operation', `I cannot compute a measure "${text}"; I can show both.`, 2.5)
    } else if (next && apart && !draft.metrics.some((metric) => metric.item === next)) {
      issue(draft, 'unbound_words', `I could not place "${wordsOf(draft, next)}" in the question.`, 2.5)
    } else bind(item, 'ignorable', null)
  }
}

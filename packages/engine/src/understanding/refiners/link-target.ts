import { bind, type Draft, fire, type Item, isCue, neighbor, wordsOf } from '../draft.ts'
import { issue } from './issues.ts'

/** Smaller numbers are goals only where what they count follows: "on track for 60 deals". */
const smallestGoal = 100

/** "are we on track for 5M", "will we hit 5M" state the goal itself. */
export function linkTarget(draft: Draft, item: Item): boolean {
  const reached = draft.items.find((other) => isCue(other, 'reach') && other.index < item.index && opens(draft, other))
  if (item.meaning.kind !== 'number' || !(reached || draft.cues.has('target'))) return false
  const { quantity } = item.meaning
  const isNone = quantity.value < smallestGoal || isYear(draft, item)
  if (quantity.bare && isNone && !isCounted(draft, item)) return false
  if (reached) bind(reached, 'intent', 'target')
  draft.cues.add('target')
  bind(item, 'number', 'target')
  draft.target = { value: quantity.percent ? quantity.value / 100 : quantity.value, unit: quantity.currency }
  fire(draft, 'target-stated')
  return true
}

/** "when did we reach 1m", "which regions have we reached 1m in" ask for something else than whether it is reached. */
function opens({ items }: Draft, reached: Item): boolean {
  return items.every(
    (item) =>
      item.index >= reached.index ||
      item.meaning.kind === 'ignorable' ||
      item.meaning.kind === 'value' ||
      item.meaning.kind === 'time',
  )
}

/** "are we going to hit a record": what is to be reached is no number. */
export function checkReached(draft: Draft): void {
  for (const item of draft.items) {
    if (!isCue(item, 'reach') || item.role !== null) continue
    // "how far are we from target": the goal is one the company has set.
    if (draft.cues.has('target')) {
      bind(item, 'intent', 'target')
      continue
    }
    issue(draft, 'unbound_words', `I do not know what "${wordsOf(draft, item)}" is about: a goal needs a number.`, 2.6)
  }
}

/** "will we make a profit in 2027" */
function isYear({ message }: Draft, item: Item): boolean {
  return /^(?:19|20)\d\d$/.test(message.words[item.from]?.text ?? '')
}

function isCounted(draft: Draft, item: Item): boolean {
  const noun = neighbor(draft, item, 1)
  return noun?.meaning.kind === 'metric' && draft.lexicon.metrics.get(noun.meaning.metric)?.unit.kind === 'count'
}

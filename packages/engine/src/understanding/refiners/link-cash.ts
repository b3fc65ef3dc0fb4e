import { bind, type Draft, fire, type Item } from '../draft.ts'
import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { nameKeys } from '../text/words.ts'
import { addMetric } from './add-metric.ts'

/**
 * "how much cash did each office get in", "cash received by office": cash that comes in is what was collected, where the company keeps that
 * apart from what it billed; by itself "cash" is what one has.
 */
export function linkCash(draft: Draft): void {
  const cash = draft.items.find((item) => isCash(draft, item))
  const collected = cash && collectedBy(draft)
  if (!cash || !collected || !comesIn(draft, cash)) return
  const stated = draft.metrics.filter(({ item }) => item?.meaning.kind !== 'implied')
  if (stated.some(({ id }) => id !== collected.id)) return
  if (stated.length === 0) {
    for (const { item } of draft.metrics.splice(0)) if (item) bind(item, 'ignorable', null)
    addMetric(draft, collected.id, cash, 'implied', 'metric-cash')
  } else bind(cash, 'ignorable', null)
  fire(draft, 'metric-cash')
}

function isCash({ message }: Draft, { meaning, role, from, to }: Item): boolean {
  // "how much cash came in" is said in one piece.
  if (meaning.kind === 'implied') return hasFunctionWord(message, from, to, 'cash')
  if (role !== null || to - from > 1 || !isFunctionWord(message, from, 'cash')) return false
  return meaning.kind === 'absent' || meaning.kind === 'unknown'
}

/** The one sum of money that is called after what came in of what was billed. */
function collectedBy({ lexicon }: Draft): LexiconMetric | undefined {
  const { equivalents, 'implied-metrics': implied, 'short-names': short } = lexicon.grammar
  const [metric, other] = [...lexicon.metrics.values()].filter(({ label, definition }) => {
    if (definition.aggregation.kind !== 'sum') return false
    const words = nameKeys(label, equivalents).filter((word) => !short.untelling.includes(word))
    return words.length > 0 && words.every((word) => implied.parts.collected.includes(word))
  })
  return other ? undefined : metric
}

/** "cash did we get in", "cash came in", "cash received": behind it something says that it came. */
function comesIn({ message, items }: Draft, cash: Item): boolean {
  if (items.some(({ meaning, from }) => meaning.kind === 'metric' && from === cash.to)) return true
  if (cash.meaning.kind === 'implied') return true
  return hasFunctionWord(message, cash.to, message.words.length, 'coming_in')
}

import { type Draft, type Item, isCue, isPlural, keyOf, penalize } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { membersNamed } from '../lexicon/members.ts'
import type { Meaning } from '../lexicon/types.ts'

/** Whether the words of an item are also the noun for the rows of a dataset. */
export function namesRecords(draft: Draft, item: Item): boolean {
  return means(draft, item, 'record')
}

/** Whether the words of an item are also a measure's name. */
export function namesMetric(draft: Draft, item: Item): boolean {
  return means(draft, item, 'metric')
}

/** Whether the words of an item are also a dimension's name. */
export function namesDimension(draft: Draft, item: Item): boolean {
  return means(draft, item, 'dimension')
}

/** Where a noun begins with the period that is said before it: "on May orders", "on the May orders". */
export function startOfNoun(draft: Draft, item: Item): number {
  let start = item.from
  for (
    let before = draft.items[item.index - 1];
    before?.meaning.kind === 'time';
    before = draft.items[before.index - 1]
  )
    start = before.from
  return start > 0 && isFunctionWord(draft.message, start - 1, 'definite') ? start - 1 : start
}

/** "deals in Proposal" names a stage, not deals once more: a member whose name repeats the measure is the likelier reading. */
export function preferMember(draft: Draft, item: Item, metric: string | undefined): void {
  if (isPlural(draft, item) || !draft.metrics.some(({ id }) => id === metric)) return
  if (membersNamed(draft.lexicon.members, keyOf(draft, item)).length > 0) penalize(draft, 'repeated-measure', 1.2)
}

function means(draft: Draft, item: Item, kind: Meaning['kind']): boolean {
  return (draft.lexicon.phrases.get(keyOf(draft, item)) ?? []).some((meaning) => meaning.kind === kind)
}

/** The first of the members, joined by "and", that stand right before a noun. */
export function firstMember(draft: Draft, noun: Item): Item | undefined {
  let first: Item | undefined
  for (let at = noun.index - 1; at >= 0; at -= 1) {
    const item = draft.items[at]
    if (item?.meaning.kind === 'value') first = item
    else if (!item || !isCue(item, 'and')) return first
  }
  return first
}

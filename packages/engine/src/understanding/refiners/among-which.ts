import { bind, type Draft, type Item, isCue } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'

/** "who came second among the trade dealers", "trade dealers: who is number two" */
export function amongWhich(draft: Draft): Item | null {
  const who = draft.items.find((item) => isCue(item, 'who'))
  const named = draft.items.find(
    (item) => item.meaning.kind === 'dimension' && item.role === null && isSetApart(draft, item),
  )
  if (who && named?.meaning.kind === 'dimension') bind(who, 'dimension', named.meaning.dimension)
  return named ?? null
}

export function isSetApart(draft: Draft, item: Item): boolean {
  const start = startOfMembers(draft, item)
  const before = isFunctionWord(draft.message, start - 1, 'belonging') ? start - 2 : start - 1
  const isAmong = isFunctionWord(draft.message, start - 1, 'among') || isFunctionWord(draft.message, before, 'among')
  return isAmong || opensApart(draft, item)
}

/** "trade dealers: who …": those a question is about, set apart before it. */
function opensApart({ message, items }: Draft, item: Item): boolean {
  const next = message.words[item.to]
  if (!next || next.gap === 'space' || next.gap === 'hyphen') return false
  const before = items.slice(0, item.index)
  return before.every(({ meaning }) => meaning.kind === 'value' || meaning.kind === 'ignorable')
}

/** Where the words begin that tell them apart: "among the London and Leeds dealers". */
function startOfMembers({ items }: Draft, item: Item): number {
  const first = items.slice(0, item.index).findLastIndex(({ meaning }) => meaning.kind !== 'value')
  return items[first + 1]?.from ?? item.from
}

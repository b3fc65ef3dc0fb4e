import { type Draft, type Item, isCue, wordsOf } from '../draft.ts'
import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import { issue } from './issues.ts'

/** What is wanted of each of several, where the words name no dimension to split by, or want one winner for each. */
export function checkWinners(draft: Draft): void {
  checkSellerOfEach(draft)
  checkSplitByMember(draft)
}

/** "best seller per store" wants what sells best within each, where "which store is the best seller" ranks the stores. */
function checkSellerOfEach(draft: Draft): void {
  const seller = draft.items.find((item) => ranksSellers(draft, item))
  if (!seller) return
  const within = draft.groupings.some(({ item }) => {
    const opener = draft.items.findLast((other) => other.index < item.index && isCue(other, 'group'))
    return opener !== undefined && opener.index > seller.index
  })
  if (!within) return
  issue(draft, 'unsupported_operation', `I cannot find the ${wordsOf(draft, seller)} within each group yet.`, 2.6)
}

function ranksSellers(draft: Draft, { meaning, role, from, to }: Item): boolean {
  if (role !== 'rank' || meaning.kind !== 'implied') return false
  return hasFunctionWord(draft.message, from, to, 'selling_noun')
}

/** "revenue per shop", where "Shop" is a member: it names one of them, and nothing to split by. */
function checkSplitByMember(draft: Draft): void {
  for (const item of draft.items) {
    const per = draft.items[item.index - 1]
    if (item.meaning.kind !== 'value' || item.role !== 'value' || per?.to !== item.from) continue
    if ((per.role ?? 'ignorable') !== 'ignorable' || !isFunctionWord(draft.message, per.to - 1, 'per')) continue
    issue(draft, 'unknown_dimension', `This data cannot be grouped by "${wordsOf(draft, item)}".`, 2.6)
  }
}

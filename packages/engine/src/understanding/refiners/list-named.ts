import { bind, type Draft, type Item, isCue, isPlural } from '../draft.ts'
import { addGrouping } from './link-grouping.ts'
import type { RankRequest } from './link-rank.ts'

/** "show me all the regions", "tell me our plans": asks which there are, where nothing is said of measures, members or periods. */
export function listNamed(draft: Draft, rank: RankRequest | null): void {
  if (rank || draft.asked || draft.metrics.length > 0 || draft.record !== null || draft.filters.length > 0) return
  if (draft.groupings.length > 0 || draft.thresholds.length > 0 || draft.grain !== null) return
  const [named, another] = draft.items.filter(({ meaning }) => meaning.kind === 'dimension')
  if (!named || another || named.role !== null || !isPlural(draft, named) || !asksFor(draft)) return
  if (draft.lexicon.dimensionsById.get(named.meaning.kind === 'dimension' ? named.meaning.dimension : '')?.calendar)
    return
  if (!draft.items.every((item) => item === named || isSaidAround(item))) return
  addGrouping(draft, named, false)
  for (const item of draft.items) if (isCue(item, 'all')) bind(item, 'operator', 'list')
  draft.asked = true
}

function asksFor(draft: Draft): boolean {
  return draft.items.some(
    (item) => isCue(item, 'list') || (item.meaning.kind === 'ignorable' && item.meaning.group === 'request'),
  )
}

function isSaidAround(item: Item): boolean {
  return item.meaning.kind === 'ignorable' || item.meaning.kind === 'aside' || isCue(item, 'all', 'list', 'only')
}

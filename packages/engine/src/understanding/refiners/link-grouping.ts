import { bind, type Draft, fire, type Item, isCue, isPlural, neighbor } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'

/** Finds the dimensions to group by: after "by", "per", "for each", and what "and" or a comma adds to them. */
export function linkGrouping(draft: Draft): void {
  for (const item of draft.items) {
    if (item.meaning.kind !== 'dimension' || item.role !== null) continue
    const opener = groupingCue(draft, item)
    if (!opener) continue
    for (const cue of opener) bind(cue, 'operator', item.meaning.dimension)
    if (isWhole(draft, item, opener)) {
      bind(item, 'dimension', item.meaning.dimension)
      continue
    }
    addGrouping(draft, item, false)
  }
  linkGrains(draft)
}

/** "total revenue across all regions" is one figure. */
function isWhole(draft: Draft, item: Item, opener: readonly Item[]): boolean {
  const across = opener.some((cue) => isFunctionWord(draft.message, cue.from, 'across'))
  const totals = new Set(draft.lexicon.grammar.cues.total)
  return across && isPlural(draft, item) && draft.message.words.some((word) => totals.has(word.normal))
}

const buckets = ['day', 'week', 'month', 'quarter', 'year'] as const

export function addGrouping(draft: Draft, item: Item, loose: boolean): void {
  if (item.meaning.kind !== 'dimension') return
  const { dimension } = item.meaning
  bind(item, 'dimension', dimension)
  const bucket = buckets.find((name) => name === dimension)
  if (bucket && draft.lexicon.dimensionsById.get(bucket)?.calendar) {
    if (draft.grain === null) draft.grainAt = item.index
    draft.grain ??= bucket
    return
  }
  if (draft.groupings.some((grouping) => grouping.dimension === dimension)) return
  const at = loose ? placeBefore(draft, item) : -1
  draft.groupings.splice(at < 0 ? draft.groupings.length : at, 0, { dimension, item, loose })
  fire(draft, loose ? 'breakdown-loose' : 'breakdown')
}

/** "a country by segment table": what stands right before "by" is the outer split. Where the inner one is; -1 for any other. */
function placeBefore(draft: Draft, item: Item): number {
  const by = draft.items[item.index + 1]
  const inner = by && draft.items[by.index + 1]
  const joins = (['by', 'cross'] as const).some((use) => isFunctionWord(draft.message, by?.from ?? -1, use))
  if (!joins || isPlural(draft, item)) return -1
  return draft.groupings.findIndex((grouping) => grouping.item === inner)
}

function groupingCue(draft: Draft, item: Item): Item[] | null {
  const before = neighbor(draft, item, -1)
  if (!before) return null
  if (isCue(before, 'group')) return [before]
  const further = neighbor(draft, before, -1)
  if (isCue(before, 'all') && further && isCue(further, 'group')) return [before, further]
  if (isCue(before, 'from', 'how_many') && isCue(further, 'group') && further) return [before, further]
  // "by region, category" goes on; "by agent for products…" does not.
  if (isGrouped(draft, before) && before.to === item.from) return []
  if (isCue(before, 'and', 'group') && further && isGrouped(draft, further)) return [before]
  return null
}

function isGrouped(draft: Draft, item: Item): boolean {
  return (
    draft.groupings.some((grouping) => grouping.item === item) ||
    (item.meaning.kind === 'time' && item.meaning.match.kind === 'grain')
  )
}

const grainCues = {
  grain_day: 'day',
  grain_week: 'week',
  grain_month: 'month',
  grain_quarter: 'quarter',
  grain_year: 'year',
} as const

/** "by month", "weekly": the buckets of a series. */
function linkGrains(draft: Draft): void {
  for (const item of draft.items) {
    const { meaning } = item
    let grain: Draft['grain'] = null
    if (meaning.kind === 'time' && meaning.match.kind === 'grain') grain = meaning.match.grain
    if (meaning.kind === 'cue' && meaning.cue in grainCues) grain = grainCues[meaning.cue as keyof typeof grainCues]
    if (grain === null) continue
    bind(item, 'time', grain)
    if (draft.grain === null) draft.grainAt = item.index
    draft.grain ??= grain
    fire(draft, 'grain')
  }
}

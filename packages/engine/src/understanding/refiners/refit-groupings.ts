import { bind, type Draft, fire, wordsOf } from '../draft.ts'
import type { LexiconDimension } from '../lexicon/types.ts'
import { stem } from '../text/stem.ts'

/**
 * "activities by type" in a company whose deals have a "Type" and whose activities have an "Activity Type": a word that names a dimension
 * of another file means the one dimension of the measure's own file whose name ends in it.
 */
export function refitGroupings(draft: Draft): void {
  const datasets = new Set(draft.metrics.flatMap(({ id }) => draft.lexicon.metrics.get(id)?.dataset ?? []))
  const [dataset] = datasets
  if (dataset === undefined || datasets.size > 1) return
  for (const [place, grouping] of draft.groupings.entries()) {
    const known = draft.lexicon.dimensionsById.get(grouping.dimension)
    if (!known || isIn(known, dataset) || grouping.item.meaning.kind !== 'dimension') continue
    const own = endingIn(draft, wordsOf(draft, grouping.item), dataset)
    if (!own) continue
    draft.groupings[place] = { ...grouping, dimension: own.id }
    bind(grouping.item, 'dimension', own.id)
    fire(draft, 'breakdown-refitted')
  }
}

function isIn({ calendar, datasets }: LexiconDimension, dataset: number): boolean {
  return calendar || (datasets & (1 << dataset)) !== 0
}

function endingIn({ lexicon }: Draft, written: string, dataset: number): LexiconDimension | undefined {
  const ending = ` ${stems(written)}`
  const fitting = lexicon.dimensions.filter(
    (dimension) => !dimension.calendar && isIn(dimension, dataset) && ` ${stems(dimension.label)}`.endsWith(ending),
  )
  return fitting.length === 1 ? fitting[0] : undefined
}

function stems(text: string): string {
  return text.toLowerCase().split(/\s+/).map(stem).join(' ')
}

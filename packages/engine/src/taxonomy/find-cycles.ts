import type { TaxonomyProblem } from './errors.ts'
import type { Taxonomy } from './schema.ts'

/** Ratios that are computed from themselves and dimensions that stand above themselves, one problem for each entry of a circle. */
export function findCycles(taxonomy: Taxonomy): TaxonomyProblem[] {
  const parts = new Map(
    taxonomy.metrics.map(({ id, numerator, denominator }) => [id, [numerator ?? [], denominator ?? []].flat()]),
  )
  const parents = new Map(taxonomy.dimensions.map((dimension) => [dimension.id, dimension.parents]))
  return [
    ...circular(parts).map((id) => problem(`metrics/${id}.json`, 'numerator', `"${id}" is computed from itself`)),
    ...circular(parents).map((id) => problem(`dimensions/${id}.json`, 'parents', `"${id}" stands above itself`)),
  ]
}

function problem(file: string, path: string, message: string): TaxonomyProblem {
  return { file, path, message, suggestion: null }
}

/** The ids from which the arrows lead back to themselves. */
function circular(arrows: ReadonlyMap<string, readonly string[]>): string[] {
  return [...arrows.keys()].filter((id) => {
    const seen = new Set<string>()
    const waiting = [...(arrows.get(id) ?? [])]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next === id) return true
      if (seen.has(next)) continue
      seen.add(next)
      waiting.push(...(arrows.get(next) ?? []))
    }
    return false
  })
}

import type { Catalog, CatalogDimension, CatalogMetric } from '@salestalk/protocol'

export interface FoundDimension {
  readonly dimension: CatalogDimension
  /** The members to show: those that fit, or all when the dimension itself does. */
  readonly members: readonly string[]
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** What fits the words typed: metrics by name, synonym or description; dimensions by name, synonym or member. */
export function searchCatalog(
  catalog: Catalog,
  typed: string,
): { metrics: CatalogMetric[]; dimensions: FoundDimension[] } {
  const needle = plain(typed.trim())
  const fits = (...texts: readonly string[]) => texts.some((text) => plain(text).includes(needle))
  return {
    metrics: catalog.metrics.filter((metric) => fits(metric.label, metric.description, ...metric.synonyms)),
    dimensions: catalog.dimensions.flatMap((dimension) => {
      if (fits(dimension.label, ...dimension.synonyms)) return [{ dimension, members: dimension.members }]
      const members = dimension.members.filter((member) => fits(member))
      return members.length > 0 ? [{ dimension, members }] : []
    }),
  }
}

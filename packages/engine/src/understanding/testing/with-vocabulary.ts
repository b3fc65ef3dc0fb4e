import { applyOverlay } from '../../taxonomy/apply-overlay.ts'
import { defaultTaxonomy } from '../../taxonomy/tests/default-taxonomy.ts'
import { compileLexicon } from '../lexicon/index.ts'
import type { Company } from './build-company.ts'

/** The company with a vocabulary of its own. */
export function withVocabulary({ data, members }: Company, overlay: unknown): Company {
  const models = data.datasets.map(({ model }) => model)
  const known = {
    metrics: new Set(models.flatMap(({ metrics }) => metrics.map(({ id }) => id))),
    dimensions: new Set(models.flatMap(({ dimensions }) => dimensions.map(({ id }) => id))),
  }
  const taxonomy = applyOverlay(defaultTaxonomy, overlay, known)
  return { data, members, lexicon: compileLexicon({ taxonomy, data, members }) }
}

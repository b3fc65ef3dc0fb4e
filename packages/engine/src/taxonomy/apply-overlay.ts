import { suggest } from '../support/suggest.ts'
import { findBrokenReferences } from './cross-check.ts'
import { TaxonomyError } from './errors.ts'
import { fingerprint } from './load-taxonomy.ts'
import { overlaySchema, type SubjectEntry, type Taxonomy, type TaxonomyOverlay } from './schema.ts'
import { validateFile } from './validate.ts'

const overlayFile = 'overlay'

/**
 * The vocabulary of one company: the default with its own entries, synonyms and names added and what it hides left out.
 * Throws TaxonomyError, like loading does, when the overlay is malformed or refers to something that does not exist.
 */
export function applyOverlay(taxonomy: Taxonomy, content: unknown): Taxonomy {
  const { value: overlay, problems } = validateFile(overlayFile, overlaySchema, content)
  if (overlay === null) throw new TaxonomyError(problems)
  const unknown = findUnknownIds(taxonomy, overlay)
  if (unknown.length > 0) throw new TaxonomyError(unknown)
  const hiddenMetrics = new Set(overlay.hide.metrics)
  const hiddenDimensions = new Set(overlay.hide.dimensions)
  const merged: Taxonomy = {
    ...taxonomy,
    version: fingerprint(taxonomy.version + JSON.stringify(overlay)),
    subjects: [...taxonomy.subjects, ...overlay.add.subjects].map((subject) => adjustSubject(subject, overlay)),
    metrics: [...taxonomy.metrics, ...overlay.add.metrics]
      .filter((metric) => !hiddenMetrics.has(metric.id))
      .map((metric) => ({
        ...metric,
        alternatives: metric.alternatives.filter(
          ({ numerator, denominator }) => !hiddenMetrics.has(numerator) && !hiddenMetrics.has(denominator),
        ),
        synonyms: [...metric.synonyms, ...(overlay.synonyms.metrics[metric.id] ?? [])],
        negativeSynonyms: [...metric.negativeSynonyms, ...(overlay.negativeSynonyms[metric.id] ?? [])],
      })),
    dimensions: [...taxonomy.dimensions, ...overlay.add.dimensions]
      .filter((dimension) => !hiddenDimensions.has(dimension.id))
      .map((dimension) => ({
        ...dimension,
        parents: dimension.parents.filter((parent) => !hiddenDimensions.has(parent)),
        possibleParents: dimension.possibleParents.filter((parent) => !hiddenDimensions.has(parent)),
        synonyms: [...dimension.synonyms, ...(overlay.synonyms.dimensions[dimension.id] ?? [])],
        aliases: mergeAliases(dimension.aliases, overlay.aliases[dimension.id] ?? {}),
      })),
    everydayWords: [...overlay.add.everydayWords, ...taxonomy.everydayWords]
      .map(({ word, candidates }) => ({
        word,
        candidates: candidates
          .map((group) => group.filter((id) => !hiddenMetrics.has(id)))
          .filter((group) => group.length > 0),
      }))
      .filter((entry) => entry.candidates.length > 0),
    columns: {
      ...taxonomy.columns,
      entities: taxonomy.columns.entities
        .filter((entity) => !hiddenMetrics.has(entity.metric))
        .map((entity) => (hiddenDimensions.has(entity.dimension ?? '') ? { ...entity, dimension: null } : entity)),
    },
  }
  const broken = findBrokenReferences(merged)
  if (broken.length > 0) throw new TaxonomyError(broken)
  return merged
}

function adjustSubject(subject: SubjectEntry, overlay: TaxonomyOverlay): SubjectEntry {
  const added = overlay.add.metrics.filter((metric) => metric.subject === subject.id).map((metric) => metric.id)
  const metrics = [...new Set([...subject.metrics, ...added])].filter((id) => !overlay.hide.metrics.includes(id))
  const entity = overlay.hide.dimensions.includes(subject.entity ?? '') ? null : subject.entity
  return { ...subject, metrics, entity }
}

function mergeAliases(base: Record<string, string[]>, added: Record<string, string[]>): Record<string, string[]> {
  const merged = { ...base }
  for (const [member, names] of Object.entries(added))
    merged[member] = [...new Set([...(merged[member] ?? []), ...names])]
  return merged
}

function findUnknownIds(taxonomy: Taxonomy, overlay: TaxonomyOverlay) {
  const metrics = new Set([...taxonomy.metrics, ...overlay.add.metrics].map((metric) => metric.id))
  const dimensions = new Set([...taxonomy.dimensions, ...overlay.add.dimensions].map((dimension) => dimension.id))
  const references: [string, string, string[], Set<string>][] = [
    ['hide.metrics', 'metric', overlay.hide.metrics, metrics],
    ['hide.dimensions', 'dimension', overlay.hide.dimensions, dimensions],
    ['synonyms.metrics', 'metric', Object.keys(overlay.synonyms.metrics), metrics],
    ['synonyms.dimensions', 'dimension', Object.keys(overlay.synonyms.dimensions), dimensions],
    ['negativeSynonyms', 'metric', Object.keys(overlay.negativeSynonyms), metrics],
    ['aliases', 'dimension', Object.keys(overlay.aliases), dimensions],
  ]
  return references.flatMap(([path, kind, ids, known]) =>
    ids
      .filter((id) => !known.has(id))
      .map((id) => ({
        file: overlayFile,
        path: `${path}.${id}`,
        message: `no ${kind} has the id "${id}"`,
        suggestion: suggest(id, known),
      })),
  )
}

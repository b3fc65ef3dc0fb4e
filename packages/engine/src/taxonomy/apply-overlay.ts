import type { WeightedPhrase } from '@salestalk/protocol'
import { suggest } from '../support/suggest.ts'
import { findBrokenReferences } from './cross-check.ts'
import { TaxonomyError, type TaxonomyProblem } from './errors.ts'
import { findCycles } from './find-cycles.ts'
import { fingerprint } from './load-taxonomy.ts'
import { overlaySchema, type SubjectEntry, type Taxonomy, type TaxonomyOverlay } from './schema.ts'
import { validateFile } from './validate.ts'

const overlayFile = 'overlay'

/** Ids that a company's data has whether the common vocabulary knows them or not. */
export interface KnownIds {
  readonly metrics: ReadonlySet<string>
  readonly dimensions: ReadonlySet<string>
}

const noIds: KnownIds = { metrics: new Set(), dimensions: new Set() }

/** The overlay in its full form. Throws TaxonomyError with every place that has not the shape it should have. */
export function parseOverlay(content: unknown): TaxonomyOverlay {
  const { value: overlay, problems } = validateFile(overlayFile, overlaySchema, content)
  if (overlay === null) throw new TaxonomyError(problems)
  return overlay
}

/**
 * The vocabulary of one company: the default with its own entries, synonyms and names added and what it hides left out.
 * Throws TaxonomyError, like loading does, when the overlay is malformed or refers to something that does not exist.
 */
export function applyOverlay(taxonomy: Taxonomy, content: unknown, ofData: KnownIds = noIds): Taxonomy {
  const overlay = parseOverlay(content)
  const unknown = findUnknownIds(taxonomy, overlay, ofData)
  if (unknown.length > 0) throw new TaxonomyError(unknown)
  const { add: _add, hide: _hide, ...company } = overlay
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
        synonyms: mergeSynonyms(metric.synonyms, overlay.synonyms.metrics[metric.id]),
        negativeSynonyms: [...metric.negativeSynonyms, ...(overlay.negativeSynonyms[metric.id] ?? [])],
      })),
    dimensions: [...taxonomy.dimensions, ...overlay.add.dimensions]
      .filter((dimension) => !hiddenDimensions.has(dimension.id))
      .map((dimension) => ({
        ...dimension,
        parents: dimension.parents.filter((parent) => !hiddenDimensions.has(parent)),
        possibleParents: dimension.possibleParents.filter((parent) => !hiddenDimensions.has(parent)),
        synonyms: mergeSynonyms(dimension.synonyms, overlay.synonyms.dimensions[dimension.id]),
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
    company,
  }
  const broken = findBrokenReferences(merged)
  const circles = broken.length > 0 ? [] : findCycles(merged)
  if (broken.length + circles.length > 0) throw new TaxonomyError([...broken, ...circles])
  return merged
}

function adjustSubject(subject: SubjectEntry, overlay: TaxonomyOverlay): SubjectEntry {
  const added = overlay.add.metrics.filter((metric) => metric.subject === subject.id).map((metric) => metric.id)
  const metrics = [...new Set([...subject.metrics, ...added])].filter((id) => !overlay.hide.metrics.includes(id))
  const entity = overlay.hide.dimensions.includes(subject.entity ?? '') ? null : subject.entity
  return { ...subject, metrics, entity }
}

/** What the company says about a phrase replaces what the common vocabulary does. */
function mergeSynonyms(common: readonly WeightedPhrase[], own: readonly WeightedPhrase[] = []): WeightedPhrase[] {
  const said = new Set(own.map(({ text }) => text.toLowerCase()))
  return [...common.filter(({ text }) => !said.has(text.toLowerCase())), ...own]
}

function mergeAliases(base: Record<string, string[]>, added: Record<string, string[]>): Record<string, string[]> {
  const merged = new Map(Object.entries(base))
  for (const [member, names] of Object.entries(added))
    merged.set(member, [...new Set([...(merged.get(member) ?? []), ...names])])
  return Object.fromEntries(merged)
}

/** The overlay without what refers to metrics and dimensions that are gone, such as those of a data set that was deleted. */
export function withoutUnknownIds(
  taxonomy: Taxonomy,
  overlay: TaxonomyOverlay,
  ofData: KnownIds,
): { readonly overlay: TaxonomyOverlay; readonly dropped: readonly TaxonomyProblem[] } {
  const dropped = findUnknownIds(taxonomy, overlay, ofData)
  if (dropped.length === 0) return { overlay, dropped }
  const { metrics, dimensions } = knownIds(taxonomy, overlay, ofData)
  const { hide, synonyms, forbid, preferences } = overlay
  const kept: TaxonomyOverlay = {
    ...overlay,
    hide: {
      metrics: hide.metrics.filter((id) => metrics.has(id)),
      dimensions: hide.dimensions.filter((id) => dimensions.has(id)),
    },
    synonyms: { metrics: pick(synonyms.metrics, metrics), dimensions: pick(synonyms.dimensions, dimensions) },
    negativeSynonyms: pick(overlay.negativeSynonyms, metrics),
    aliases: pick(overlay.aliases, dimensions),
    forbid: {
      metrics: pick(forbid.metrics, metrics),
      dimensions: pick(forbid.dimensions, dimensions),
      aliases: pick(forbid.aliases, dimensions),
    },
    preferences: preferences.filter((preference) =>
      'metric' in preference ? metrics.has(preference.metric) : dimensions.has(preference.dimension),
    ),
  }
  return { overlay: kept, dropped }
}

function pick<Value>(record: Record<string, Value>, known: ReadonlySet<string>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([id]) => known.has(id)))
}

function knownIds(taxonomy: Taxonomy, overlay: TaxonomyOverlay, ofData: KnownIds): KnownIds {
  const idsOf = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id)
  return {
    metrics: new Set([...idsOf(taxonomy.metrics), ...idsOf(overlay.add.metrics), ...ofData.metrics]),
    dimensions: new Set([...idsOf(taxonomy.dimensions), ...idsOf(overlay.add.dimensions), ...ofData.dimensions]),
  }
}

function findUnknownIds(taxonomy: Taxonomy, overlay: TaxonomyOverlay, ofData: KnownIds): TaxonomyProblem[] {
  const { metrics, dimensions } = knownIds(taxonomy, overlay, ofData)
  const { hide, synonyms, forbid, preferences } = overlay
  const preferred = preferences.map((preference, index) =>
    'metric' in preference
      ? ([`preferences.${index}`, 'metric', [preference.metric], metrics] as const)
      : ([`preferences.${index}`, 'dimension', [preference.dimension], dimensions] as const),
  )
  // Hiding is about the common vocabulary: what only the data has is hidden in its model.
  const common = knownIds(taxonomy, overlay, noIds)
  const references: (readonly [string, string, readonly string[], ReadonlySet<string>])[] = [
    ['hide.metrics', 'metric', hide.metrics, common.metrics],
    ['hide.dimensions', 'dimension', hide.dimensions, common.dimensions],
    ['synonyms.metrics', 'metric', Object.keys(synonyms.metrics), metrics],
    ['synonyms.dimensions', 'dimension', Object.keys(synonyms.dimensions), dimensions],
    ['negativeSynonyms', 'metric', Object.keys(overlay.negativeSynonyms), metrics],
    ['aliases', 'dimension', Object.keys(overlay.aliases), dimensions],
    ['forbid.metrics', 'metric', Object.keys(forbid.metrics), metrics],
    ['forbid.dimensions', 'dimension', Object.keys(forbid.dimensions), dimensions],
    ['forbid.aliases', 'dimension', Object.keys(forbid.aliases), dimensions],
    ...preferred,
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

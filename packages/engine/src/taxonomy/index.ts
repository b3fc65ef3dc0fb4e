export { applyOverlay, type KnownIds, parseOverlay, withoutUnknownIds } from './apply-overlay.ts'
export { findDoubtfulEntries } from './cross-check.ts'
export { describeProblem, TaxonomyError, type TaxonomyProblem } from './errors.ts'
export { generateTaxonomySchemas } from './json-schema.ts'
export { foldHeader } from './load-locales.ts'
export { loadTaxonomy, type TaxonomyFiles } from './load-taxonomy.ts'
export { findDimensionEntry, findMetricEntry, findSubjectEntry } from './look-up.ts'
export type {
  ColumnVocabulary,
  CompanyWords,
  DimensionEntry,
  EverydayWord,
  IntentEntry,
  MetricEntry,
  SubjectEntry,
  Taxonomy,
  TaxonomyOverlay,
} from './schema.ts'

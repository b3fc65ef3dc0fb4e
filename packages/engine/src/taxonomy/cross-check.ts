import { suggest } from '../support/suggest.ts'
import type { TaxonomyProblem } from './errors.ts'
import type { Taxonomy } from './schema.ts'

/** References between entries that lead nowhere, and identifiers given twice. Empty when the vocabulary hangs together. */
export function findBrokenReferences(taxonomy: Taxonomy): TaxonomyProblem[] {
  const metrics = new Set(taxonomy.metrics.map((metric) => metric.id))
  const dimensions = new Set(taxonomy.dimensions.map((dimension) => dimension.id))
  const subjects = new Map(taxonomy.subjects.map((subject) => [subject.id, subject]))
  const problems: TaxonomyProblem[] = []
  const expectKnown = (
    file: string,
    path: string,
    kind: string,
    id: string | null,
    known: ReadonlySet<string>,
  ): void => {
    if (id === null || known.has(id)) return
    problems.push({ file, path, message: `no ${kind} has the id "${id}"`, suggestion: suggest(id, known) })
  }
  const subjectIds = new Set(subjects.keys())
  for (const metric of taxonomy.metrics) {
    const file = `metrics/${metric.id}.json`
    expectKnown(file, 'subject', 'subject', metric.subject, subjectIds)
    expectKnown(file, 'numerator', 'metric', metric.numerator, metrics)
    expectKnown(file, 'denominator', 'metric', metric.denominator, metrics)
    for (const [index, pair] of metric.alternatives.entries()) {
      expectKnown(file, `alternatives.${index}.numerator`, 'metric', pair.numerator, metrics)
      expectKnown(file, `alternatives.${index}.denominator`, 'metric', pair.denominator, metrics)
    }
    for (const [index, id] of metric.dimensions.entries())
      expectKnown(file, `dimensions.${index}`, 'dimension', id, dimensions)
    if ((metric.numerator === null) !== (metric.denominator === null)) {
      problems.push({ file, path: 'denominator', message: 'numerator and denominator come together', suggestion: null })
    }
    const subject = subjects.get(metric.subject)
    if (subject && !subject.metrics.includes(metric.id)) {
      const message = `the subject does not list the metric "${metric.id}", which names it`
      problems.push({ file: `subjects/${subject.id}.json`, path: 'metrics', message, suggestion: null })
    }
  }
  for (const subject of taxonomy.subjects) {
    const file = `subjects/${subject.id}.json`
    expectKnown(file, 'entity', 'dimension', subject.entity, dimensions)
    for (const [index, id] of subject.metrics.entries()) expectKnown(file, `metrics.${index}`, 'metric', id, metrics)
  }
  for (const dimension of taxonomy.dimensions) {
    const file = `dimensions/${dimension.id}.json`
    expectKnown(file, 'subject', 'subject', dimension.subject, subjectIds)
    for (const kind of ['parents', 'possibleParents'] as const) {
      for (const [index, id] of dimension[kind].entries())
        expectKnown(file, `${kind}.${index}`, 'dimension', id, dimensions)
    }
  }
  for (const [index, entry] of taxonomy.everydayWords.entries()) {
    for (const [group, ids] of entry.candidates.entries()) {
      for (const id of ids) expectKnown('everyday-words.json', `${index}.candidates.${group}`, 'metric', id, metrics)
    }
  }
  for (const [index, entity] of taxonomy.columns.entities.entries()) {
    expectKnown('columns.json', `entities.${index}.metric`, 'metric', entity.metric, metrics)
    expectKnown('columns.json', `entities.${index}.dimension`, 'dimension', entity.dimension, dimensions)
  }
  return [...problems, ...findRepeatedIds(taxonomy)]
}

function findRepeatedIds(taxonomy: Taxonomy): TaxonomyProblem[] {
  const kinds = {
    intents: taxonomy.intents,
    subjects: taxonomy.subjects,
    metrics: taxonomy.metrics,
    dimensions: taxonomy.dimensions,
  }
  return Object.entries(kinds).flatMap(([kind, entries]) => {
    const ids = entries.map((entry) => entry.id)
    const repeated = ids.filter((id, index) => ids.indexOf(id) !== index)
    return repeated.map((id) => ({
      file: `${kind}/${id}.json`,
      path: 'id',
      message: `the id "${id}" is given twice`,
      suggestion: null,
    }))
  })
}

/**
 * Things that work but are most likely mistakes: a phrase that two metrics (or two dimensions) claim with the same weight, and a header
 * that would be read as two metrics. Reported by `npm run check:taxonomy`.
 */
export function findDoubtfulEntries(taxonomy: Taxonomy): TaxonomyProblem[] {
  return [
    ...findSharedSynonyms('metrics', taxonomy.metrics),
    ...findSharedSynonyms('dimensions', taxonomy.dimensions),
    ...findSharedColumns(taxonomy),
  ]
}

interface Named {
  readonly id: string
  readonly synonyms: readonly { readonly text: string; readonly weight: number }[]
}

function findSharedSynonyms(kind: string, entries: readonly Named[]): TaxonomyProblem[] {
  const owners = new Map<string, string>()
  const problems: TaxonomyProblem[] = []
  for (const entry of entries) {
    for (const [index, synonym] of entry.synonyms.entries()) {
      const key = `${synonym.text.toLowerCase()}\n${synonym.weight}`
      const owner = owners.get(key)
      if (owner !== undefined) {
        const message = `"${synonym.text}" has the same weight in "${owner}": give one of them less`
        problems.push({ file: `${kind}/${entry.id}.json`, path: `synonyms.${index}`, message, suggestion: null })
      }
      owners.set(key, entry.id)
    }
  }
  return problems
}

function findSharedColumns(taxonomy: Taxonomy): TaxonomyProblem[] {
  const owners = new Map<string, string>()
  const problems: TaxonomyProblem[] = []
  for (const metric of taxonomy.metrics) {
    for (const [index, column] of metric.columns.entries()) {
      const owner = owners.get(column)
      if (owner !== undefined) {
        const message = `the header "${column}" already means "${owner}"`
        problems.push({ file: `metrics/${metric.id}.json`, path: `columns.${index}`, message, suggestion: null })
      }
      owners.set(column, metric.id)
    }
  }
  return problems
}

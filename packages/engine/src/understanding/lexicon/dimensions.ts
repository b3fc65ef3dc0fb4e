import type { TenantData } from '../../model/tenant-data.ts'
import type { Taxonomy } from '../../taxonomy/schema.ts'
import { nameKeys } from '../text/words.ts'
import { addPhrase, hasMeaning, type PhraseTable } from './phrase-table.ts'
import type { LexiconDimension } from './types.ts'

const calendarDimensions = ['day', 'weekday', 'week', 'month', 'quarter', 'year'] as const
const everyDataset = -1

/** The dimensions a company's questions may name, the calendar's among them; same ids of several datasets are one. */
export function collectDimensions(data: TenantData, taxonomy: Taxonomy): LexiconDimension[] {
  const entries = new Map(taxonomy.dimensions.map((entry) => [entry.id, entry]))
  const found = new Map<string, LexiconDimension>()
  data.datasets.forEach((dataset, index) => {
    for (const definition of dataset.model.dimensions) {
      const known = found.get(definition.id)
      const entry = entries.get(definition.id)
      const parents = definition.parent === null ? (entry?.parents ?? []) : [definition.parent]
      found.set(definition.id, {
        id: definition.id,
        label: known?.label ?? definition.label,
        subject: known?.subject ?? definition.subject ?? entry?.subject ?? null,
        parents: known?.parents ?? parents,
        datasets: (known?.datasets ?? 0) | (1 << index),
        calendar: false,
      })
    }
  })
  for (const id of calendarDimensions) {
    if (found.has(id)) continue
    const label = `${id.charAt(0).toUpperCase()}${id.slice(1)}`
    found.set(id, { id, label, subject: null, parents: [], datasets: everyDataset, calendar: true })
  }
  return [...found.values()]
}

/** Every name of every dimension, of the records ("opportunities") and of dimensions the company lacks. */
export function addDimensionPhrases(
  table: PhraseTable,
  dimensions: readonly LexiconDimension[],
  data: TenantData,
  taxonomy: Taxonomy,
  verbs: ReadonlySet<string>,
): void {
  const add = (dimension: string, name: string, weight: number): void => {
    addPhrase(table, name, { kind: 'dimension', dimension, weight })
  }
  const own = ownNames(table, data)
  const isTaken = (name: string, dimension: string): boolean => {
    const owner = own.get(nameKeys(name, table.equivalents).join(' '))
    const shared = sharedDatasets(dimensions, dimension, owner)
    return owner !== undefined && owner !== dimension && shared
  }
  data.datasets.forEach((dataset, index) => {
    const { model } = dataset
    for (const definition of model.dimensions) {
      add(definition.id, definition.label, 1)
      if (isShort(definition.label)) add(definition.id, `${definition.label}s`, 1)
      add(definition.id, definition.id.replaceAll('_', ' '), 1)
      // "make" is a brand only where a column is headed so: elsewhere it is what people do.
      // "cancelled" of a column Is Cancelled is the column's own word.
      const isOwn = (synonym: string): boolean => definition.label.toLowerCase().endsWith(` ${synonym}`)
      for (const synonym of definition.synonyms) {
        if (isTaken(synonym, definition.id)) continue
        if (!verbs.has(synonym) || isOwn(synonym)) add(definition.id, synonym, 1)
      }
      const header = model.columns.find((column) => column.key === definition.column)
      if (header) add(definition.id, header.name.replaceAll('_', ' '), 0.95)
    }
    addPhrase(table, model.record.singular, { kind: 'record', dataset: index })
    addPhrase(table, model.record.plural, { kind: 'record', dataset: index })
  })
  for (const dimension of dimensions) if (dimension.calendar) add(dimension.id, dimension.id, 1)
  add('weekday', 'day of the week', 1)
  add('weekday', 'day of week', 1)
  const present = new Set(dimensions.map((dimension) => dimension.id))
  for (const entry of taxonomy.dimensions) {
    if (!present.has(entry.id)) continue
    add(entry.id, entry.label, 0.95)
    for (const synonym of entry.synonyms) {
      if (isTaken(synonym.text, entry.id)) continue
      if (!verbs.has(synonym.text)) add(entry.id, synonym.text, Math.min(synonym.weight, 0.95))
    }
  }
  for (const entry of taxonomy.dimensions) {
    if (present.has(entry.id)) continue
    const names = [
      entry.label,
      ...entry.synonyms.filter((synonym) => synonym.weight >= 0.9).map((synonym) => synonym.text),
    ]
    for (const name of names) {
      if (hasMeaning(table, name, 'dimension') || hasMeaning(table, name, 'record')) continue
      addPhrase(table, name, { kind: 'absent_dimension', label: entry.label })
    }
  }
}

/** What the columns are headed, which is no other name of another dimension beside them: an "AE" is nobody's "SDR Owner". */
function ownNames(table: PhraseTable, data: TenantData): Map<string, string> {
  const own = new Map<string, string>()
  for (const { model } of data.datasets) {
    for (const { id, label } of model.dimensions) {
      const key = nameKeys(label, table.equivalents).join(' ')
      own.set(key, id)
      if (isShort(label)) own.set(`${key}s`, id)
    }
  }
  return own
}

function sharedDatasets(dimensions: readonly LexiconDimension[], left: string, right: string | undefined): boolean {
  const [one, other] = [left, right].map((id) => dimensions.find((dimension) => dimension.id === id)?.datasets ?? 0)
  return ((one ?? 0) & (other ?? 0)) !== 0
}

/** Letters, whose plural is too short to be known for one: "AEs". */
function isShort(label: string): boolean {
  return /(?:^|\s)\p{L}{2,3}$/u.test(label)
}

import type { PhraseFiles } from '../phrases/schema.ts'
import { nameKeys } from '../text/words.ts'
import { measureColumn } from './measure-column.ts'
import { addPhrase, hasMeaning, type PhraseTable } from './phrase-table.ts'
import { isReserved } from './reserved-words.ts'
import type { LexiconMetric } from './types.ts'

/** What a name weighs that a measure goes by elsewhere. */
const alikeWeight = 0.9

/**
 * "Tips" are also the gratuity, and an "Amount Remaining" is what is outstanding. Of two measures that go by names of one group each has
 * the others of it, so that the user says which; a name that means something of the company's already stays with that.
 */
export function addAlikeNames(
  table: PhraseTable,
  metrics: ReadonlyMap<string, LexiconMetric>,
  { 'short-names': { alike } }: PhraseFiles,
  reserved: ReadonlySet<string>,
): void {
  const named = [...metrics.values()].flatMap((metric) =>
    isLeading(metric, metrics) ? [{ id: metric.id, keys: keysOf(metric, table) }] : [],
  )
  for (const group of alike) {
    const keys = new Set(group.map((name) => nameKeys(name, table.equivalents).join(' ')))
    const owners = named.filter((metric) => metric.keys.some((key) => keys.has(key)))
    const free =
      owners.length === 0 ? [] : group.filter((name) => isFree(table, name) && !isReserved(table, name, reserved))
    for (const name of free) {
      for (const { id } of owners) {
        addPhrase(table, name, { kind: 'metric', metric: id, weight: alikeWeight, rule: 'metric-synonym' })
      }
    }
  }
}

function isFree(table: PhraseTable, name: string): boolean {
  return (['metric', 'implied', 'dimension', 'record'] as const).every((kind) => !hasMeaning(table, name, kind))
}

/** Whether it is not the average beside the sum of the same column, or the sum beside its average. */
function isLeading(metric: LexiconMetric, metrics: ReadonlyMap<string, LexiconMetric>): boolean {
  const column = measureColumn(metric.definition)
  if (column === null) return false
  return [...metrics.values()].every(
    ({ id, importance, dataset, definition }) =>
      id === metric.id ||
      dataset !== metric.dataset ||
      measureColumn(definition) !== column ||
      importance <= metric.importance,
  )
}

/** The label, without what it says in brackets, and the names its header gave it. */
function keysOf({ label, definition }: LexiconMetric, { equivalents }: PhraseTable): string[] {
  const names = [label, label.replace(/\(.*?\)/gu, ' '), ...definition.synonyms]
  return names.map((name) => nameKeys(name, equivalents).join(' '))
}

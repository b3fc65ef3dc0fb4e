import type { Taxonomy } from '../../taxonomy/schema.ts'
import { addPhrase, hasMeaning, type PhraseTable } from './phrase-table.ts'
import type { LexiconMetric } from './types.ts'

/**
 * Where no column says revenue, it may be the dues billed, the rent or the tuition: what is taken in by its own name is offered, and the
 * user says whether it is meant, or which of several.
 */
export function addTakings(
  table: PhraseTable,
  metrics: ReadonlyMap<string, LexiconMetric>,
  { columns: { takings, otherwise, tones } }: Taxonomy,
): void {
  if (takings.stated.some((id) => metrics.has(id))) return
  const others = new Set([...takings.others, ...otherwise, ...tones.bad])
  const isTaken = ({ label, unit, definition: { aggregation } }: LexiconMetric): boolean => {
    const name =
      label
        .replace(/\(.*?\)/gu, ' ')
        .toLowerCase()
        .match(/[\p{L}\p{N}&%]+/gu) ?? []
    const ends = [...takings.ends, ...takings.parts]
    const isNamed = ends.some((end) => name.join(' ') === end || name.join(' ').endsWith(` ${end}`))
    return unit.kind === 'currency' && aggregation.kind === 'sum' && isNamed && !name.some((word) => others.has(word))
  }
  const taken = [...metrics.values()].filter(isTaken).map(({ id }) => id)
  if (taken.length === 0) return
  for (const word of takings.names) {
    if (hasMeaning(table, word, 'metric') || hasMeaning(table, word, 'implied')) continue
    addPhrase(table, word, { kind: 'implied', metrics: taken, rank: null, verb: false, far: true })
  }
}

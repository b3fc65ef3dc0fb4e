import type { Taxonomy } from '../../taxonomy/schema.ts'
import { addPhrase, hasMeaning, type PhraseTable } from './phrase-table.ts'
import type { LexiconMetric } from './types.ts'

/** What people call all the money that is taken in. */
const words = ['revenue', 'income', 'turnover', 'sales', 'takings']
/** Metrics of the vocabulary that say what is taken in themselves. */
const stated = ['revenue', 'gross_revenue', 'gmv', 'mrr', 'arr', 'won_deals', 'pipeline_value', 'net_income', 'opex']

/**
 * Where no column says revenue, it is the dues billed, the premium or the tuition: the one measure of money taken in, or one of several,
 * among which the user says which.
 */
export function addTakings(
  table: PhraseTable,
  metrics: ReadonlyMap<string, LexiconMetric>,
  { columns: { takings, otherwise, tones } }: Taxonomy,
): void {
  if (stated.some((id) => metrics.has(id))) return
  const others = new Set([...takings.others, ...otherwise, ...tones.bad])
  const isTaken = ({ label, unit, definition: { aggregation } }: LexiconMetric): boolean => {
    const name =
      label
        .replace(/\(.*?\)/gu, ' ')
        .toLowerCase()
        .match(/[\p{L}\p{N}&%]+/gu) ?? []
    const ends = [...takings.ends, 'revenue', 'rev', 'sales', 'billable']
    const isNamed = ends.some((end) => name.join(' ') === end || name.join(' ').endsWith(` ${end}`))
    return unit.kind === 'currency' && aggregation.kind === 'sum' && isNamed && !name.some((word) => others.has(word))
  }
  const taken = [...metrics.values()].filter(isTaken).map(({ id }) => id)
  if (taken.length === 0) return
  for (const word of words) {
    if (hasMeaning(table, word, 'metric') || hasMeaning(table, word, 'implied')) continue
    addPhrase(table, word, { kind: 'implied', metrics: taken, rank: null, verb: false, far: true })
  }
}

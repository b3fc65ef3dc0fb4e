import type { PhraseFiles } from '../phrases/schema.ts'
import { measureColumn } from './measure-column.ts'
import { nearestMetrics } from './nearest-metrics.ts'
import { addPhrase, hasMeaning, type PhraseTable } from './phrase-table.ts'
import { keyOf } from './reserved-words.ts'
import type { LexiconMetric } from './types.ts'

/** "sold", "earned": verbs that stand for the nearest metric the company has. */
export function addVerbs(table: PhraseTable, metrics: ReadonlyMap<string, LexiconMetric>, grammar: PhraseFiles): void {
  const spoken = new Map([...metrics].filter(([, metric]) => !countsNameless(metric)))
  for (const implied of grammar['implied-metrics'].phrases) {
    const known = nearestMetrics(implied.metrics, spoken, table)
    const only =
      known.length > 0 || implied.money === undefined ? undefined : onlyMoney(metrics, grammar, implied.money)
    const isTaking = known.length === 0 && implied.else === 'amount'
    const nearest = only !== undefined ? [only] : isTaking ? takings(metrics) : known
    const own = implied.phrases.find((phrase) => hasMeaning(table, phrase, 'metric'))
    for (const phrase of implied.phrases) {
      // Where "spend" is a measure of its own, "spent" means it too.
      if (hasMeaning(table, phrase, 'metric')) continue
      const present = own !== undefined && isFormOf(phrase, own) ? metricsNamed(table, own) : nearest
      if (present.length === 0) {
        if (implied.else !== undefined) addPhrase(table, phrase, { kind: 'ignorable', group: 'verbs' })
        continue
      }
      addPhrase(table, phrase, { kind: 'implied', metrics: present, rank: implied.rank, verb: true, far: false })
    }
  }
}

/**
 * What a company without revenue sells for: the one sum of money that is no cost. Premiums of policies, values of contracts; none where
 * several can be meant.
 */
export function takings(metrics: ReadonlyMap<string, LexiconMetric>): string[] {
  const sums = [...metrics.values()].filter(
    ({ unit, direction, subject, definition }) =>
      unit.kind === 'currency' &&
      measureColumn(definition) !== null &&
      direction !== 'up_is_bad' &&
      subject !== 'finance' &&
      definition.aggregation.kind === 'sum' &&
      definition.aggregation.where.length === 0,
  )
  const most = Math.max(...sums.map(({ importance }) => importance))
  const first = sums.filter(({ importance }) => importance === most)
  return first.length === 1 ? first.map(({ id }) => id) : []
}

/** The one amount of money that a company adds up of what comes in, or of what goes out; undefined where there are several or none. */
export function onlyMoney(
  metrics: ReadonlyMap<string, LexiconMetric>,
  grammar: PhraseFiles,
  way: 'in' | 'out',
): string | undefined {
  const { out, side } = grammar['implied-metrics'].money
  const named = (metric: LexiconMetric, words: readonly string[]): boolean =>
    `${metric.id.replaceAll('_', ' ')} ${metric.label}`
      .toLowerCase()
      .split(/\P{L}+/u)
      .some((word) => words.includes(word))
  const amounts = [...metrics.values()].filter(
    (metric) =>
      metric.unit.kind === 'currency' && metric.definition.aggregation.kind === 'sum' && metric.importance >= 0.1,
  )
  const found = amounts.filter((metric) =>
    way === 'out' ? named(metric, out) : !named(metric, out) && !named(metric, side),
  )
  return found.length === 1 ? found[0]?.id : undefined
}

/** Rows that people have no noun for are not what a busy day has many of. */
function countsNameless({ definition: { aggregation }, importance }: LexiconMetric): boolean {
  return aggregation.kind === 'count' && aggregation.where.length === 0 && importance < 0.2
}

function isFormOf(verb: string, other: string): boolean {
  return !verb.includes(' ') && verb.slice(0, 4) === other.slice(0, 4)
}

function metricsNamed(table: PhraseTable, name: string): string[] {
  return (table.meanings.get(keyOf(table, name)) ?? []).flatMap((meaning) =>
    meaning.kind === 'metric' ? [meaning.metric] : [],
  )
}

import type { PhraseFiles } from '../phrases/schema.ts'
import { nearestMetrics } from './nearest-metrics.ts'
import { addPhrase, hasMeaning, type PhraseTable } from './phrase-table.ts'
import { keyOf } from './reserved-words.ts'
import type { LexiconMetric } from './types.ts'

/** "sold", "earned": verbs that stand for the nearest metric the company has. */
export function addVerbs(table: PhraseTable, metrics: ReadonlyMap<string, LexiconMetric>, grammar: PhraseFiles): void {
  const spoken = new Map([...metrics].filter(([, metric]) => !countsNameless(metric)))
  for (const implied of grammar['implied-metrics'].phrases) {
    const known = nearestMetrics(implied.metrics, spoken, table)
    const money = known.length > 0 || implied.money === undefined ? undefined : moneyOf(metrics, grammar, implied.money)
    const nearest = money === undefined ? known : [money]
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
 * The amount of money that a company without revenue takes in (premiums of policies, values of contracts), or the one that it pays out;
 * undefined where there is none or several can be meant.
 */
export function moneyOf(
  metrics: ReadonlyMap<string, LexiconMetric>,
  grammar: PhraseFiles,
  way: 'in' | 'out',
): string | undefined {
  const { out, side } = grammar['implied-metrics'].money
  const amounts = [...metrics.values()].filter(addsUpMoney)
  // One of several costs is only a part of what was paid.
  if (way === 'out') {
    const costs = amounts.filter((metric) => isCalled(metric, out))
    return costs.length === 1 ? costs[0]?.id : undefined
  }
  const incomes = amounts.filter((metric) => metric.direction !== 'up_is_bad' && !isCalled(metric, out))
  const main = incomes.filter((metric) => !isCalled(metric, side))
  const [first, second] = (main.length > 0 ? main : incomes).toSorted(
    (left, right) => right.importance - left.importance,
  )
  return first?.importance === second?.importance ? undefined : first?.id
}

function addsUpMoney({ unit, importance, definition }: LexiconMetric): boolean {
  const { aggregation } = definition
  return unit.kind === 'currency' && aggregation.kind === 'sum' && aggregation.where.length === 0 && importance >= 0.1
}

function isCalled({ id, label }: LexiconMetric, listed: readonly string[]): boolean {
  const words = `${id.replaceAll('_', ' ')} ${label}`.toLowerCase().split(/\P{L}+/u)
  return words.some((word) => listed.includes(word))
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

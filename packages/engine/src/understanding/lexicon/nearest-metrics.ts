import { nameKeys } from '../text/words.ts'
import type { LexiconMetric, Meaning } from './types.ts'

export interface PhraseNames {
  readonly meanings: ReadonlyMap<string, readonly Meaning[]>
  readonly equivalents: Readonly<Record<string, string>>
}

/** The first group of which the company has a metric, by id or by name; all present of that group. */
export function nearestMetrics(
  groups: readonly (readonly string[])[],
  metrics: ReadonlyMap<string, LexiconMetric>,
  table: PhraseNames,
): string[] {
  for (const group of groups) {
    const present = group.flatMap((id) => (metrics.has(id) ? [weightiest(id, metrics)] : namedExactly(id, table)))
    if (present.length > 0) return [...new Set(present)]
  }
  return []
}

/** Of the same measure in several datasets the far more important one. */
function weightiest(id: string, metrics: ReadonlyMap<string, LexiconMetric>): string {
  const own = metrics.get(id)
  if (!own) return id
  const others = [...metrics.values()].filter(
    (metric) => metric.label.endsWith(')') && isCounterpart(metric, own) && metric.importance >= own.importance + 0.4,
  )
  return others.sort((left, right) => right.importance - left.importance)[0]?.id ?? id
}

function namedExactly(id: string, table: PhraseNames): string[] {
  const key = nameKeys(id.replaceAll('_', ' '), table.equivalents).join(' ')
  const named = (table.meanings.get(key) ?? []).flatMap((meaning) =>
    meaning.kind === 'metric' && meaning.weight >= 0.9 ? [meaning.metric] : [],
  )
  return named.length === 1 ? named : []
}

/** The same measure recorded in another dataset: its id carries the dataset's name, as ids must differ. */
export function isCounterpart(left: LexiconMetric, right: LexiconMetric): boolean {
  if (left.dataset === right.dataset) return false
  return left.id.endsWith(`_${right.id}`) || right.id.endsWith(`_${left.id}`)
}

import type { MetricDefinition } from '@salestalk/protocol'
import { squash } from './header.ts'
import type { MetricDraft } from './metric-draft.ts'

/**
 * Gives each metric the words of its own header besides the vocabulary's, and takes away from the others what a header of this file
 * claims: where a column is called "Turnover", turnover means that column.
 */
export function settleSynonyms(draft: MetricDraft): MetricDefinition[] {
  const vague = new Set(draft.context.taxonomy.columns.vague)
  const own = (metric: MetricDefinition): string[] =>
    (draft.ownWords.get(metric.id) ?? []).filter(
      (word) => (!vague.has(word) || metric.synonyms.includes(word)) && !isOfAmount(draft, metric, word),
    )
  const claimed = new Map<string, string>()
  // "Fee" is the amount, where "Fee %" is there besides.
  const shares = draft.metrics.filter(({ unit }) => unit.kind === 'percent')
  for (const metric of [...draft.metrics.filter((metric) => !shares.includes(metric)), ...shares]) {
    for (const word of [metric.label, ...own(metric)])
      if (!claimed.has(squash(word))) claimed.set(squash(word), metric.id)
  }
  return draft.metrics.map((metric) => {
    const words = [...own(metric), ...metric.synonyms].map((word) => word.toLowerCase())
    const free = words.filter((word) => (claimed.get(squash(word)) ?? metric.id) === metric.id)
    return { ...metric, synonyms: [...new Set(free)] }
  })
}

/** "Commission" is no share where the file has the "Agency Commission" besides the "Comm %". */
function isOfAmount(draft: MetricDraft, { id, unit }: MetricDefinition, word: string): boolean {
  if (unit.kind !== 'percent' || word.includes('%') || word.includes(' ')) return false
  return draft.metrics.some(
    (other) =>
      other.id !== id &&
      other.unit.kind === 'currency' &&
      other.aggregation.kind === 'sum' &&
      (draft.ownWords.get(other.id) ?? []).some((name) => ` ${name} `.includes(` ${word} `)),
  )
}

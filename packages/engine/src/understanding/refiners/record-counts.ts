import type { Draft } from '../draft.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { nameKeys } from '../text/words.ts'

/** The metric that counts the members of a dimension. */
export function countMetric({ lexicon }: Draft, dimension: string): string | undefined {
  for (const metric of lexicon.metrics.values()) {
    const { aggregation } = metric.definition
    if (aggregation.kind !== 'count_distinct' || aggregation.where.length > 0) continue
    const definition = lexicon.datasets[metric.dataset]?.model.dimensions.find((entry) => entry.id === dimension)
    if (definition && definition.column === aggregation.column) return metric.id
  }
  return lexicon.metrics.has(`${dimension}_count`) ? `${dimension}_count` : undefined
}

/** Whether a metric counts all records of its dataset, by rows or by their identifier. */
export function countsRecords(draft: Draft, metric: LexiconMetric): boolean {
  const { aggregation } = metric.definition
  if (aggregation.kind === 'count') return aggregation.where.length === 0
  if (aggregation.kind !== 'count_distinct' || aggregation.where.length > 0) return false
  const columns = draft.lexicon.datasets[metric.dataset]?.model.columns ?? []
  return columns.some((column) => column.key === aggregation.column && column.role === 'identifier')
}

/** The metric that counts the rows of a dataset, or its distinct records. */
export function recordCount(draft: Draft, dataset: number): string | undefined {
  const own = [...draft.lexicon.metrics.values()].filter((metric) => metric.dataset === dataset)
  const named = countNamed(draft, dataset)
  if (named !== undefined) return named
  const plain = own.find(
    ({ definition: { aggregation } }) => aggregation.kind === 'count' && aggregation.where.length === 0,
  )
  if (plain) return plain.id
  const identifiers =
    draft.lexicon.datasets[dataset]?.model.columns.filter((column) => column.role === 'identifier') ?? []
  return own.find(
    ({ definition: { aggregation } }) =>
      aggregation.kind === 'count_distinct' &&
      aggregation.where.length === 0 &&
      identifiers.some((column) => column.key === aggregation.column),
  )?.id
}

/** The count that bears the records' own noun: "bookings" where bookings are the rows. */
function countNamed({ lexicon }: Draft, dataset: number): string | undefined {
  const noun = lexicon.datasets[dataset]?.model.record.plural ?? ''
  const key = nameKeys(noun, lexicon.grammar.equivalents).join(' ')
  const counts = (lexicon.phrases.get(key) ?? []).flatMap((meaning) => {
    const metric = meaning.kind === 'metric' ? lexicon.metrics.get(meaning.metric) : undefined
    const kind = metric?.definition.aggregation.kind
    return metric?.dataset === dataset && (kind === 'count' || kind === 'count_distinct') ? [metric.id] : []
  })
  return counts.length === 1 ? counts[0] : undefined
}

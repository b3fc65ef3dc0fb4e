import { type Draft, type Item, neighbor } from '../draft.ts'
import type { LexiconMetric } from '../lexicon/types.ts'

/**
 * The company's own average of what "average" stands beside: of a measure that its file adds up ("average term" of Term Months), or the size
 * of one record ("average deal", where "average deals" asks for their number).
 */
export function averageOf(draft: Draft, cue: Item, metric: LexiconMetric): LexiconMetric | undefined {
  const { metrics } = draft.lexicon
  const { kind } = metric.definition.aggregation
  if (kind === 'sum') {
    const average = metrics.get(`average_${metric.id}`)
    return average?.dataset === metric.dataset && average.definition.aggregation.kind === 'average'
      ? average
      : undefined
  }
  return kind === 'count' || kind === 'count_distinct' ? sizeOfOne(draft, cue) : undefined
}

/** What the taxonomy calls the average of one of what is counted: "average deal". */
function sizeOfOne(draft: Draft, cue: Item): LexiconMetric | undefined {
  const { lexicon, message } = draft
  const beside = neighbor(draft, cue, 1)
  const word = beside && message.words[beside.to - 1]
  if (!beside || !word || beside.to - beside.from > 1 || word.normal !== word.stem || beside.from !== cue.to)
    return undefined
  const name = `average ${word.normal}`
  const entry = lexicon.taxonomy.metrics.find(
    ({ id, synonyms }) =>
      lexicon.metrics.has(id) && synonyms.some(({ text, weight }) => text === name && weight >= 0.8),
  )
  return entry && lexicon.metrics.get(entry.id)
}

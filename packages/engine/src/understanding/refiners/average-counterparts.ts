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
  if (kind !== 'count' && kind !== 'count_distinct') return undefined
  const beside = neighbor(draft, cue, 1)
  return beside && beside.from === cue.to ? sizeOfOne(draft, beside) : undefined
}

/** What the taxonomy calls the average of one of what is counted: "average deal". */
function sizeOfOne(draft: Draft, noun: Item): LexiconMetric | undefined {
  const word = draft.message.words[noun.to - 1]
  return word && word.normal === word.stem ? averageNamed(draft, noun) : undefined
}

/** The same by one or more of them: "bigger deals on average". */
export function averageNamed(draft: Draft, noun: Item): LexiconMetric | undefined {
  const { lexicon, message } = draft
  const word = message.words[noun.to - 1]
  if (!word || noun.to - noun.from > 1) return undefined
  const name = `average ${word.stem}`
  const entry = lexicon.taxonomy.metrics.find(
    ({ id, synonyms }) =>
      lexicon.metrics.has(id) && synonyms.some(({ text, weight }) => text === name && weight >= 0.8),
  )
  return entry && lexicon.metrics.get(entry.id)
}

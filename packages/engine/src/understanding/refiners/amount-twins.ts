import type { Draft } from '../draft.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { nameKeys } from '../text/words.ts'

/** "Refund Amount" beside a "Refund Count": the one sum of money of what a measure counts, where both are called by it. */
export function amountTwin({ lexicon }: Draft, counted: LexiconMetric): LexiconMetric | undefined {
  if (counted.unit.kind !== 'count') return undefined
  const { equivalents, 'short-names': short } = lexicon.grammar
  const thingOf = ({ label }: LexiconMetric): string =>
    nameKeys(label, equivalents)
      .filter((word) => !short.untelling.includes(word))
      .join(' ')
  const thing = thingOf(counted)
  const [twin, other] = [...lexicon.metrics.values()].filter(
    (metric) =>
      metric.unit.kind === 'currency' &&
      metric.dataset === counted.dataset &&
      metric.definition.aggregation.kind === 'sum' &&
      thing !== '' &&
      thingOf(metric) === thing,
  )
  return other ? undefined : twin
}

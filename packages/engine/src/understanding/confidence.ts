import type { Confidence, SlotStatus } from '@salestalk/protocol'
import type { Draft } from './draft.ts'
import type { ConfidenceFeature } from './phrases/schema.ts'

/** How far the next best reading with other slots is behind, in cost; infinite when there is none. */
export type Margin = number

/** How likely a draft is entirely right, as a log-linear score of what was uncertain about it; weights are data. */
export function confidenceOf(draft: Draft, margin: Margin): Confidence {
  const { weights, components } = draft.lexicon.grammar.confidence
  const features = featuresOf(draft, margin)
  let score = weights.bias
  for (const [name, value] of Object.entries(features)) score += weights[name as ConfidenceFeature] * value
  const statusValue = (status: SlotStatus | null): number => (status === null ? components.missing : components[status])
  const typos = 1 - 0.05 * Math.min(4, features.typo)
  return {
    overall: round(draft.issues.length > 0 ? Math.min(0.5, 1 / (1 + Math.exp(-score))) : 1 / (1 + Math.exp(-score))),
    components: {
      intent: round(margin < 0.5 ? 0.85 : components.certain),
      subject: round(draft.metrics.length > 0 ? components.stated : components.missing),
      measure: round(statusValue(draft.metrics[0]?.status ?? (draft.intent === 'list' ? 'implied' : null)) * typos),
      dimension: round(
        components.certain * (features.partialName > 0 ? 0.9 : 1) * (features.looseBreakdown > 0 ? 0.9 : 1),
      ),
      time: round(statusValue(draft.time?.status ?? draft.periods[0]?.status ?? 'assumed')),
    },
  }
}

function featuresOf(draft: Draft, margin: Margin): Record<Exclude<ConfidenceFeature, 'bias'>, number> {
  const count = (test: (item: Draft['items'][number]) => boolean): number => draft.items.filter(test).length
  return {
    typo: draft.items.reduce((sum, item) => sum + (item.meaning.kind === 'ignorable' ? 0 : item.typos), 0),
    partialName: count((item) => item.rule === 'member-part'),
    partialMetric: draft.metrics.filter((metric) => metric.rule === 'metric-part').length,
    impliedMetric: draft.metrics.filter((metric) => metric.status === 'implied').length,
    assumedMetric: draft.metrics.filter((metric) => metric.rule === 'metric-nearest').length * 2.2,
    inheritedSlot: draft.inherited,
    aside: count((item) => item.meaning.kind === 'aside'),
    closeRunnerUp: margin < 0.6 ? 1 - margin / 0.6 : 0,
    weakSynonym: count((item) => item.meaning.kind === 'metric' && item.meaning.weight < 0.8),
    looseBreakdown: draft.groupings.filter((grouping) => grouping.loose).length,
    segments: draft.items.length,
  }
}

function round(value: number): number {
  return Math.round(Math.max(0, Math.min(1, value)) * 1000) / 1000
}

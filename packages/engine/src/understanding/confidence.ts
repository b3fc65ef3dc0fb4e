import type { Confidence, SlotStatus } from '@salestalk/protocol'
import { type Draft, type Item, isCue, neighbor } from './draft.ts'
import { intentProbabilities, probabilityOf } from './weights/intent-classifier.ts'
import { intentFeatures, maskWords } from './weights/mask-words.ts'
import { type ConfidenceFeature, confidenceFeatures } from './weights/schema.ts'

/** How far the next best reading with other slots is behind, in cost; infinite when there is none. */
export type Margin = number

/** What one feature of a reading adds to the score of its confidence. */
export interface ConfidenceTerm {
  readonly name: ConfidenceFeature | 'bias'
  readonly value: number
  readonly weight: number
}

/** How likely a draft is entirely right, as a logistic score of what was uncertain about it; the weights are fitted. */
export function confidenceOf(draft: Draft, margin: Margin): Confidence {
  const { components } = draft.lexicon.grammar.confidence
  const features = featuresOf(draft, margin)
  const { bias, weights } = draft.lexicon.weights.confidence
  let score = bias
  for (const name of confidenceFeatures) score += weights[name] * features[name]
  const likely = 1 / (1 + Math.exp(-score))
  const statusValue = (status: SlotStatus | null): number => (status === null ? components.missing : components[status])
  const typos = 1 - 0.05 * Math.min(4, features.typo)
  return {
    overall: round(draft.issues.length > 0 ? Math.min(0.5, likely) : likely),
    components: {
      intent: round(Math.min(components.certain, 1 - features.intentDoubt, margin < 0.5 ? 0.85 : 1)),
      subject: round(draft.metrics.length > 0 ? components.stated : components.missing),
      measure: round(statusValue(draft.metrics[0]?.status ?? (draft.intent === 'list' ? 'implied' : null)) * typos),
      dimension: round(
        components.certain * (features.partialName > 0 ? 0.9 : 1) * (features.looseBreakdown > 0 ? 0.9 : 1),
      ),
      time: round(statusValue(draft.time?.status ?? draft.periods[0]?.status ?? 'assumed')),
    },
  }
}

/** The score of a draft's confidence taken apart; 1 / (1 + exp(-sum of value × weight)) is the confidence before it is capped. */
export function confidenceTerms(draft: Draft, margin: Margin): ConfidenceTerm[] {
  const { bias, weights } = draft.lexicon.weights.confidence
  const features = featuresOf(draft, margin)
  const terms = confidenceFeatures.map(
    (name): ConfidenceTerm => ({ name, value: features[name], weight: weights[name] }),
  )
  return [{ name: 'bias', value: 1, weight: bias }, ...terms]
}

/** Penalties of what is a feature of its own. */
const countedElsewhere: readonly string[] = ['loose-grouping', 'several-metrics']
const passedOver: readonly string[] = ['generic', 'verbs']

function featuresOf(draft: Draft, margin: Margin): Record<ConfidenceFeature, number> {
  const count = (test: (item: Draft['items'][number]) => boolean): number => draft.items.filter(test).length
  return {
    typo:
      draft.message.mended.length +
      draft.items.reduce((sum, item) => sum + (item.meaning.kind === 'ignorable' ? 0 : item.typos), 0),
    partialName: Math.min(
      1,
      count((item) => item.rule === 'member-part' || item.rule === 'member-clipped'),
    ),
    partialMetric: draft.metrics.filter((metric) => metric.rule === 'metric-part').length,
    impliedMetric: draft.metrics.filter((metric) => metric.status === 'implied').length,
    assumedMetric: draft.metrics.filter((metric) => metric.rule === 'metric-nearest').length,
    inheritedSlot: Math.min(4, draft.inherited),
    aside: count((item) => item.meaning.kind === 'aside'),
    closeRunnerUp: margin < 1 ? 1 - margin : 0,
    weakSynonym: count((item) => item.meaning.kind === 'metric' && item.meaning.weight < 0.8),
    looseBreakdown: draft.groupings.some((grouping) => grouping.loose) ? 1 : 0,
    segments: Math.min(3, draft.items.length / 10),
    // Words that say something in other questions, and are passed over in this one.
    ignoredContent: count(({ meaning }) => meaning.kind === 'ignorable' && passedOver.includes(meaning.group)),
    worstMatch: Math.min(3, Math.max(0, ...draft.items.map((item) => item.cost - 1))),
    penalty: draft.penalties.reduce((sum, { name, amount }) => sum + (countedElsewhere.includes(name) ? 0 : amount), 0),
    severalMetrics: Math.max(0, draft.metrics.length - 1),
    severalFilters: Math.max(0, draft.filters.length - 1),
    adjacentNames: adjacentNames(draft),
    idleGrouping: count((item) => item.role === null && isCue(item, 'group') && !isAgent(draft, item)),
    intentDoubt: intentDoubt(draft),
  }
}

/** "bought by Acme": what a whole name follows splits nothing. */
function isAgent(draft: Draft, by: Item): boolean {
  return neighbor(draft, by, 1)?.rule === 'member-name'
}

/** Two measures or two dimensions side by side and nothing between them are perhaps one name that nobody knows. */
function adjacentNames({ items }: Draft): number {
  return items.filter(({ meaning, role }, index) => {
    const before = items[index - 1]
    if (role === 'ignorable' || before?.role === 'ignorable' || before?.meaning.kind !== meaning.kind) return false
    if (meaning.kind === 'dimension') return true
    return meaning.kind === 'metric' && before.meaning.kind === 'metric' && before.meaning.metric !== meaning.metric
  }).length
}

/** How unlikely the chosen intent is by the way the question is asked; a follow-up may take its intent from the question before. */
function intentDoubt(draft: Draft): number {
  if (draft.inherited > 0) return 0
  const classifier = draft.lexicon.weights.intents
  const probabilities = intentProbabilities(classifier, intentFeatures(maskWords(draft)))
  return 1 - probabilityOf(classifier, probabilities, draft.intent)
}

function round(value: number): number {
  return Math.round(Math.max(0, Math.min(1, value)) * 1000) / 1000
}

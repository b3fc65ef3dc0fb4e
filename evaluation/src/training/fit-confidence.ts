import { type ConfidenceModel, compileIntentModel, confidenceFeatures, probabilityOf } from '@salestalk/engine'
import type { Example } from './examples.ts'
import { classify, fitIntents, intentExamples } from './fit-intents.ts'
import { foldCount, foldOf } from './folds.ts'
import { fitDoubts } from './regression.ts'

/** A reading that could be answered, and whether it is right. */
export interface ConfidenceExample {
  readonly id: string
  readonly group: string
  readonly doubts: readonly number[]
  readonly right: boolean
  /** Read without one of its words. */
  readonly forgetful: boolean
}

// Where a word is forgotten, the others are those of a question whose rules were made for it: half an example of a stranger's question.
const forgetfulWeight = 0.5

const ridge = 0.001

/** How much each doubt is thought to weigh before any question is asked; what is left out is thought to weigh nothing. */
const beliefs: Partial<ConfidenceModel['weights']> = {
  typo: -0.3,
  partialName: -0.4,
  partialMetric: -1.6,
  impliedMetric: -0.2,
  assumedMetric: -4.2,
  inheritedSlot: -0.25,
  aside: -0.35,
  closeRunnerUp: -0.3,
  weakSynonym: -0.8,
  looseBreakdown: -0.3,
  adjacentNames: -1,
  idleGrouping: -1,
}
// The rules were made with these very questions at hand, so that strangers' are understood a little less often.
const reserve = 0.005

/** Readings with the doubt about their intent as a classifier has it that never saw their question. */
export function confidenceExamples(examples: readonly Example[]): ConfidenceExample[] {
  const labelled = intentExamples(examples)
  const classifiers = Array.from({ length: foldCount }, (_, fold) =>
    compileIntentModel(fitIntents(labelled.filter(({ group }) => foldOf(group) !== fold))),
  )
  const at = confidenceFeatures.indexOf('intentDoubt')
  const inherited = confidenceFeatures.indexOf('inheritedSlot')
  return examples.flatMap(({ id, group, doubts, masked, chosenIntent, right, forgetful }) => {
    const classifier = classifiers[foldOf(group)]
    if (doubts === null || classifier === undefined) return []
    const doubt =
      chosenIntent === null || (doubts[inherited] ?? 0) > 0
        ? 0
        : 1 - probabilityOf(classifier, classify(classifier, masked).probabilities, chosenIntent)
    return [{ id, group, right, forgetful, doubts: doubts.with(at, doubt) }]
  })
}

/** Fits how much each doubt lowers the confidence. The same examples give the same weights to the byte. */
export function fitConfidence(examples: readonly ConfidenceExample[]): ConfidenceModel {
  const fitted = fitDoubts(
    examples.map(({ doubts, right, forgetful }) => ({
      features: doubts,
      right,
      weight: forgetful ? forgetfulWeight : 1,
    })),
    confidenceFeatures.map((name) => beliefs[name] ?? 0),
    { ridge, reserve },
  )
  const entries = confidenceFeatures.map((name, position) => [name, rounded(fitted.weights[position] ?? 0)] as const)
  return { bias: rounded(fitted.bias), weights: Object.fromEntries(entries) as ConfidenceModel['weights'] }
}

/** The confidence a model states. */
export function confidenceIn({ bias, weights }: ConfidenceModel, doubts: readonly number[]): number {
  const score = confidenceFeatures.reduce((sum, name, position) => sum + weights[name] * (doubts[position] ?? 0), bias)
  return 1 / (1 + Math.exp(-score))
}

function rounded(value: number): number {
  // No minus before zero, which JSON would lose.
  return Math.round(value * 1000) / 1000 + 0
}

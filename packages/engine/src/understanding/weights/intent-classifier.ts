import type { Intent } from '@salestalk/protocol'
import type { IntentModel } from './schema.ts'

/** Says how likely each intent is, from the way a question is asked alone. */
export interface IntentClassifier {
  readonly intents: readonly Intent[]
  readonly bias: readonly number[]
  readonly weights: ReadonlyMap<string, readonly number[]>
}

export function compileIntentModel({ intents, bias, features }: IntentModel): IntentClassifier {
  return { intents, bias, weights: new Map(Object.entries(features)) }
}

/** Probabilities in the order of the classifier's intents; they sum to 1. Features it never saw say nothing. */
export function intentProbabilities({ bias, weights }: IntentClassifier, features: readonly string[]): number[] {
  const scores = [...bias]
  for (const feature of features) {
    const pairs = weights.get(feature)
    if (!pairs) continue
    for (let index = 0; index + 1 < pairs.length; index += 2) {
      const position = pairs[index] ?? 0
      scores[position] = (scores[position] ?? 0) + (pairs[index + 1] ?? 0)
    }
  }
  return softmax(scores)
}

/** Scores as probabilities. */
export function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - highest))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}

/** The probability of one intent; 0 for one that was never trained. */
export function probabilityOf(classifier: IntentClassifier, probabilities: readonly number[], intent: Intent): number {
  return probabilities[classifier.intents.indexOf(intent)] ?? 0
}

import { type IntentClassifier, type IntentModel, intentFeatures, intentProbabilities } from '@salestalk/engine'
import { type Intent, intents } from '@salestalk/protocol'
import type { Example } from './examples.ts'
import { generatedQuestions } from './generated-questions.ts'
import { fitSoftmax } from './regression.ts'

export type IntentExample = Pick<Example, 'masked' | 'group'> & { readonly intent: Intent }

const ridge = 0.0004
// A generated question is worth less than one that a person wrote.
const generatedWeight = 0.15
const fewestOccurrences = 3
const smallestWeight = 0.05

/** Questions with a labelled intent that say it themselves. */
export function intentExamples(examples: readonly Example[]): IntentExample[] {
  return examples.flatMap(({ intent, masked, group }) =>
    intent === null || masked.length === 0 ? [] : [{ intent, masked, group }],
  )
}

/** Fits the classifier of intents to labelled and generated questions. The same examples give the same model to the byte. */
export function fitIntents(examples: readonly IntentExample[]): IntentModel {
  const labels = [...intents].sort()
  const written = examples.map(({ intent, masked }) => ({ intent, features: intentFeatures(masked), weight: 1 }))
  const generated = generatedQuestions().map(({ intent, masked }) => ({
    intent,
    features: intentFeatures(masked),
    weight: generatedWeight,
  }))
  const rows = [...written, ...generated]
  const names = frequentFeatures(rows.map(({ features }) => features))
  const positions = new Map(names.map((name, position) => [name, position]))
  const fitted = fitSoftmax(
    rows.map(({ intent, features, weight }) => ({
      features: features.flatMap((name) => positions.get(name) ?? []),
      label: labels.indexOf(intent),
      weight,
    })),
    names.length,
    labels.length,
    ridge,
  )
  const entries = names.map((name, position) => [name, compact(fitted.features[position] ?? [])] as const)
  return {
    intents: labels,
    bias: fitted.bias.map(rounded),
    features: Object.fromEntries(entries.filter(([, pairs]) => pairs.length > 0)),
  }
}

function frequentFeatures(rows: readonly (readonly string[])[]): string[] {
  const counts = new Map<string, number>()
  for (const features of rows) for (const name of features) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].flatMap(([name, count]) => (count >= fewestOccurrences ? [name] : [])).sort()
}

/** Position and weight of each intent that a feature speaks for or against. */
function compact(weights: readonly number[]): number[] {
  return weights.flatMap((weight, position) => (Math.abs(weight) >= smallestWeight ? [position, rounded(weight)] : []))
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

/** The most likely intent, and how likely each is. */
export function classify(classifier: IntentClassifier, masked: readonly string[]) {
  const probabilities = intentProbabilities(classifier, intentFeatures(masked))
  const best = probabilities.indexOf(Math.max(...probabilities))
  return { intent: classifier.intents[best] ?? null, probabilities }
}

import type { Taxonomy } from '../../taxonomy/schema.ts'
import { compileIntentModel, type IntentClassifier } from './intent-classifier.ts'
import { type ConfidenceModel, weightFilesSchema } from './schema.ts'

/** Everything that was fitted to questions, ready for use. */
export interface Weights {
  readonly confidence: ConfidenceModel
  readonly intents: IntentClassifier
}

// All companies of a process share one taxonomy's weights.
const loaded = new WeakMap<Taxonomy['weights'], Weights>()

/** Validates the fitted weights of a taxonomy; throws a TaxonomyWeightsError naming the file and the path that is wrong. */
export function loadWeights({ weights }: Pick<Taxonomy, 'weights'>): Weights {
  const known = loaded.get(weights)
  if (known) return known
  const parsed = weightFilesSchema.safeParse(weights)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const [file, ...path] = issue?.path ?? []
    throw new TaxonomyWeightsError(
      `weights/${String(file)}.json at ${path.join('.') || 'the top'}: ${issue?.message ?? 'not valid'}; fit the weights anew`,
      { cause: parsed.error },
    )
  }
  const compiled = { confidence: parsed.data.confidence, intents: compileIntentModel(parsed.data.intents) }
  loaded.set(weights, compiled)
  return compiled
}

/** A file of fitted weights does not have the shape this stage needs. */
export class TaxonomyWeightsError extends Error {
  override readonly name = 'TaxonomyWeightsError'
}

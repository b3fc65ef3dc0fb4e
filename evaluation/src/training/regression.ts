/** One example: the positions of its features, or their values, and what is right about it. */
export interface SparseExample {
  readonly features: readonly number[]
  readonly label: number
  readonly weight: number
}

export interface DenseExample {
  readonly features: readonly number[]
  readonly right: boolean
  readonly weight: number
}

export interface SoftmaxWeights {
  readonly bias: readonly number[]
  /** By feature, then label. */
  readonly features: readonly (readonly number[])[]
}

const passes = 160
const stepSize = 0.1

/**
 * Multinomial logistic regression with a ridge penalty, by Adam over all examples at once from zero: no randomness, so that the same
 * examples give the same weights.
 */
export function fitSoftmax(
  examples: readonly SparseExample[],
  featureCount: number,
  labelCount: number,
  ridge: number,
): SoftmaxWeights {
  // The bias is one more feature that every example has.
  const size = (featureCount + 1) * labelCount
  const weights = new Float64Array(size)
  const adam = adamOptimizer(size)
  const total = examples.reduce((sum, { weight }) => sum + weight, 0)
  const rows = examples.map(({ features, label, weight }) => ({
    features: Int32Array.from([...features, featureCount]),
    label,
    weight,
  }))
  const gradient = new Float64Array(size)
  const scores = new Float64Array(labelCount)
  for (let pass = 0; pass < passes; pass += 1) {
    for (let index = 0; index < size; index += 1)
      gradient[index] = index < featureCount * labelCount ? ridge * valueAt(weights, index) : 0
    for (const { features, label, weight } of rows) {
      scores.fill(0)
      for (const feature of features)
        for (let at = 0; at < labelCount; at += 1)
          scores[at] = valueAt(scores, at) + valueAt(weights, feature * labelCount + at)
      toProbabilities(scores)
      for (let at = 0; at < labelCount; at += 1)
        scores[at] = ((valueAt(scores, at) - (at === label ? 1 : 0)) * weight) / total
      for (const feature of features)
        for (let at = 0; at < labelCount; at += 1) {
          const index = feature * labelCount + at
          gradient[index] = valueAt(gradient, index) + valueAt(scores, at)
        }
    }
    adam(weights, gradient)
  }
  const rowOf = (feature: number): number[] => [...weights.slice(feature * labelCount, (feature + 1) * labelCount)]
  return { bias: rowOf(featureCount), features: Array.from({ length: featureCount }, (_, feature) => rowOf(feature)) }
}

/** Softmax, in place. */
function toProbabilities(scores: Float64Array): void {
  const highest = Math.max(...scores)
  let sum = 0
  for (let at = 0; at < scores.length; at += 1) {
    const power = Math.exp(valueAt(scores, at) - highest)
    scores[at] = power
    sum += power
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = valueAt(scores, at) / sum
}

const logisticPasses = 3000
/** The part of a belief that no examples talk out of it. */
const leastKept = 0.25

/**
 * Logistic regression whose weights never rise above zero: what is doubtful about a reading may lower its confidence, not raise it. They are
 * drawn towards `beliefs`, so that a doubt the examples never show keeps the weight it was thought to have, and none loses more than three
 * quarters of it. The targets are 1 - `reserve`
 * and 0.
 */
export function fitDoubts(
  examples: readonly DenseExample[],
  beliefs: readonly number[],
  { ridge, reserve }: { readonly ridge: number; readonly reserve: number },
): { bias: number; weights: number[] } {
  const featureCount = beliefs.length
  const weights = Float64Array.from([...beliefs, 0])
  const adam = adamOptimizer(featureCount + 1)
  const total = examples.reduce((sum, { weight }) => sum + weight, 0)
  for (let pass = 0; pass < logisticPasses; pass += 1) {
    const gradient = weights.map((weight, index) => ridge * (weight - (beliefs[index] ?? weight)))
    for (const { features, right, weight } of examples) {
      const target = right ? 1 - reserve : 0
      const error = ((likelihood(weights, features) - target) * weight) / total
      for (let at = 0; at < featureCount; at += 1) gradient[at] = valueAt(gradient, at) + error * (features[at] ?? 0)
      gradient[featureCount] = valueAt(gradient, featureCount) + error
    }
    adam(weights, gradient)
    for (let at = 0; at < featureCount; at += 1)
      weights[at] = Math.min((beliefs[at] ?? 0) * leastKept, valueAt(weights, at))
  }
  return { bias: valueAt(weights, featureCount), weights: [...weights.slice(0, featureCount)] }
}

function likelihood(weights: Float64Array, features: readonly number[]): number {
  let score = valueAt(weights, features.length)
  for (let at = 0; at < features.length; at += 1) score += valueAt(weights, at) * (features[at] ?? 0)
  return 1 / (1 + Math.exp(-score))
}

/** Adam (Kingma and Ba 2015): steps scaled by running means of gradient and squared gradient. */
function adamOptimizer(size: number): (weights: Float64Array, gradient: Float64Array) => void {
  const first = new Float64Array(size)
  const second = new Float64Array(size)
  let step = 0
  return (weights, gradient) => {
    step += 1
    const [firstKept, secondKept] = [1 - 0.9 ** step, 1 - 0.999 ** step]
    for (let at = 0; at < size; at += 1) {
      first[at] = 0.9 * valueAt(first, at) + 0.1 * valueAt(gradient, at)
      second[at] = 0.999 * valueAt(second, at) + 0.001 * valueAt(gradient, at) ** 2
      const mean = valueAt(first, at) / firstKept
      const spread = Math.sqrt(valueAt(second, at) / secondKept)
      weights[at] = valueAt(weights, at) - (stepSize * mean) / (spread + 1e-8)
    }
  }
}

function valueAt(values: Float64Array, index: number): number {
  return values[index] ?? 0
}

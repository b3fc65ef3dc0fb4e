import { isAnswered, type Score } from './score.ts'

/** One band of stated confidence: what was stated on average and how often it was right. */
export interface ReliabilityBand {
  readonly from: number
  readonly to: number
  readonly answers: number
  readonly stated: number
  readonly right: number
}

export interface Calibration {
  readonly answers: number
  /** Mean difference between stated confidence and truth over the bands, weighted by answers (expected calibration error). */
  readonly error: number
  /** Mean squared difference between stated confidence and truth. */
  readonly brier: number
  readonly bands: readonly ReliabilityBand[]
  /** Largest share of the questions that can be answered, most confident first, with at most this share of the answers wrong. */
  readonly coverage: Readonly<Record<'1 %' | '2 %' | '5 %', number>>
}

// Narrow where answers are: nearly all of them are given at 0.8 or above.
const edges = [0, 0.6, 0.8, 0.85, 0.9, 0.925, 0.95, 0.975, 0.99, 1]

/** How well stated confidence foretold the truth of the answers given. */
export function calibrate(scores: readonly Score[]): Calibration {
  const answered = scores.filter(isAnswered)
  const bands = edges.slice(1).flatMap((to, index) => bandOf(answered, edges[index] ?? 0, to))
  const error = bands.reduce((sum, band) => sum + band.answers * Math.abs(band.stated - band.right), 0)
  const squares = answered.reduce((sum, score) => sum + (statedOf(score) - truthOf(score)) ** 2, 0)
  return {
    answers: answered.length,
    error: answered.length === 0 ? 0 : error / answered.length,
    brier: answered.length === 0 ? 0 : squares / answered.length,
    bands,
    coverage: {
      '1 %': coverageAt(0.01, answered, scores.length),
      '2 %': coverageAt(0.02, answered, scores.length),
      '5 %': coverageAt(0.05, answered, scores.length),
    },
  }
}

function bandOf(answered: readonly Score[], from: number, to: number): ReliabilityBand[] {
  const inBand = answered.filter((score) => {
    const stated = statedOf(score)
    return stated >= from && (stated < to || to === 1)
  })
  if (inBand.length === 0) return []
  const mean = (figure: (score: Score) => number): number =>
    inBand.reduce((sum, score) => sum + figure(score), 0) / inBand.length
  return [{ from, to, answers: inBand.length, stated: mean(statedOf), right: mean(truthOf) }]
}

/** Answers of equal confidence are given together or not at all. */
function coverageAt(risk: number, answered: readonly Score[], questions: number): number {
  const ordered = answered.toSorted((left, right) => statedOf(right) - statedOf(left))
  let wrong = 0
  let covered = 0
  for (const [index, score] of ordered.entries()) {
    wrong += 1 - truthOf(score)
    const next = ordered[index + 1]
    const isLast = next === undefined || statedOf(next) < statedOf(score)
    if (isLast && wrong <= risk * (index + 1)) covered = index + 1
  }
  return questions === 0 ? 0 : covered / questions
}

function statedOf({ interpretation }: Score): number {
  return interpretation.confidence.overall
}

function truthOf({ verdict }: Score): number {
  return verdict === 'exact' ? 1 : 0
}

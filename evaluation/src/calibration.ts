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

/** How sure an answer was, and whether it was right. */
export interface Stated {
  readonly stated: number
  readonly right: boolean
}

/** How well stated confidence foretold the truth of the answers given. */
export function calibrate(scores: readonly Score[]): Calibration {
  const answered = scores.filter(isAnswered).map(({ interpretation, verdict }) => ({
    stated: interpretation.confidence.overall,
    right: verdict === 'exact',
  }))
  return calibrateAnswers(answered, scores.length)
}

/** The same of answers alone, out of a number of questions. */
export function calibrateAnswers(answered: readonly Stated[], questions: number): Calibration {
  const bands = edges.slice(1).flatMap((to, index) => bandOf(answered, edges[index] ?? 0, to))
  const error = bands.reduce((sum, band) => sum + band.answers * Math.abs(band.stated - band.right), 0)
  const squares = answered.reduce((sum, { stated, right }) => sum + (stated - Number(right)) ** 2, 0)
  return {
    answers: answered.length,
    error: answered.length === 0 ? 0 : error / answered.length,
    brier: answered.length === 0 ? 0 : squares / answered.length,
    bands,
    coverage: {
      '1 %': coverageAt(0.01, answered, questions),
      '2 %': coverageAt(0.02, answered, questions),
      '5 %': coverageAt(0.05, answered, questions),
    },
  }
}

function bandOf(answered: readonly Stated[], from: number, to: number): ReliabilityBand[] {
  const inBand = answered.filter(({ stated }) => stated >= from && (stated < to || to === 1))
  if (inBand.length === 0) return []
  const sum = inBand.reduce((total, { stated }) => total + stated, 0)
  const right = inBand.filter((answer) => answer.right).length
  return [{ from, to, answers: inBand.length, stated: sum / inBand.length, right: right / inBand.length }]
}

/** Answers of equal confidence are given together or not at all. */
function coverageAt(risk: number, answered: readonly Stated[], questions: number): number {
  const ordered = answered.toSorted((left, right) => right.stated - left.stated)
  let wrong = 0
  let covered = 0
  for (const [index, { stated, right }] of ordered.entries()) {
    wrong += Number(!right)
    const next = ordered[index + 1]
    const isLast = next === undefined || next.stated < stated
    if (isLast && wrong <= risk * (index + 1)) covered = index + 1
  }
  return questions === 0 ? 0 : covered / questions
}

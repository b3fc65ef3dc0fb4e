import { type Component, components, type Score, type Verdict } from './score.ts'

export interface Summary {
  readonly questions: number
  readonly verdicts: Readonly<Record<Verdict, number>>
  /** Share of answerable questions understood exactly. */
  readonly exactShare: number
  /** Share of all questions answered otherwise than labelled: the worst failure. */
  readonly wrongShare: number
  /** Of what was declined, the share that had to be; of what had to be, the share that was. */
  readonly refusalPrecision: number
  readonly refusalRecall: number
  /** Share of right values per component, over answered questions that label it. */
  readonly componentShares: Readonly<Record<Component, number>>
  /** Mean difference between stated confidence and truth over ten equal bands (expected calibration error), answered questions only. */
  readonly calibrationError: number
}

export function summarize(scores: readonly Score[]): Summary {
  const inScope = scores.filter(({ question }) => question.expect.kinds.includes('answerable'))
  const answered = scores.filter(({ interpretation }) => interpretation.kind === 'answerable')
  const mustDecline = scores.filter(({ question }) => !question.expect.kinds.includes('answerable'))
  const declined = scores.filter(({ interpretation }) => interpretation.kind !== 'answerable')
  const rightlyDeclined = declined.filter(({ question }) => !question.expect.kinds.includes('answerable'))
  return {
    questions: scores.length,
    verdicts: countVerdicts(scores),
    exactShare: share(inScope.filter(({ verdict }) => verdict === 'exact').length, inScope.length),
    wrongShare: share(
      scores.filter(({ verdict }) => verdict === 'wrong' || verdict === 'overconfident').length,
      scores.length,
    ),
    refusalPrecision: share(rightlyDeclined.length, declined.length),
    refusalRecall: share(rightlyDeclined.length, mustDecline.length),
    componentShares: componentShares(answered),
    calibrationError: calibrationError(answered),
  }
}

function countVerdicts(scores: readonly Score[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { exact: 0, asked: 0, refused: 0, wrong: 0, overconfident: 0 }
  for (const { verdict } of scores) counts[verdict] += 1
  return counts
}

function componentShares(answered: readonly Score[]): Record<Component, number> {
  const shareOf = (component: Component) =>
    share(answered.filter(({ misses }) => !misses.includes(component)).length, answered.length)
  const entries = components.map((component) => [component, shareOf(component)] as const)
  return Object.fromEntries(entries) as Record<Component, number>
}

const bands = 10

function calibrationError(answered: readonly Score[]): number {
  let error = 0
  for (let band = 0; band < bands; band += 1) {
    const inBand = answered.filter(
      ({ interpretation }) => Math.min(bands - 1, Math.floor(interpretation.confidence.overall * bands)) === band,
    )
    const stated = inBand.reduce((sum, { interpretation }) => sum + interpretation.confidence.overall, 0)
    const right = inBand.filter(({ verdict }) => verdict === 'exact').length
    error += Math.abs(stated - right)
  }
  return share(error, answered.length)
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole
}

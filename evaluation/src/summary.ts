import {
  type Component,
  components,
  isAnswered,
  isInScope,
  isWrong,
  labels,
  type Score,
  type Verdict,
} from './score.ts'

export interface Summary {
  readonly questions: number
  readonly inScope: number
  readonly verdicts: Readonly<Record<Verdict, number>>
  /** Share of the questions that may be answered that were handled exactly as labelled. */
  readonly exactShare: number
  /** Share of all questions answered otherwise than labelled: the worst failure. */
  readonly wrongShare: number
  /** Of what was declined, the share that could be; of what had to be, the share that was. Control words are left out. */
  readonly refusalPrecision: number
  readonly refusalRecall: number
  /** Share of right values per component, over answers whose label speaks of it. */
  readonly componentShares: Readonly<Record<Component, number>>
}

export function summarize(scores: readonly Score[]): Summary {
  const inScope = scores.filter(isInScope)
  const declinable = scores.filter(({ question }) => !question.expect.kinds.includes('control'))
  const mustDecline = declinable.filter((score) => !isInScope(score))
  const declined = declinable.filter((score) => !isAnswered(score))
  const rightly = declined.filter(({ question }) => question.expect.kinds.some((kind) => kind !== 'answerable'))
  return {
    questions: scores.length,
    inScope: inScope.length,
    verdicts: countVerdicts(scores),
    exactShare: share(inScope.filter(({ verdict }) => verdict === 'exact').length, inScope.length),
    wrongShare: scores.length === 0 ? 0 : scores.filter(isWrong).length / scores.length,
    refusalPrecision: share(rightly.length, declined.length),
    refusalRecall: share(mustDecline.filter((score) => !isAnswered(score)).length, mustDecline.length),
    componentShares: componentShares(scores),
  }
}

function countVerdicts(scores: readonly Score[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { exact: 0, asked: 0, refused: 0, wrong: 0, overconfident: 0 }
  for (const { verdict } of scores) counts[verdict] += 1
  return counts
}

function componentShares(scores: readonly Score[]): Record<Component, number> {
  const answered = scores.filter((score) => isInScope(score) && isAnswered(score))
  const shareOf = (component: Component): number => {
    const labelled = answered.filter((score) => labels(score, component))
    return share(labelled.filter(({ misses }) => !misses.includes(component)).length, labelled.length)
  }
  const entries = components.map((component) => [component, shareOf(component)] as const)
  return Object.fromEntries(entries) as Record<Component, number>
}

/** Turns of conversations by their position, the first is 1; the last entry takes all later ones. */
export interface TurnSummary {
  readonly turn: number
  readonly turns: number
  readonly exact: number
  readonly wrong: number
}

const lastTurn = 6

/** How conversations fare turn by turn; a set's sessions hold their turns in order. */
export function summarizeTurns(scores: readonly Score[]): TurnSummary[] {
  const seen = new Map<string, number>()
  const byTurn = new Map<number, Score[]>()
  for (const score of scores) {
    const { session, company } = score.question
    if (session === undefined) continue
    const key = `${company} ${session}`
    const turn = (seen.get(key) ?? 0) + 1
    seen.set(key, turn)
    const slot = Math.min(turn, lastTurn)
    byTurn.set(slot, [...(byTurn.get(slot) ?? []), score])
  }
  return [...byTurn].map(([turn, inTurn]) => ({
    turn,
    turns: inTurn.length,
    exact: inTurn.filter(({ verdict }) => verdict === 'exact').length,
    wrong: inTurn.filter(isWrong).length,
  }))
}

/** Part of a whole; nothing of nothing is all of it. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole
}

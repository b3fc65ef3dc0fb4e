import type { FilterSlot, Interpretation, TimeSlot } from '@salestalk/protocol'
import type { Expectation, LabelledQuestion } from './types.ts'

export const components = [
  'intent',
  'metrics',
  'filters',
  'having',
  'breakdown',
  'rank',
  'calculation',
  'time',
  'comparison',
] as const
export type Component = (typeof components)[number]

/**
 * `exact`: the right verdict and, if answerable, every labelled slot right. `asked` and `refused`: a clear question was not answered.
 * `wrong`: answered, but not as labelled - the failure that counts by itself. `overconfident`: answered where it had to be declined.
 */
export type Verdict = 'exact' | 'asked' | 'refused' | 'wrong' | 'overconfident'

export interface Score {
  readonly question: LabelledQuestion
  /** The words that were asked: those of the question, perhaps misspelled on purpose. */
  readonly asked: string
  readonly interpretation: Interpretation
  readonly verdict: Verdict
  /** Components that differ from the label, of an answer to a question that may be answered. */
  readonly misses: readonly Component[]
}

/** A question that may be answered. */
export function isInScope({ question }: Score): boolean {
  return question.expect.kinds.includes('answerable')
}

export function isAnswered({ interpretation }: Score): boolean {
  return interpretation.kind === 'answerable'
}

export function isWrong({ verdict }: Score): boolean {
  return verdict === 'wrong' || verdict === 'overconfident'
}

/** Whether the label says anything about a component. */
export function labels({ question: { expect } }: Score, component: Component): boolean {
  if (component === 'comparison') return expect.comparison !== undefined || expect.periods !== undefined
  return expect[component] !== undefined
}

export function scoreQuestion(
  question: LabelledQuestion,
  interpretation: Interpretation,
  asked = question.question,
): Score {
  const { expect } = question
  const misses =
    interpretation.kind === 'answerable' && expect.kinds.includes('answerable')
      ? missedComponents(expect, interpretation)
      : []
  return { question, asked, interpretation, misses, verdict: verdictOf(expect, interpretation, misses) }
}

function verdictOf(expect: Expectation, { kind, reason }: Interpretation, misses: readonly Component[]): Verdict {
  if (kind === 'answerable') {
    if (!expect.kinds.includes('answerable')) return 'overconfident'
    return misses.length === 0 ? 'exact' : 'wrong'
  }
  const isRight = expect.kinds.includes(kind) && (!expect.reasons || reason === null || expect.reasons.includes(reason))
  if (isRight) return 'exact'
  return kind === 'clarification' ? 'asked' : 'refused'
}

function missedComponents(expect: Expectation, got: Interpretation): Component[] {
  return components.filter((component) => !matches[component](expect, got))
}

const matches: Record<Component, (expect: Expectation, got: Interpretation) => boolean> = {
  intent: (expect, got) => expect.intent === undefined || expect.intent === got.intent,
  metrics: (expect, got) =>
    expect.metrics === undefined ||
    // Two measures go together in either order.
    (got.intent === 'correlation' ? sameSet : same)(
      expect.metrics,
      got.metrics.map((metric) => metric.id),
    ),
  filters: (expect, got) =>
    expect.filters === undefined || sameSet(expect.filters.map(filterKey), got.filters.map(filterKey)),
  having: (expect, got) =>
    expect.having === undefined ||
    sameSet(
      expect.having.map(({ metric, operator, value, upper }) =>
        JSON.stringify([metric, operator, value, upper ?? null]),
      ),
      got.having.map(({ metric, operator, value, upper }) => JSON.stringify([metric, operator, value, upper])),
    ),
  breakdown: (expect, got) => expect.breakdown === undefined || same(expect.breakdown, got.breakdown),
  rank: (expect, got) => expect.rank === undefined || sameRank(expect.rank, got.rank),
  calculation: (expect, got) =>
    expect.calculation === undefined || JSON.stringify(expect.calculation) === JSON.stringify(got.calculation),
  time: (expect, got) => expect.time === undefined || sameTime(expect.time, got.time),
  comparison: (expect, got) =>
    (expect.comparison === undefined || expect.comparison === (got.comparison?.kind ?? null)) &&
    (expect.periods === undefined || same(expect.periods.map(rangeKey), got.periods.map(rangeKey))),
}

function sameRank(expected: Expectation['rank'] | null, got: Interpretation['rank']): boolean {
  if (!expected || !got) return !expected && !got
  const { direction, limit, by, position } = expected
  return (
    direction === got.direction &&
    limit === got.limit &&
    (by === undefined || by === got.by) &&
    (position === undefined || position === got.position)
  )
}

function sameTime(expected: { start: string | null; end: string | null } | null, got: TimeSlot | null): boolean {
  const isOpen = got === null || (got.start === null && got.end === null)
  return expected === null ? isOpen : got !== null && rangeKey(expected) === rangeKey(got)
}

function rangeKey({ start, end }: { start: string | null; end: string | null }): string {
  return `${start ?? ''}/${end ?? ''}`
}

/** The order of members means nothing. */
function filterKey({ dimension, operator, values }: Pick<FilterSlot, 'dimension' | 'operator' | 'values'>): string {
  const isSet = operator === 'in' || operator === 'not_in'
  const keys = values.map((value) => JSON.stringify(value))
  return JSON.stringify([dimension, operator, isSet ? keys.sort() : keys])
}

function same(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index])
}

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  return same([...left].sort(), [...right].sort())
}

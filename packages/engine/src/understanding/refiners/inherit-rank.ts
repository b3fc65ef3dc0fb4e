import type { ComparisonSlot, Interpretation, RankSlot, TimeSlot } from '@salestalk/protocol'
import { type Draft, fire } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Inheritance } from './inheritance.ts'
import { issue } from './issues.ts'
import type { RankRequest } from './link-rank.ts'
import { comparisonOf } from './link-time.ts'

const timely: ReadonlySet<string | undefined> = new Set(['previous_period', 'same_period_last_year', 'periods'])

/** Whether two periods are set side by side, rather than members or a target. */
export function comparesPeriods(comparison: ComparisonSlot | null): boolean {
  return timely.has(comparison?.kind)
}

/** A follow-up to a ranking ranks what is named now in the same order; false where there is nothing to put in order. */
export function inheritRank(draft: Draft, frame: Interpretation): boolean {
  const { rank } = frame
  if (rank === null || !ranksAlike(draft, frame)) return false
  if (rank.by !== 'value') inheritComparison(draft, frame)
  // "and Germany?" after the countries asks for that one.
  if (isPinned(draft)) {
    if (rank.by === 'value') return false
    draft.intent = 'compare'
    return true
  }
  draft.rank = { ...rank, status: 'inherited', cue: null }
  draft.intent = 'rank'
  return true
}

/** "break that down by month" after the best store is about that store, whose name a reading does not hold. */
export function refuseSplit(draft: Draft, { rank, breakdown }: Interpretation): void {
  if (rank === null || rank.limit === null) return
  const text = ` ${draft.message.words.map(({ normal }) => normal).join(' ')} `
  const { split_again, prepositions } = draft.lexicon.grammar.conversation
  const { words } = draft.message
  const speaksOfPicked = words.some(({ normal }, index) => {
    if (!prepositions.includes(normal) || !isFunctionWord(draft.message, index + 1, 'picked')) return false
    // "for this year", "in those regions" name something else.
    const ends = words[index + 2] === undefined || isFunctionWord(draft.message, index + 2, 'by')
    return ends || isFunctionWord(draft.message, index + 2, 'asked_one')
  })
  if (!speaksOfPicked && !split_again.some((words) => text.includes(` ${words} `))) return
  const named = [...draft.groupings.map(({ dimension }) => dimension), ...(draft.grain ? [draft.grain] : [])]
  if (named.every((name) => breakdown.includes(name))) return
  issue(draft, 'unsupported_operation', 'I cannot split what a ranking picked: name the one you mean.', 2.5)
}

/** The things ranked are groups; buckets of time are, where they were ranked before. */
function ranksAlike(draft: Draft, { breakdown }: Interpretation): boolean {
  if (draft.groupings.length > 0) return true
  const isOverTime = breakdown.every((name) => draft.lexicon.dimensionsById.get(name)?.calendar === true)
  return draft.grain !== null && isOverTime
}

function isPinned({ filters, groupings }: Draft): boolean {
  const [ranked, ...others] = groupings
  if (!ranked || others.length > 0) return false
  return filters.some(
    ({ dimension, operator, values, status }) =>
      dimension === ranked.dimension && operator === 'in' && values.length === 1 && status === 'stated',
  )
}

/** "and the biggest drop?" is one against what was compared with before. "and the worst?", "bottom instead" after a ranking by change stays one, unless it names what to rank by itself. */
export function inheritRankedChange(draft: Draft, { frame }: Inheritance, request: RankRequest | null): void {
  const { rank } = frame
  if (!request || draft.intent !== 'rank' || draft.rank === null) return
  if (draft.rank.by !== 'value') {
    if (draft.comparison?.status !== 'implied' || !comparesPeriods(frame.comparison)) return
    draft.comparison = null
    inheritComparison(draft, frame)
    return
  }
  if (!rank || rank.by === 'value') return
  if (draft.metrics.some(({ status }) => status !== 'inherited')) return
  draft.rank = { ...draft.rank, by: rank.by, direction: directionOf(request, draft.rank, rank) }
  inheritComparison(draft, frame)
  fire(draft, 'rank-by-change-inherited')
}

/** "Top" is the end that was shown, whichever way the order ran; what is best or worst is told by the measure. */
function directionOf(
  { goodness }: RankRequest,
  own: Pick<RankSlot, 'direction'>,
  { direction }: RankSlot,
): RankSlot['direction'] {
  if (goodness === 'top') return direction
  if (goodness === 'bottom') return oppositeOf(direction)
  return own.direction
}

export function oppositeOf(direction: RankSlot['direction']): RankSlot['direction'] {
  return direction === 'top' ? 'bottom' : 'top'
}

/** The comparison of the frame, of the same kind with the period asked for now. */
export function inheritComparison(draft: Draft, frame: Interpretation): void {
  if (comparesPeriods(draft.comparison)) return
  if (draft.periods.length > 1) {
    draft.comparison = { kind: 'periods', start: null, end: null, label: null, status: 'inherited' }
    return
  }
  const { time, comparison } = frame
  if (!comparison) return
  if (comparison.start !== null && time?.start === draft.time?.start && time?.end === draft.time?.end) {
    draft.comparison = { ...comparison, status: 'inherited' }
    return
  }
  const kind = comparison.kind === 'periods' ? kindOf(frame.periods) : comparison.kind
  if (kind === 'previous_period' || kind === 'same_period_last_year') {
    draft.comparison = comparisonOf(draft, kind, 'inherited')
    return
  }
  issue(draft, 'unsupported_operation', 'I do not know which period that should be compared with: name both.', 2.5)
}

/** How the second of two periods lies to the first, as a comparison of any period with another. */
function kindOf([asked, base, ...more]: readonly TimeSlot[]): ComparisonSlot['kind'] | null {
  if (!asked?.start || !asked.end || !base?.start || !base.end || more.length > 0) return null
  if (base.end === asked.start) return 'previous_period'
  const yearBefore = (date: string): string => `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`
  const isYearApart = base.start === yearBefore(asked.start) && base.end === yearBefore(asked.end)
  return isYearApart ? 'same_period_last_year' : null
}

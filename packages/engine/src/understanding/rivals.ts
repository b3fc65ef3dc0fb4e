import type { Cover } from './decode.ts'
import type { Draft } from './draft.ts'
import { breakdownOf } from './interpretation.ts'
import { totalCost } from './refiners/prefer.ts'

/** Two readings closer than this in cost are both possible: the user is asked. */
export const askingMargin = 0.3
/** Further behind than this a reading has no part in the decision, nor in the confidence of the best. */
const farBehind = 1
/** Sums of the same costs in another order differ by less. */
const rounding = 1e-6

/** What the readings of a message cost that were assembled so far: it tells which others can still have a part in the decision. */
export interface Rivals {
  /** The cost of the best. */
  least: number
  /** What the cheapest reading of each set of slots that can be answered costs. */
  readonly answerable: Map<string, number>
  /** Everything is kept where the reading is to be explained. */
  readonly all: boolean
  /** The most that a conversation makes up for what a reading costs. */
  readonly spared: number
}

export function openRivals(all: boolean, spared: number): Rivals {
  return { least: Number.POSITIVE_INFINITY, answerable: new Map(), all, spared }
}

export function addRival(rivals: Rivals, draft: Draft): void {
  const cost = totalCost(draft)
  rivals.least = Math.min(rivals.least, cost)
  if (draft.issues.length > 0) return
  const signature = signatureOf(draft)
  rivals.answerable.set(signature, Math.min(cost, rivals.answerable.get(signature) ?? cost))
}

/** Whether no cover that costs so much can have a part in the decision, whatever is made of it. */
export function isBehind({ least, answerable, all, spared }: Rivals, { cost }: Cover): boolean {
  return !all && hasNoPart(least, answerable, cost - spared)
}

/** Whether a reading whose slots are filled says what a cheaper one says that can be answered. */
export function isRepeated({ answerable, all }: Rivals, draft: Draft): boolean {
  if (all || answerable.size === 0) return false
  return (answerable.get(signatureOf(draft)) ?? Number.POSITIVE_INFINITY) < costSoFar(draft) - rounding
}

/** A reading too dear already, with only checks to come that make it dearer: the best one alone may be one that cannot be answered. */
export function isLost({ least, answerable, all }: Rivals, draft: Draft): boolean {
  if (all) return false
  const cost = costSoFar(draft) - rounding
  return draft.issues.length > 0 ? cost > least : hasNoPart(least, answerable, cost)
}

/** Neither the best nor close enough to be asked about, and too far behind, or behind two others, to make the best less certain. */
function hasNoPart(least: number, answerable: ReadonlyMap<string, number>, cost: number): boolean {
  if (cost - least < askingMargin) return false
  return cost - least >= farBehind || [...answerable.values()].filter((other) => other <= cost).length > 1
}

function costSoFar(draft: Draft): number {
  return draft.issues.reduce((sum, { severity, final }) => (final ? sum : sum + severity), totalCost(draft))
}

/** One draft for each different set of slots, best first. */
export function distinctReadings(drafts: readonly Draft[]): Draft[] {
  const seen = new Set<string>()
  return drafts.filter((draft) => {
    const signature = signatureOf(draft)
    if (seen.has(signature)) return false
    seen.add(signature)
    return true
  })
}

function signatureOf(draft: Draft): string {
  return JSON.stringify([
    draft.intent,
    draft.metrics.map((metric) => metric.id),
    draft.filters.map((filter) => [filter.dimension, filter.operator, filter.values]),
    draft.having.map((having) => [having.metric, having.operator, having.value, having.upper]),
    breakdownOf(draft),
    draft.rank && [draft.rank.direction, draft.rank.limit],
    draft.time && [draft.time.start, draft.time.end],
    draft.periods.map((period) => [period.start, period.end]),
  ])
}

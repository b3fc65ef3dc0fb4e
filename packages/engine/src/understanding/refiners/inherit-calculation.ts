import type { Calculation, Interpretation, TimeGrain } from '@salestalk/protocol'
import { type Draft, fire, isCue } from '../draft.ts'
import { hasFunctionWord } from '../function-words.ts'
import type { CueName } from '../phrases/schema.ts'
import type { Inheritance } from './inheritance.ts'
import { issue } from './issues.ts'
import { addsUpOverTime, averagesOverTime, calculate, canAddUp, canAverage, isPlain } from './link-calculation.ts'
import type { RankRequest } from './link-rank.ts'

/** What asks for figures of another kind, so that nothing is left to be computed from them over time. */
const leavingCues: readonly CueName[] = [
  'total',
  'how_many',
  'trend',
  'why',
  'forecast',
  'anomaly',
  'target',
  'correlation',
]

/**
 * "and for Europe?", "no, I meant orders" after an average per month, a running total or a moving average compute the same of what is named
 * now. Where that cannot be computed it is refused by name: the plain figures would answer another question.
 */
export function inheritCalculation(draft: Draft, { frame }: Inheritance, rank: RankRequest | null): void {
  if (draft.calculation !== null) return
  const calculation = frame.calculation ?? averageNamed(draft, frame)
  if (calculation === null) return
  if (draft.items.some((item) => isCue(item, ...leavingCues))) return
  const own = Number.isFinite(draft.grainAt) ? draft.grain : null
  if (calculation.kind === 'average_per_period' && own !== null && splits(draft)) return
  if (!isPlain(draft, rank) || !fits(draft, calculation, frame, own)) {
    refuse(draft, calculation)
    return
  }
  take(draft, calculation.kind === 'average_per_period' && own !== null ? { ...calculation, grain: own } : calculation)
  if (calculation.kind === 'moving_average') return
  if (own !== null) keepGroups(draft, frame)
  if (calculation.kind === 'running_total') return
  draft.grain = null
  draft.grainAt = Number.POSITIVE_INFINITY
}

/** "average sales", refused for what they are averaged over, and "per month" then. */
function averageNamed(draft: Draft, { kind, words }: Interpretation): Calculation | null {
  const isAverage = words.some(({ role, boundTo }) => role === 'operator' && boundTo === 'average')
  if (kind !== 'refusal' || !isAverage || draft.grain === null || !Number.isFinite(draft.grainAt)) return null
  return averagesOverTime(draft) ? { kind: 'average_per_period', grain: draft.grain } : null
}

function fits(draft: Draft, { kind }: Calculation, frame: Interpretation, own: TimeGrain | null): boolean {
  switch (kind) {
    case 'average_per_period':
      return averagesOverTime(draft)
    case 'running_total':
      return addsUpOverTime(draft)
    case 'moving_average':
      return draft.groupings.length === 0 && draft.grain !== null && (own === null || frame.breakdown.includes(own))
  }
}

/** "by month", "break that down by month" lists the months, where "and quarterly?" averages quarters. */
function splits(draft: Draft): boolean {
  const bucket = draft.items[draft.grainAt]
  const before = draft.items.slice(0, draft.grainAt)
  if (!bucket || before.some((item) => isCue(item, 'follow_break', 'group', 'list'))) return true
  return hasFunctionWord(draft.message, bucket.from - 1, bucket.to, 'by')
}

/** The bucket is that of the computation, so it takes the place of no group. */
function keepGroups(draft: Draft, { breakdown }: Interpretation): void {
  const item = draft.items[draft.grainAt]
  if (!item || draft.groupings.length > 0) return
  const groups = breakdown.filter((name) => draft.lexicon.dimensionsById.get(name)?.calendar !== true)
  draft.groupings.push(...groups.map((dimension) => ({ dimension, item, loose: false })))
}

function take(draft: Draft, calculation: Calculation): void {
  calculate(draft, calculation)
  draft.inherited += 1
  fire(draft, 'calculation-inherited')
}

function refuse(draft: Draft, calculation: Calculation): void {
  issue(draft, 'unsupported_operation', misfitOf(draft, calculation) ?? whyUncomputable(calculation), 3)
}

/** The measure that cannot be computed so, by its name. */
function misfitOf({ metrics, lexicon }: Draft, calculation: Calculation): string | null {
  const measured = metrics.flatMap(({ id }) => lexicon.metrics.get(id) ?? [])
  switch (calculation.kind) {
    case 'average_per_period': {
      const misfit = measured.find((metric) => !canAverage(metric))
      return misfit ? `${misfit.label} cannot be averaged by ${calculation.grain}: ask for it by itself.` : null
    }
    case 'running_total': {
      const misfit = measured.find((metric) => !canAddUp(metric, lexicon))
      return misfit ? `${misfit.label} cannot be added up over time: ask for it by itself.` : null
    }
    case 'moving_average':
      return null
  }
}

/** Where an inherited computation holds, for those who asked where it does not. */
export function whyUncomputable(calculation: Calculation): string {
  switch (calculation.kind) {
    case 'average_per_period':
      return `I can average by ${calculation.grain} only counts and sums in one period, without a ranking.`
    case 'running_total':
      return 'I can add up over time only counts and sums in one period, without a ranking.'
    case 'moving_average':
      return 'I can compute a moving average only of one whole in one period, over the buckets it was asked for.'
  }
}

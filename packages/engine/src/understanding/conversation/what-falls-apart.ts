import type { Interpretation } from '@salestalk/protocol'
import type { Lexicon } from '../lexicon/index.ts'
import { whyUncomputable } from '../refiners/inherit-calculation.ts'
import { comparesPeriods } from '../refiners/inherit-rank.ts'
import { canAddUp, canAverage } from '../refiners/link-calculation.ts'

/**
 * What keeps an edited question from being asked, said to the user: what is computed over time, or ranked by change, needs slots that other
 * questions do without. Null where nothing does.
 */
export function whatFallsApart(reading: Interpretation, lexicon: Lexicon): string | null {
  const { calculation } = reading
  if (calculation !== null && !isComputable(reading, lexicon)) return whyUncomputable(calculation)
  return isRankable(reading) ? null : 'A ranking by change needs two periods to compare.'
}

function isComputable(
  { calculation, metrics, rank, having, breakdown, intent }: Interpretation,
  lexicon: Lexicon,
): boolean {
  if (calculation === null) return true
  if (rank !== null || having.length > 0) return false
  const measured = metrics.flatMap(({ id }) => lexicon.metrics.get(id) ?? [])
  switch (calculation.kind) {
    case 'average_per_period':
      return measured.every(canAverage)
    case 'running_total':
      return intent === 'trend' && measured.every((metric) => canAddUp(metric, lexicon))
    case 'moving_average':
      return intent === 'trend' && breakdown.length === 1
  }
}

function isRankable({ rank, time, comparison, periods }: Interpretation): boolean {
  if (rank === null || rank.by === 'value') return true
  const isDated = time !== null && time.start !== null && time.end !== null
  return periods.length > 1 || (isDated && comparesPeriods(comparison) && comparison?.start != null)
}

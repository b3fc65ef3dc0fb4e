import type { Interpretation } from '@salestalk/protocol'

/** Far beyond what a question of 2,000 characters can be understood as; a client could send any number. */
const most = {
  metrics: 50,
  dimensions: 10,
  filters: 100,
  values: 2000,
  conditions: 50,
  periods: 50,
  places: 1000,
} as const
const widestWindow = 366
const mostCharacters = 200_000

/** What makes a reading that a client made up impossible to answer or endless to compute, one sentence; null when nothing does. */
export function contradictionIn(reading: Interpretation): string | null {
  return tooMuch(reading) ?? unfitRanking(reading) ?? unfitCalculation(reading) ?? unfitConditions(reading)
}

function tooMuch(reading: Interpretation): string | null {
  const counts: readonly (readonly [keyof typeof most, number])[] = [
    ['metrics', reading.metrics.length],
    ['dimensions', reading.breakdown.length],
    ['filters', reading.filters.length],
    ['values', reading.filters.reduce((sum, { values }) => sum + values.length, 0)],
    ['conditions', reading.having.length],
    ['periods', reading.periods.length],
    ['places', reading.rank?.position ?? 0],
  ]
  for (const [what, count] of counts) {
    if (count > most[what]) return `This reading has ${count} ${what}: at most ${most[what]} are possible`
  }
  const size = JSON.stringify(reading).length
  return size > mostCharacters ? `This reading has ${size} characters: at most ${mostCharacters} are possible` : null
}

function unfitRanking(reading: Interpretation): string | null {
  const { intent, rank, breakdown, calculation } = reading
  if (rank !== null && rank.by !== 'value' && !hasTwoPeriods(reading)) {
    return 'A ranking by change needs two periods: name the one to compare with'
  }
  if (calculation !== null && rank !== null) {
    return 'What is computed over time cannot be ranked: leave out one of the two'
  }
  if (intent === 'rank' && rank === null)
    return 'A ranking needs an order: say whether the top or the bottom is asked for'
  const isOfGroups = intent === 'rank' || intent === 'breakdown'
  return isOfGroups && breakdown.length === 0 ? 'What is ranked or split is missing: name a dimension' : null
}

function hasTwoPeriods({ periods, comparison }: Interpretation): boolean {
  return periods.length > 1 || (comparison?.start != null && comparison.end !== null)
}

function unfitCalculation({ calculation, intent, periods, comparison }: Interpretation): string | null {
  if (calculation === null) return null
  if (periods.length > 0 || comparison !== null) {
    return 'What is computed over time stands for one period: leave out the other one'
  }
  if (calculation.kind === 'average_per_period') return null
  if (intent !== 'trend') return 'What is computed along time needs a course over time: ask for a trend'
  const isTooWide = calculation.kind === 'moving_average' && calculation.window > widestWindow
  return isTooWide ? `A moving average is taken over at most ${widestWindow} buckets` : null
}

function unfitConditions({ filters, having, time, periods }: Interpretation): string | null {
  const empty = filters.find(({ values }) => values.length === 0)
  if (empty) return `The filter on "${empty.dimension}" has no values`
  const halved = having.find(
    ({ operator, value, upper }) => operator === 'between' && (upper === null || upper < value),
  )
  if (halved) return `The condition on "${halved.metric}" needs two numbers, the smaller one first`
  const windows = [...(time === null ? [] : [time]), ...periods]
  const backward = windows.find(({ start, end }) => start !== null && end !== null && end <= start)
  return backward ? `The period from ${backward.start} ends on ${backward.end}, before it begins` : null
}

import type { Interpretation, TimeGrain } from '@salestalk/protocol'

/** What a person corrected: the reading to ask next, and the words that say so in the conversation. */
export interface Edit {
  readonly interpretation: Interpretation
  readonly words: string
}

/** Names for ids, as the catalog has them. */
export interface Labels {
  metric(id: string): string
  dimension(id: string): string
}

export const calendarBreakdowns: readonly TimeGrain[] = ['day', 'week', 'month', 'quarter', 'year']

/** An edited reading is what its editor says: answerable, with nothing left open. */
function settled(interpretation: Interpretation, change: Partial<Interpretation>): Interpretation {
  return {
    ...interpretation,
    kind: 'answerable',
    readings: [],
    reason: null,
    message: null,
    suggestions: [],
    ...change,
  }
}

export function removeFilter(interpretation: Interpretation, index: number, labels: Labels): Edit {
  const removed = interpretation.filters[index]
  return {
    interpretation: settled(interpretation, { filters: interpretation.filters.filter((_, place) => place !== index) }),
    words: removed ? `without the filter on ${labels.dimension(removed.dimension)}` : '',
  }
}

export function removeCondition(interpretation: Interpretation, index: number, labels: Labels): Edit {
  const removed = interpretation.having[index]
  return {
    interpretation: settled(interpretation, { having: interpretation.having.filter((_, place) => place !== index) }),
    words: removed ? `without the condition on ${labels.metric(removed.metric)}` : '',
  }
}

/**
 * Without a comparison the question is the plain one: a figure, or its groups when it is broken down. Nothing is left that could be put in
 * order by its change, so a ranking is one of the values.
 */
export function removeComparison(interpretation: Interpretation): Edit {
  const intent = interpretation.intent === 'compare' ? intentFor(interpretation.breakdown) : interpretation.intent
  const rank = interpretation.rank && { ...interpretation.rank, by: 'value' as const }
  return {
    interpretation: settled(interpretation, { comparison: null, intent, rank }),
    words: 'without the comparison',
  }
}

/** The metric itself instead of what was computed from it. */
export function removeCalculation(interpretation: Interpretation): Edit {
  const words = interpretation.calculation?.kind === 'running_total' ? 'without adding up' : 'without the average'
  return { interpretation: settled(interpretation, { calculation: null }), words }
}

/** Groups by these dimensions instead; none asks for the total. A ranking needs groups, so it goes with them; a moving average has none. */
export function setBreakdown(interpretation: Interpretation, breakdown: readonly string[], labels: Labels): Edit {
  const plain = interpretation.intent === 'what' || interpretation.intent === 'breakdown'
  const ungrouped = breakdown.length === 0
  const ranked = interpretation.intent === 'rank' && ungrouped
  const isOfWhole = interpretation.calculation?.kind === 'moving_average'
  return {
    interpretation: settled(interpretation, {
      breakdown: [...breakdown],
      intent: plain || ranked ? intentFor(breakdown) : interpretation.intent,
      rank: ungrouped ? null : interpretation.rank,
      calculation: isOfWhole && !ungrouped ? null : interpretation.calculation,
    }),
    words: ungrouped ? 'in total' : `by ${breakdown.map((id) => labels.dimension(id)).join(' and ')}`,
  }
}

/** Another measure under the same conditions. */
export function setMetric(interpretation: Interpretation, id: string, labels: Labels): Edit {
  const metrics = [
    { id, status: 'stated' as const, text: null, span: null, rule: null },
    ...interpretation.metrics.slice(1).filter((metric) => metric.id !== id),
  ]
  return { interpretation: settled(interpretation, { metrics }), words: `${labels.metric(id)} instead` }
}

function intentFor(breakdown: readonly string[]): 'what' | 'breakdown' {
  return breakdown.length === 0 ? 'what' : 'breakdown'
}

const questionCharactersMax = 2000

/** The question with the correction behind it. The words asked first stay where they are, so the spans of the reading still fit. */
export function editedQuestion(question: string, words: string): string {
  const base = question.split(' · ')[0] ?? question
  return `${base} · ${words}`.slice(0, questionCharactersMax)
}

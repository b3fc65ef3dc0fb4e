import type { FilterSlot, Interpretation } from '@salestalk/protocol'

const evidence = { text: null, span: null, rule: null }

/** A reading with everything unsaid left empty. */
export function reading(change: Partial<Interpretation>): Interpretation {
  return {
    kind: 'answerable',
    intent: 'what',
    subject: 'revenue',
    metrics: [{ id: 'revenue', status: 'stated', ...evidence }],
    filters: [],
    having: [],
    breakdown: [],
    rank: null,
    calculation: null,
    time: lastQuarter,
    periods: [],
    comparison: null,
    target: null,
    confidence: {
      overall: 0.94,
      components: { intent: 0.97, subject: 0.95, measure: 0.96, dimension: 0.93, time: 0.9 },
    },
    words: [],
    readings: [],
    reason: null,
    message: null,
    suggestions: [],
    control: null,
    restatement: '',
    ...change,
  }
}

export const lastQuarter: NonNullable<Interpretation['time']> = {
  expression: 'last quarter',
  start: '2026-07-01',
  end: '2026-10-01',
  grain: 'quarter',
  partial: false,
  label: 'Q3 2026',
  status: 'stated',
  span: null,
}

export function filter(dimension: string, values: string[], status: FilterSlot['status'] = 'stated'): FilterSlot {
  return { dimension, operator: 'in', values, status, ...evidence }
}

export function metricSlot(id: string, status: 'stated' | 'assumed' = 'stated') {
  return { id, status, ...evidence }
}

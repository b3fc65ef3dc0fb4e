import type { Interpretation, MetricSlot, TimeSlot } from '@salestalk/protocol'

export function metricSlot(id: string): MetricSlot {
  return { id, status: 'stated', text: id, span: [0, 1], rule: 'test' }
}

export function timeSlot(
  label: string,
  start: string | null,
  end: string | null,
  grain: TimeSlot['grain'] = 'quarter',
): TimeSlot {
  return { expression: label, start, end, grain, partial: false, label, status: 'stated', span: null }
}

/** A complete reading, "sales over all the data" unless told otherwise: for tests of the stages after understanding. */
export function reading(overrides: Partial<Interpretation>): Interpretation {
  return {
    kind: 'answerable',
    intent: 'what',
    subject: 'revenue',
    metrics: [metricSlot('revenue')],
    filters: [],
    having: [],
    breakdown: [],
    rank: null,
    calculation: null,
    time: null,
    periods: [],
    comparison: null,
    target: null,
    confidence: { overall: 0.9, components: { intent: 0.9, subject: 0.9, measure: 0.9, dimension: 0.9, time: 0.9 } },
    words: [],
    readings: [],
    reason: null,
    message: null,
    suggestions: [],
    control: null,
    restatement: 'Sales',
    ...overrides,
  }
}

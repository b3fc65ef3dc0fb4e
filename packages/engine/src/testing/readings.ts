import { blankInterpretation, type Interpretation, type MetricSlot, type TimeSlot } from '@salestalk/protocol'

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
    ...blankInterpretation(),
    kind: 'answerable',
    intent: 'what',
    subject: 'revenue',
    metrics: [metricSlot('revenue')],
    confidence: { overall: 0.9, components: { intent: 0.9, subject: 0.9, measure: 0.9, dimension: 0.9, time: 0.9 } },
    restatement: 'Sales',
    ...overrides,
  }
}

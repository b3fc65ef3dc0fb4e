import type { Interpretation, Word } from './interpretation.ts'

/** An interpretation that binds nothing: of control messages and of questions that are not read at all. */
export function blankInterpretation(words: readonly Word[] = []): Interpretation {
  return {
    kind: 'refusal',
    intent: null,
    subject: null,
    metrics: [],
    filters: [],
    having: [],
    breakdown: [],
    rank: null,
    calculation: null,
    time: null,
    periods: [],
    comparison: null,
    target: null,
    confidence: { overall: 0, components: { intent: 0, subject: 0, measure: 0, dimension: 0, time: 0 } },
    words: [...words],
    readings: [],
    reason: null,
    message: null,
    suggestions: [],
    control: null,
    restatement: '',
  }
}

import type { Answer, Clarification, Interpretation, Timings } from '@salestalk/protocol'
import { type AnswerIdentity, noModel } from './compose.ts'

/** An answer without figures: a refusal or a reply to "thanks", with what can be asked instead. */
export function declineAnswer(identity: AnswerIdentity, interpretation: Interpretation, timings: Timings): Answer {
  return withoutFigures(identity, interpretation, timings, 'refusal', null)
}

/** The one question back, with a button for each reading. */
export function clarifyAnswer(
  identity: AnswerIdentity,
  interpretation: Interpretation,
  clarification: Clarification,
  timings: Timings,
): Answer {
  return withoutFigures(identity, interpretation, timings, 'clarification', clarification)
}

function withoutFigures(
  identity: AnswerIdentity,
  interpretation: Interpretation,
  timings: Timings,
  kind: 'refusal' | 'clarification',
  clarification: Clarification | null,
): Answer {
  const text = interpretation.message ?? interpretation.restatement
  return {
    kind,
    ...identity,
    text,
    phrases: [{ text, reference: null }],
    references: [],
    queries: [],
    table: null,
    chart: null,
    checks: { factsTotal: 0, factsVerified: 0, reconciled: null, notes: [] },
    clarification,
    followUps: [...interpretation.suggestions],
    interpretation,
    model: noModel,
    timings,
  }
}

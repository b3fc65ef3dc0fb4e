import type { Clarification, Interpretation } from '@salestalk/protocol'
import { type Analysis, analyze, isAnalyzed } from './analysis/index.ts'
import type { AnswerContext } from './answer-context.ts'
import { formatValue } from './narrative/index.ts'
import { planQueries, runPlan } from './query/index.ts'

export type Settled =
  | { readonly kind: 'settled'; readonly interpretation: Interpretation }
  | { readonly kind: 'clarification'; readonly clarification: Clarification }
  | { readonly kind: 'declined'; readonly interpretation: Interpretation }

const readingsMax = 4

/**
 * Decides what is answered. Several readings are all evaluated: where their figures are equal the best is taken without asking, otherwise
 * the user chooses, each option showing its own figure.
 */
export async function settleAmbiguity(understood: Interpretation, context: AnswerContext): Promise<Settled> {
  switch (understood.kind) {
    case 'answerable':
      return isAnalyzed(understood.intent)
        ? { kind: 'settled', interpretation: understood }
        : { kind: 'declined', interpretation: notYetAnswered(understood, context) }
    case 'refusal':
    case 'control':
      return { kind: 'declined', interpretation: understood }
    case 'clarification':
      return priceReadings(understood, context)
  }
}

/** Understood, but of an intent without an analysis in this release: says so and offers what shows the same figures. */
function notYetAnswered(understood: Interpretation, { phrases }: AnswerContext): Interpretation {
  return {
    ...understood,
    kind: 'refusal',
    reason: 'unsupported_operation',
    message: phrases.replies.notYetAnswered.replace('{restatement}', understood.restatement),
    suggestions: understood.suggestions,
  }
}

async function priceReadings(understood: Interpretation, context: AnswerContext): Promise<Settled> {
  const readings = understood.readings.filter((reading) => isAnalyzed(reading.intent)).slice(0, readingsMax)
  const [best, ...others] = readings
  if (!best) return { kind: 'declined', interpretation: { ...understood, kind: 'refusal' } }
  const analyses = await Promise.all(readings.map((reading) => evaluate(reading, context)))
  const [first, ...rest] = analyses.map(fingerprint)
  if (others.length > 0 && rest.every((other) => other === first))
    return { kind: 'settled', interpretation: { ...best, readings: others } }
  const options = readings.map((interpretation, index) => ({
    interpretation,
    label: optionLabel(interpretation, analyses[index], context),
  }))
  return { kind: 'clarification', clarification: { question: understood.message ?? understood.restatement, options } }
}

async function evaluate(
  interpretation: Interpretation,
  { data, metricStore, understanding }: AnswerContext,
): Promise<Analysis> {
  const plan = planQueries(interpretation, data, understanding.today, understanding.calendar)
  const results = await runPlan(plan, data, metricStore)
  return analyze({ interpretation, plan, results, data, calendar: understanding.calendar })
}

/** Two readings have the same result when every measured figure of every group agrees to nine digits. */
function fingerprint({ facts }: Analysis): string {
  const measured = facts.filter((fact) => fact.kind === 'measured')
  return JSON.stringify(
    measured.map(({ value, group }) => [value === null ? null : value.toPrecision(9), Object.values(group)]),
  )
}

function optionLabel(
  interpretation: Interpretation,
  analysis: Analysis | undefined,
  { locale }: AnswerContext,
): string {
  const [fact] = analysis?.facts ?? []
  if (!fact || fact.value === null || interpretation.breakdown.length > 0) return interpretation.restatement
  return `${interpretation.restatement}: ${formatValue(fact.value, fact.unit, locale)}`
}

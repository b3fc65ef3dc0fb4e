import type { Interpretation } from '@salestalk/protocol'
import type { Choice, Conversation } from '../types.ts'

type Slots = Pick<Interpretation, 'metrics' | 'filters'>

/** What an answer says about the question asked back before it: which of the readings was chosen, and so what its word means. */
export function choiceMade({ pending }: Conversation, answered: Interpretation): Choice | null {
  const readings = pending?.interpretation.kind === 'clarification' ? pending.interpretation.readings : []
  const chosen = readings.find((reading) => slotsOf(reading) === slotsOf(answered))
  const others = readings.filter((reading) => reading !== chosen)
  if (!chosen || others.length === 0) return null
  for (const choice of meaningsOf(chosen)) {
    // The same word means something else in every other reading.
    const contested = others.every((other) =>
      meaningsOf(other).some((meaning) => meaning.term === choice.term && meansOf(meaning) !== meansOf(choice)),
    )
    if (contested) return choice
  }
  return null
}

/** The reading in which an ambiguous word means what it was chosen to mean before, marked as implied by that. */
export function chosenBefore(
  readings: readonly Interpretation[],
  { choices = [] }: Conversation,
): Interpretation | null {
  for (const choice of choices.toReversed()) {
    const fitting = readings.filter((reading) => meaningsOf(reading).some((meaning) => isSame(meaning, choice)))
    const [only, ...more] = fitting
    if (only && more.length === 0) return asImplied(only, choice)
  }
  return null
}

function isSame(meaning: Choice, choice: Choice): boolean {
  return meaning.term === choice.term && meansOf(meaning) === meansOf(choice)
}

function asImplied(reading: Interpretation, { term }: Choice): Interpretation {
  const named = ({ text }: { readonly text: string | null }): boolean => text?.toLowerCase() === term
  const implied = { status: 'implied', rule: 'chosen-before' } as const
  return {
    ...reading,
    metrics: reading.metrics.map((slot) => (named(slot) ? { ...slot, ...implied } : slot)),
    filters: reading.filters.map((slot) => (named(slot) ? { ...slot, ...implied } : slot)),
  }
}

function meaningsOf({ metrics, filters }: Slots): Choice[] {
  return [
    ...metrics.flatMap(({ id, text }): Choice[] => (text === null ? [] : [{ term: text.toLowerCase(), metric: id }])),
    ...filters.flatMap(({ dimension, values, text }): Choice[] =>
      text === null ? [] : [{ term: text.toLowerCase(), dimension, values }],
    ),
  ]
}

function meansOf(choice: Choice): string {
  return 'metric' in choice ? choice.metric : JSON.stringify([choice.dimension, choice.values])
}

function slotsOf({ metrics, filters, breakdown }: Interpretation): string {
  return JSON.stringify([
    metrics.map(({ id }) => id),
    filters.map(({ dimension, operator, values }) => [dimension, operator, values]),
    breakdown,
  ])
}

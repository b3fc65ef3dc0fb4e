import type { Interpretation, ReasonCode } from '@salestalk/protocol'
import type { Draft } from '../draft.ts'
import type { Inheritance } from './inheritance.ts'

/**
 * A refused question stays refused until what stood in its way is named otherwise: "revenue in Narnia", then "by month", must not become
 * revenue by month of everything. Nor must one that was asked back whom it means: "revenue of Rose", then "and the month before".
 */
export function checkPending(draft: Draft, { frame }: Inheritance): void {
  const asksForName = frame.kind === 'clarification' && frame.reason === 'ambiguous_value'
  if ((frame.kind !== 'refusal' && !asksForName) || frame.reason === null) return
  const loses = losesOperator(draft, frame)
  if (loses && draft.cues.has('total')) return
  if (!loses && isSettled(draft, frame.reason)) return
  draft.issues.push({ reason: frame.reason, message: frame.message ?? '', suggestions: [], severity: 3, final: true })
}

/** "average sales", then "and profit?": what was to be computed is no answer without being computed. */
function losesOperator(draft: Draft, { words }: Interpretation): boolean {
  return draft.calculation === null && words.some(({ role, boundTo }) => role === 'operator' && isCalculation(boundTo))
}

function isCalculation(name: string | null): boolean {
  return name === 'average' || name === 'running_total' || name === 'moving_average'
}

/** Whether the message itself supplies a slot of the kind that was missing or unknown. */
function isSettled(draft: Draft, reason: ReasonCode): boolean {
  const names = (slots: readonly { readonly status: string }[]): boolean =>
    slots.some(({ status }) => status === 'stated' || status === 'implied')
  switch (reason) {
    case 'unknown_value':
    case 'ambiguous_value':
    case 'unbound_words':
      return names(draft.filters) || draft.cues.has('follow_clear') || draft.cues.has('follow_break')
    case 'unknown_metric':
    case 'ambiguous_metric':
    case 'missing_metric':
      return names(draft.metrics)
    case 'unsupported_operation':
      return names(draft.metrics) || draft.calculation !== null
    case 'no_data':
    case 'invalid_time':
    case 'ambiguous_time':
    case 'missing_time':
      return (draft.time !== null && names([draft.time])) || names(draft.periods)
    default:
      return true
  }
}

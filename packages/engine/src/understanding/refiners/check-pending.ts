import type { ReasonCode } from '@salestalk/protocol'
import type { Draft } from '../draft.ts'
import type { Inheritance } from './inherit.ts'

/**
 * A refused question stays refused until what stood in its way is named otherwise: "revenue in Narnia", then "by month", must not become
 * revenue by month of everything.
 */
export function checkPending(draft: Draft, { frame }: Inheritance): void {
  if (frame.kind !== 'refusal' || frame.reason === null || isSettled(draft, frame.reason)) return
  draft.issues.push({ reason: frame.reason, message: frame.message ?? '', suggestions: [], severity: 3, final: true })
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
    case 'unsupported_operation':
      return names(draft.metrics)
    case 'no_data':
    case 'invalid_time':
    case 'ambiguous_time':
    case 'missing_time':
      return (draft.time !== null && names([draft.time])) || names(draft.periods)
    default:
      return true
  }
}

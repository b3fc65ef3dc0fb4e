import type { Draft } from '../draft.ts'

/** Adds up what speaks against a reading as a whole, so that the best of several covers can be chosen. */
export function preferStrict(draft: Draft): void {
  for (const issue of draft.issues) draft.penalty += issue.severity
  draft.penalty += 0.3 * draft.groupings.filter((grouping) => grouping.loose).length
  if (draft.metrics.length === 0 && draft.intent !== 'list') draft.penalty += 0.5
  // Two measures side by side are rarer than one measure and a dimension or member of the same name.
  draft.penalty += 0.25 * Math.max(0, draft.metrics.length - 1)
}

export function totalCost(draft: Draft): number {
  return draft.coverCost + draft.penalty
}

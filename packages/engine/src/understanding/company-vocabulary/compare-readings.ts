import { type Interpretation, type ReadingPart, readingSlots } from '@salestalk/protocol'

/** How it was said and found out is no part of what was understood. */
const evidence = new Set(['status', 'text', 'span', 'rule', 'expression', 'label', 'partial'])

/** The parts in which two readings of one question differ; empty when it is understood alike. */
export function differingParts(before: Interpretation, after: Interpretation): ReadingPart[] {
  if (before.kind !== after.kind) return ['kind']
  const parts: ReadingPart[] = before.reason === after.reason ? [] : ['reason']
  if (before.kind === 'answerable') parts.push(...readingSlots.filter((slot) => !alike(before[slot], after[slot])))
  const offered = (reading: Interpretation) => reading.readings.map(({ restatement }) => restatement)
  if (before.kind === 'clarification' && !alike(offered(before), offered(after))) parts.push('readings')
  return parts
}

function alike(left: unknown, right: unknown): boolean {
  return JSON.stringify(left, withoutEvidence) === JSON.stringify(right, withoutEvidence)
}

function withoutEvidence(key: string, value: unknown): unknown {
  return evidence.has(key) ? undefined : value
}

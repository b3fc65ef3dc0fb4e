import type { Draft } from '../draft.ts'
import { hasOwnFiscal } from '../time/index.ts'

/**
 * Whether time is cut into the company's fiscal months, quarters and years: the words say so of the bucket or of the period ("by quarter
 * in FY25"), or the question before it did of the period that is kept. A plain "quarter" is the calendar's.
 */
export function hasFiscalBuckets({ items, time, context }: Draft): boolean {
  const { calendar, conversation } = context
  if (!(['month', 'quarter', 'year'] as const).some((grain) => hasOwnFiscal(grain, calendar))) return false
  const matches = items.flatMap(({ meaning }) => (meaning.kind === 'time' ? [meaning.match] : []))
  if (matches.some(({ fiscal }) => fiscal)) return true
  const kept = time?.status === 'inherited' && matches.every(({ kind }) => kind !== 'range' && kind !== 'grain')
  return kept && conversation.frames.at(-1)?.fiscalBuckets === true
}

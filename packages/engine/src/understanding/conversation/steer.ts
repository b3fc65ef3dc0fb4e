import type { Interpretation, Word, WordRole } from '@salestalk/protocol'
import type { Candidate } from '../candidate.ts'
import { openDraft } from '../draft.ts'
import type { Message } from '../message.ts'
import { toSlot } from '../refiners/link-time.ts'
import { restate } from '../restate.ts'
import type { UnderstandingContext } from '../types.ts'
import { editFrame, type FrameEdit } from './edit-frame.ts'
import { type Filled, matchTemplates } from './match-template.ts'
import { mergedMembers } from './merge-readings.ts'

const longestEdit = 10

/**
 * A message that edits the answer before it ("drop the filter", "without the breakdown", "top 3 only", "the other way round"): the
 * question it makes of that answer's. Null when it is no such edit, or when there is nothing there to be edited.
 */
export function steer(
  message: Message,
  candidates: readonly Candidate[],
  context: UnderstandingContext,
): Interpretation | null {
  const frame = context.conversation.frames.at(-1)
  if (!frame || message.words.length > longestEdit) return null
  for (const filled of matchTemplates(message, candidates)) {
    const edit = filled.kind === 'together' ? together(context) : editFrame(frame, filled, message.lexicon)
    if (edit) return edited(message, frame, edit, filled, context)
  }
  return null
}

/** "both together" takes up the members of the last two questions, where these differ in nothing else. */
function together({ conversation }: UnderstandingContext): FrameEdit | null {
  const [before, last] = conversation.frames.slice(-2)
  const merged = before && last && mergedMembers(before, [last])
  return merged ? { filters: merged.filters } : null
}

function edited(
  message: Message,
  frame: Interpretation,
  edit: FrameEdit,
  filled: Filled,
  context: UnderstandingContext,
): Interpretation {
  const time = edit.time === undefined ? frame.time : movedTime(message, frame, edit.time, context)
  const slots = {
    ...frame,
    ...edit,
    time,
    comparison: edit.time ? null : edit.comparison === undefined ? frame.comparison : edit.comparison,
  }
  const inherited = frame.confidence.overall - 0.02
  return {
    ...slots,
    metrics: slots.metrics.map((slot) => ({ ...slot, status: 'inherited', text: null, span: null })),
    filters: slots.filters.map((slot) => ({ ...slot, status: 'inherited', text: null, span: null })),
    having: slots.having.map((slot) => ({ ...slot, status: 'inherited', text: null, span: null })),
    time: time && { ...time, status: time.status === 'assumed' ? 'assumed' : 'inherited', span: null },
    periods: slots.periods.map((slot) => ({ ...slot, status: 'inherited', span: null })),
    words: wordsOf(message, filled),
    readings: [],
    suggestions: [],
    confidence: {
      ...frame.confidence,
      overall: Math.max(message.lexicon.grammar.confidence.bands.answer, Math.round(inherited * 1000) / 1000),
    },
    restatement: restate(slots, message.lexicon),
  }
}

function movedTime(
  message: Message,
  frame: Interpretation,
  to: 'all' | 'before' | 'after',
  context: UnderstandingContext,
): Interpretation['time'] {
  const draft = openDraft(message, { candidates: [], cost: 0 }, context)
  draft.metrics.push(...frame.metrics.map((slot) => ({ ...slot, item: null })))
  if (to === 'all') return toSlot(draft, { type: 'all_time' }, null, 'assumed')
  return toSlot(
    draft,
    { type: 'shift', unit: 'period', count: to === 'before' ? -1 : 1, length: null },
    null,
    'inherited',
  )
}

const roles: Partial<Record<Candidate['meaning']['kind'], WordRole>> = {
  value: 'value',
  dimension: 'dimension',
  metric: 'metric',
  implied: 'metric',
  number: 'number',
  ordinal: 'rank',
}

function wordsOf(message: Message, { kind, candidates }: Filled): Word[] {
  return message.words.map((word, index) => {
    const named = candidates.find(({ from, to }) => from <= index && index < to)
    const role = named ? (roles[named.meaning.kind] ?? 'intent') : 'intent'
    return { text: word.text, span: [word.start, word.end], role, boundTo: `edit ${kind}` }
  })
}

import type { Interpretation, Word, WordRole } from '@salestalk/protocol'
import type { Candidate } from '../candidate.ts'
import { openDraft } from '../draft.ts'
import { refuse } from '../interpretation.ts'
import { isDataYear } from '../lexicon/data-years.ts'
import type { Lexicon } from '../lexicon/index.ts'
import type { Message } from '../message.ts'
import { comparesPeriods, inheritComparison } from '../refiners/inherit-rank.ts'
import { toSlot } from '../refiners/time-slots.ts'
import { restate } from '../restate.ts'
import { answerableQuestions } from '../suggest.ts'
import type { UnderstandingContext } from '../types.ts'
import { editFrame, type FrameEdit } from './edit-frame.ts'
import { type Filled, matchTemplates } from './match-template.ts'
import { mergedMembers } from './merge-readings.ts'
import { whatFallsApart } from './what-falls-apart.ts'

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
    if (filled.kind === 'count' && namesYear(message.lexicon, filled, candidates)) continue
    const edit = lastTwo(filled, context) ?? editFrame(frame, filled, message.lexicon)
    const reading = edit && edited(message, frame, edit, filled, context)
    if (reading) return settled(reading, frame, message)
    if (filled.kind === 'contrast' && frame.breakdown.length > 0 && frame.comparison === null) {
      const asked = edited(message, frame, {}, filled, context)
      const offers = answerableQuestions(message.lexicon, frame)
      return refuse(asked, 'unsupported_operation', 'Name the two to compare, or ask for the highest of all.', offers)
    }
  }
  return null
}

/** "and 2024?" names a year of the data rather than a number. */
function namesYear(lexicon: Lexicon, { candidates: [number] }: Filled, candidates: readonly Candidate[]): boolean {
  if (number?.meaning.kind !== 'number') return false
  const { value } = number.meaning.quantity
  const reads = candidates.some(({ from, to, meaning }) => {
    return meaning.kind === 'time' && meaning.match.kind === 'range' && from === number.from && to === number.to
  })
  return reads && isDataYear(lexicon, value)
}

function settled(reading: Interpretation, frame: Interpretation, { lexicon }: Message): Interpretation {
  const trouble = whatFallsApart(reading, lexicon)
  return trouble === null
    ? reading
    : refuse(reading, 'unsupported_operation', trouble, answerableQuestions(lexicon, frame))
}

/** "both together", "which is higher?" take up the members of the last two questions, where these differ in nothing else. */
function lastTwo({ kind }: Filled, { conversation }: UnderstandingContext): FrameEdit | null {
  if (kind !== 'together' && kind !== 'contrast') return null
  const [before, last] = conversation.frames.slice(-2)
  const merged = before && last && mergedMembers(before, [last])
  if (!merged) return null
  if (kind === 'together') return { filters: merged.filters }
  const alike = conversation.frames.filter((_, index, frames) => mergedMembers(last, frames.slice(index, -1)))
  const all = mergedMembers(alike[0] ?? before, alike.slice(1))
  const isPlain = alike.every(({ intent }) => intent === 'what')
  const comparison = { kind: 'entities', start: null, end: null, label: null, status: 'stated' } as const
  return all && isPlain ? { filters: all.filters, intent: 'compare', comparison } : null
}

function edited(
  message: Message,
  frame: Interpretation,
  edit: FrameEdit,
  filled: Filled,
  context: UnderstandingContext,
): Interpretation {
  const slots = { ...frame, ...edit, ...timesOf(message, frame, edit, context) }
  const inherited = frame.confidence.overall - 0.02
  return {
    ...slots,
    metrics: slots.metrics.map((slot) => ({ ...slot, status: 'inherited', text: null, span: null })),
    filters: slots.filters.map((slot) => ({ ...slot, status: 'inherited', text: null, span: null })),
    having: slots.having.map((slot) => ({ ...slot, status: 'inherited', text: null, span: null })),
    time: slots.time && {
      ...slots.time,
      status: slots.time.status === 'assumed' ? 'assumed' : 'inherited',
      span: null,
    },
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

/** A period moved is compared with one of the same kind; all the data with none. */
function timesOf(
  message: Message,
  frame: Interpretation,
  edit: FrameEdit,
  context: UnderstandingContext,
): Pick<Interpretation, 'time' | 'comparison'> {
  const comparison = edit.comparison === undefined ? frame.comparison : edit.comparison
  if (edit.time === undefined) return { time: frame.time, comparison }
  const draft = openDraft(message, { candidates: [], cost: 0 }, context)
  draft.metrics.push(...frame.metrics.map((slot) => ({ ...slot, item: null })))
  if (edit.time === 'all') {
    return { time: toSlot(draft, { type: 'all_time' }, null, 'assumed'), comparison: withoutPeriod(comparison) }
  }
  const count = edit.time === 'before' ? -1 : 1
  draft.time = toSlot(draft, { type: 'shift', unit: 'period', count, length: null }, null, 'inherited')
  if (comparesPeriods(comparison)) inheritComparison(draft, { ...frame, comparison })
  return { time: draft.time, comparison: draft.comparison ?? withoutPeriod(comparison) }
}

function withoutPeriod(comparison: Interpretation['comparison']): Interpretation['comparison'] {
  return comparesPeriods(comparison) ? null : comparison
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

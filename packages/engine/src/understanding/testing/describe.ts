import type { Interpretation } from '@salestalk/protocol'
import { expect } from 'vitest'
import { readQuestion } from '../../question/index.ts'
import { advanceConversation } from '../conversation/advance.ts'
import { explain as explainWholly } from '../explain.ts'
import { renderExplanation } from '../render-explanation.ts'
import { defaultCalendar } from '../time/index.ts'
import { type Conversation, emptyConversation, type UnderstandingContext } from '../types.ts'
import { understand } from '../understand.ts'
import type { Company } from './build-company.ts'

export const today = '2025-11-12'

/** Where readings came from, so that only a failing test pays for explaining one. */
const origins = new WeakMap<Interpretation, { readonly text: string; readonly context: UnderstandingContext }>()

export function ask(company: Company, text: string, conversation: Conversation = emptyConversation): Interpretation {
  const context = { lexicon: company.lexicon, conversation, today, calendar: defaultCalendar }
  const reading = understand(readQuestion(text), context)
  origins.set(reading, { text, context })
  return reading
}

/** Expects a reading to be the one described; a failure says what bound each word, what else was possible and why it lost. */
export function expectReading(reading: Interpretation, expected: string): void {
  const described = describeReading(reading)
  expect(described, described === expected ? '' : debugView(reading)).toBe(expected)
}

/** The whole explanation of a reading that `ask` or `converse` gave. */
export function debugView(reading: Interpretation): string {
  const origin = origins.get(reading)
  if (!origin) return explain(reading)
  const { interpretation, explanation } = explainWholly(readQuestion(origin.text), origin.context)
  return `${origin.text}\n${renderExplanation(interpretation, explanation)}`
}

/** The last of several messages of one conversation. */
export function converse(company: Company, messages: readonly string[]): Interpretation {
  let conversation = emptyConversation
  let last: Interpretation | undefined
  for (const message of messages) {
    last = ask(company, message, conversation)
    conversation = advanceConversation(conversation, message, last)
  }
  if (!last) throw new Error('a conversation needs a message')
  return last
}

/**
 * An interpretation in one line for table-driven tests: "rank revenue by product | in region=EMEA | top 5 | 2024-07-01..2024-10-01".
 * Time nobody named is left out.
 */
export function describeReading(reading: Interpretation): string {
  if (reading.kind === 'control') return `control ${reading.control}`
  if (reading.kind !== 'answerable') {
    const offered = reading.kind === 'clarification' ? ` (${reading.readings.length})` : ''
    return `${reading.kind} ${reading.reason}${offered}`
  }
  const metrics = reading.metrics.map((metric) => metric.id).join('+')
  const parts = [
    [reading.intent, metrics, reading.breakdown.length > 0 ? `by ${reading.breakdown.join(',')}` : '']
      .filter(Boolean)
      .join(' '),
    ...reading.filters.map(
      (filter) =>
        `${filter.operator} ${filter.dimension}=${filter.values.map((value) => value ?? '(blank)').join(',')}`,
    ),
    ...reading.having.map(
      (having) =>
        `${having.metric} ${having.operator} ${having.value}${having.upper === null ? '' : `..${having.upper}`}`,
    ),
    reading.rank ? rankOf(reading.rank) : '',
    reading.calculation ? calculationOf(reading.calculation) : '',
    timeWords(reading.time),
    ...reading.periods.map(timeWords),
    reading.comparison
      ? `vs ${reading.comparison.kind}${reading.comparison.start ? ` ${reading.comparison.start}..${reading.comparison.end}` : ''}`
      : '',
    reading.target ? `target ${reading.target.value}` : '',
  ]
  return parts.filter(Boolean).join(' | ')
}

function timeWords(time: Interpretation['time']): string {
  if (!time || (time.start === null && time.end === null)) return ''
  return `${time.status === 'assumed' ? 'assumed ' : ''}${time.start ?? ''}..${time.end ?? ''}`
}

/** How each word was read and what it was bound to, for a failing test. */
export function explain(reading: Interpretation): string {
  return reading.words
    .map((word) => `${word.text}:${word.role}${word.boundTo === null ? '' : `=${word.boundTo}`}`)
    .join(' ')
}

/** "top 5", "bottom 1 by growth", "place 2 from the top" */
function rankOf({ direction, limit, by, position }: NonNullable<Interpretation['rank']>): string {
  const place = position === null ? `${direction} ${limit ?? 'all'}` : `place ${position} from the ${direction}`
  return by === 'value' ? place : `${place} by ${by}`
}

/** "average per month", "running total", "average of 3" */
function calculationOf(calculation: NonNullable<Interpretation['calculation']>): string {
  switch (calculation.kind) {
    case 'average_per_period':
      return `average per ${calculation.grain}`
    case 'running_total':
      return 'running total'
    case 'moving_average':
      return `average of ${calculation.window}`
  }
}

import type { Interpretation } from '@salestalk/protocol'
import type { Message } from '../message.ts'
import { nameKeys } from '../text/words.ts'
import type { Conversation } from '../types.ts'

/** The reading of a pending clarification that a message picks: by yes, position, number or name; null when it picks none. */
export function chooseReading(message: Message, pending: NonNullable<Conversation['pending']>): Interpretation | null {
  const { readings, kind } = pending.interpretation
  if (kind !== 'clarification' || readings.length === 0) return null
  const { confirm, ordinals } = message.lexicon.grammar.conversation
  const text = message.words.map((word) => word.normal).join(' ')
  if (confirm.includes(text)) return readings.length === 1 ? chosen(message, readings[0]) : null
  const position = ordinals[text] ?? (/^\d$/.test(text) ? Number(text) : undefined)
  if (position !== undefined) return chosen(message, readings.at(position > 0 ? position - 1 : position))
  return chosen(message, namedReading(message, readings))
}

function chosen(message: Message, reading: Interpretation | undefined): Interpretation | null {
  if (!reading) return null
  return {
    ...reading,
    kind: 'answerable',
    reason: null,
    message: null,
    readings: [],
    words: message.words.map((word) => ({
      text: word.text,
      span: [word.start, word.end],
      role: 'intent',
      boundTo: 'option',
    })),
    confidence: { ...reading.confidence, overall: Math.max(reading.confidence.overall, 0.95) },
  }
}

/** The one option all of whose message words are in its names, and in no other option's. */
function namedReading(message: Message, readings: readonly Interpretation[]): Interpretation | undefined {
  const { equivalents } = message.lexicon.grammar
  const names = readings.map(
    (reading) => new Set(namesOf(message, reading).flatMap((name) => nameKeys(name, equivalents))),
  )
  const content = message.words.filter((word) => !isSilent(message, word.stem)).map((word) => word.stem)
  if (content.length === 0 || content.length > 8) return undefined
  const fitting = readings.filter((_, index) => content.every((word) => names[index]?.has(word)))
  return fitting.length === 1 ? fitting[0] : undefined
}

function namesOf(message: Message, reading: Interpretation): string[] {
  const { lexicon } = message
  return [
    ...reading.metrics.map((slot) => lexicon.metrics.get(slot.id)?.label ?? slot.id),
    ...reading.filters.flatMap((filter) => filter.values.map(String)),
    ...reading.filters.map((filter) => lexicon.dimensionsById.get(filter.dimension)?.label ?? ''),
    ...reading.breakdown.map((id) => lexicon.dimensionsById.get(id)?.label ?? id),
    ...(reading.time ? [reading.time.label] : []),
  ]
}

function isSilent(message: Message, key: string): boolean {
  return (message.lexicon.phrases.get(key) ?? []).some(
    (meaning) => meaning.kind === 'ignorable' || (meaning.kind === 'cue' && meaning.cue.startsWith('follow_')),
  )
}

import { blankInterpretation, type Interpretation } from '@salestalk/protocol'
import { refuse } from '../interpretation.ts'
import type { Message } from '../message.ts'
import { answerableQuestions } from '../suggest.ts'
import { nameKeys } from '../text/words.ts'
import type { Conversation } from '../types.ts'
import { mergedReadings } from './merge-readings.ts'

/** The reading of a pending clarification that a message picks: by yes, position, number or name; null when it picks none. */
export function chooseReading(message: Message, pending: NonNullable<Conversation['pending']>): Interpretation | null {
  const { readings, kind } = pending.interpretation
  if (kind !== 'clarification' || readings.length === 0) return null
  const { confirm, ordinals, reject, several, picking } = message.lexicon.grammar.conversation
  const whole = message.words.map((word) => word.normal).join(' ')
  if (reject.includes(whole)) return rejected(message)
  // "I'd go for the second one, please" is the second one.
  const silent = new Set([...picking, ...message.lexicon.grammar.steering.skip])
  const bare = message.words.flatMap(({ normal }) => (silent.has(normal) ? [] : [normal])).join(' ')
  const text =
    [whole, bare].find((words) => words in ordinals || several.includes(words) || confirm.includes(words)) ?? bare
  if (several.includes(text)) return chosen(message, mergedReadings(readings, message.lexicon))
  if (confirm.includes(text)) return readings.length === 1 ? chosen(message, readings[0]) : null
  const position = ordinals[text] ?? (/^\d$/.test(text) ? Number(text) : undefined)
  if (position !== undefined) return chosen(message, readings.at(position > 0 ? position - 1 : position))
  const positions = listedPositions(message)
  if (positions)
    return chosen(
      message,
      mergedReadings(
        positions.flatMap((at) => readings[at - 1] ?? []),
        message.lexicon,
      ),
    )
  return chosen(message, namedReading(message, readings))
}

/** "1 and 3", "the first and the second": several of the options, by their numbers. */
function listedPositions(message: Message): number[] | null {
  const { conversation, 'function-words': functionWords } = message.lexicon.grammar
  const { ordinals } = conversation
  const positions: number[] = []
  for (const { normal } of message.words) {
    if (functionWords.around_options.includes(normal)) continue
    const position = /^\d$/.test(normal) ? Number(normal) : ordinals[normal]
    if (position === undefined || position < 1) return null
    positions.push(position)
  }
  return positions.length > 1 ? positions : null
}

/** None of the options: nothing is left that waits. */
function rejected(message: Message): Interpretation {
  const words = message.words.map(({ text, start, end }) => ({
    text,
    span: [start, end] as [number, number],
    role: 'intent' as const,
    boundTo: 'reject',
  }))
  const offers = answerableQuestions(message.lexicon, { metrics: [], breakdown: [] })
  return refuse(blankInterpretation(words), 'low_confidence', 'Then please ask in other words.', offers)
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
  const named = (word: string): boolean => names.some((own) => own.has(word))
  const content = message.words
    .filter((word) => named(word.stem) || !isSilent(message, word.stem))
    .map((word) => word.stem)
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

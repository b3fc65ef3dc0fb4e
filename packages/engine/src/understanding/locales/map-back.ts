import type { Interpretation, Span, Word, WordRole } from '@salestalk/protocol'
import type { Segment } from './translate.ts'

/** A word of the message as typed. */
export interface TypedWord {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly kind: 'word' | 'number' | 'ordinal' | 'date' | 'code' | 'mark'
}

/** What was read in place of a message, and which stretch of it stands for which of the message. */
export interface Told {
  readonly text: string
  readonly tokens: readonly TypedWord[]
  readonly segments: readonly Segment[]
}

/** A reading of a translation, told in the words and offsets of the message it was translated from. */
export function mapBack(reading: Interpretation, text: string, translation: Told): Interpretation {
  const { segments } = translation
  const place = (span: Span | null): Span | null => (span === null ? null : sourceSpan(span, segments))
  const slot = <Slot extends { readonly text: string | null; readonly span: Span | null }>(entry: Slot): Slot => {
    const span = place(entry.span)
    return { ...entry, span, text: span === null ? entry.text : text.slice(...span) }
  }
  const time = <Time extends NonNullable<Interpretation['time']>>(entry: Time): Time => {
    const span = place(entry.span)
    return { ...entry, span, expression: span === null ? entry.expression : text.slice(...span) }
  }
  return {
    ...reading,
    metrics: reading.metrics.map(slot),
    filters: reading.filters.map(slot),
    having: reading.having.map(slot),
    time: reading.time === null ? null : time(reading.time),
    periods: reading.periods.map(time),
    words: sourceWords(reading.words, translation),
    readings: reading.readings.map((other) => mapBack(other, text, translation)),
    suggestions: reading.suggestions.map((offer) => sourceText(offer, text, translation) ?? offer),
  }
}

function sourceSpan([start, end]: Span, segments: readonly Segment[]): Span | null {
  const within = segments.filter((segment) => segment.start < end && segment.end > start)
  const first = within[0]
  const last = within.at(-1)
  if (!first || !last) return null
  return [
    first.verbatim ? first.from + Math.max(0, start - first.start) : first.from,
    last.verbatim ? last.from + Math.min(last.to - last.from, end - last.start) : last.to,
  ]
}

/** Roles that say more than that a word may be left out, and so are what a word of several is said to be. */
const silent: ReadonlySet<WordRole> = new Set(['ignorable', 'aside'])

function sourceWords(words: readonly Word[], { tokens, segments }: Told): Word[] {
  return tokens.filter(isWord).map((token): Word => {
    const segment = segments.find(({ from, to }) => from <= token.start && token.end <= to)
    const said = segment === undefined ? [] : wordsOf(words, segment, token)
    const telling = said.find(({ role }) => role === 'unbound') ?? said.find(({ role }) => !silent.has(role)) ?? said[0]
    return {
      text: token.text,
      span: [token.start, token.end],
      role: telling?.role ?? 'ignorable',
      boundTo: telling?.boundTo ?? null,
    }
  })
}

function isWord({ kind, text }: TypedWord): boolean {
  return kind !== 'mark' || text === '%' || text === '&'
}

function wordsOf(words: readonly Word[], segment: Segment, token: TypedWord): Word[] {
  const start = segment.verbatim ? segment.start + token.start - segment.from : segment.start
  const end = segment.verbatim ? segment.start + token.end - segment.from : segment.end
  return words.filter(({ span }) => span[0] < end && span[1] > start)
}

/** A part of the translation that is offered as a question of its own, in the words of the message. */
function sourceText(offer: string, text: string, { text: translated, segments }: Told): string | null {
  const at = offer.length < 4 ? -1 : translated.toLowerCase().indexOf(offer.toLowerCase())
  if (at < 0) return null
  const span = sourceSpan([at, at + offer.length], segments)
  if (span === null) return null
  const part = text.slice(...span)
  return part.charAt(0).toUpperCase() + part.slice(1)
}

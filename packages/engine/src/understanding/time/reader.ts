import type { PhraseTable } from './phrase-table.ts'
import { findPhrase, phraseEndsAt } from './phrase-table.ts'
import type { Token } from './tokens.ts'
import { tokenize } from './tokens.ts'
import type { Calendar, TimeExpression } from './types.ts'
import type { TimeVocabulary } from './vocabulary.ts'

/** The question as tokens, with what the parsers need to read it. */
export interface Reader {
  readonly tokens: readonly Token[]
  readonly calendar: Calendar
  readonly vocabulary: TimeVocabulary
  /** Periods already read, by token position: composite parsers ask for the same one many times. */
  readonly periods: Map<number, Found | null>
  readonly atoms: Map<number, Found | null>
  /** Position of the first verb such as "compare"; infinite without one. */
  readonly comparedFrom: number
}

/** A period read from a token position; exactly one of expression, invalid and readings says what it is. */
export interface Found {
  /** Index of the first token after it. */
  readonly end: number
  readonly expression: TimeExpression | null
  readonly readings: readonly TimeExpression[]
  readonly invalid: boolean
  readonly rule: string
}

export type PeriodParser = (reader: Reader, at: number) => Found | null

export interface Counted {
  readonly value: number
  readonly end: number
}

export function makeReader(text: string, calendar: Calendar, vocabulary: TimeVocabulary): Reader {
  const tokens = tokenize(text)
  const { compareVerbs } = vocabulary.comparisons
  const compared = tokens.findIndex((_, index) => findPhrase(compareVerbs, tokens, index) !== null)
  const comparedFrom = compared < 0 ? Number.POSITIVE_INFINITY : compared
  return { tokens, calendar, vocabulary, periods: new Map(), atoms: new Map(), comparedFrom }
}

export function found(end: number, expression: TimeExpression, rule: string): Found {
  return { end, expression, readings: [], invalid: false, rule }
}

export function invalid(end: number, rule: string): Found {
  return { end, expression: null, readings: [], invalid: true, rule }
}

export function ambiguous(end: number, readings: readonly TimeExpression[], rule: string): Found {
  return { end, expression: null, readings, invalid: false, rule }
}

/** Builds a composite from one part; an invalid or ambiguous part makes the whole so. */
export function wrap(part: Found, end: number, rule: string, build: (inner: TimeExpression) => TimeExpression): Found {
  if (part.expression !== null) return found(end, build(part.expression), rule)
  if (part.invalid) return invalid(end, part.rule)
  return ambiguous(end, part.readings.map(build), part.rule)
}

/** Builds a composite from two parts; two ambiguous dates are read in the same order. */
export function join(
  first: Found,
  second: Found,
  rule: string,
  build: (first: TimeExpression, second: TimeExpression) => TimeExpression | null,
): Found | null {
  const { end } = second
  if (first.invalid || second.invalid) return invalid(end, first.invalid ? first.rule : second.rule)
  if (first.expression !== null && second.expression !== null) {
    const built = build(first.expression, second.expression)
    return built === null ? invalid(end, 'range-reversed') : found(end, built, rule)
  }
  const count = Math.max(first.readings.length, second.readings.length)
  const readings: TimeExpression[] = []
  for (let index = 0; index < count; index += 1) {
    const left = first.expression ?? first.readings[index]
    const right = second.expression ?? second.readings[index]
    const built = left === undefined || right === undefined ? null : build(left, right)
    if (built !== null) readings.push(built)
  }
  const [only] = readings
  if (only === undefined) return invalid(end, 'range-reversed')
  return readings.length === 1 ? found(end, only, rule) : ambiguous(end, readings, rule)
}

export function textAt(reader: Reader, at: number): string {
  return reader.tokens[at]?.text ?? ''
}

/** End of the longest phrase of the table at the position, or null. */
export function after<T>(reader: Reader, table: PhraseTable<T>, at: number): number | null {
  return findPhrase(table, reader.tokens, at)?.end ?? null
}

/** Position after an optional phrase. */
export function skip<T>(reader: Reader, table: PhraseTable<T>, at: number): number {
  return after(reader, table, at) ?? at
}

export function skipThe(reader: Reader, at: number): number {
  return skip(reader, reader.vocabulary.numbers.definite, at)
}

export function valueAt<T>(reader: Reader, table: PhraseTable<T>, at: number): { value: T; end: number } | null {
  return findPhrase(table, reader.tokens, at)
}

/** A token that starts right where the one before ended. */
export function isGlued(reader: Reader, at: number): boolean {
  return reader.tokens[at]?.glued ?? false
}

/** A word or number may begin here: it is not the tail of a longer word such as "SKU_12" or "v2". */
export function isBoundary(reader: Reader, at: number): boolean {
  const token = reader.tokens[at]
  const previous = reader.tokens[at - 1]
  if (token === undefined || previous === undefined || !token.glued) return true
  return previous.kind === 'mark' && previous.text !== '_'
}

/** Figures, the apostrophe of "'24", and the words and marks of the vocabulary that can begin an expression. */
export function canOpen(reader: Reader, at: number): boolean {
  const token = reader.tokens[at]
  if (token === undefined) return false
  return token.kind === 'number' || token.text === "'" || reader.vocabulary.openers.has(token.text)
}

/** Digits at the position with between `least` and `most` figures. */
export function digits(reader: Reader, at: number, least: number, most: number): Counted | null {
  const token = reader.tokens[at]
  if (token?.kind !== 'number' || token.text.length < least || token.text.length > most) return null
  return { value: Number(token.text), end: at + 1 }
}

/** A whole number in figures or words. */
export function cardinal(reader: Reader, at: number): Counted | null {
  return digits(reader, at, 1, 3) ?? valueAt(reader, reader.vocabulary.numbers.cardinals, at)
}

/** "third", "3rd". */
export function ordinal(reader: Reader, at: number): Counted | null {
  const named = valueAt(reader, reader.vocabulary.numbers.ordinals, at)
  if (named !== null) return named
  const figures = digits(reader, at, 1, 2)
  if (figures === null || !isGlued(reader, figures.end)) return null
  if (!reader.vocabulary.numbers.ordinalSuffixes.has(textAt(reader, figures.end))) return null
  return { value: figures.value, end: figures.end + 1 }
}

/** "came in second in March", "lowest first for March": a place in an order; "placed 2nd March" and "came first of March" tell a day. */
export function isPlaceInOrder(reader: Reader, at: number, end: number): boolean {
  const { placing, in: connectors, of } = reader.vocabulary.ranges
  if (!phraseEndsAt(placing, reader.tokens, at) || after(reader, of, end) !== null) return false
  return after(reader, connectors, end) !== null || reader.tokens[at]?.kind === 'word'
}

/** The longest period that any of the parsers finds at the token; the earlier one wins a tie. */
export function longest(parsers: readonly PeriodParser[], reader: Reader, at: number): Found | null {
  let best: Found | null = null
  for (const parse of parsers) {
    const finding = parse(reader, at)
    if (finding !== null && (best === null || finding.end > best.end)) best = finding
  }
  return best
}

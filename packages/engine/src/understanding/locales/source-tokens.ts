import type { Locale } from '../../taxonomy/locale-schema.ts'
import type { Inflection } from './inflection.ts'

/** A word, number, date or sign of a message in its own language; [start, end) are offsets into it. */
export interface SourceToken {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly kind: 'word' | 'number' | 'ordinal' | 'date' | 'code' | 'mark'
  readonly folded: string
  readonly stem: string
  /** What a number or date is in the vocabulary's language: "1234.56", "2025-03-03". */
  readonly written: string
  /** Only of a word nobody knows: the words it may be a misspelling of. */
  readonly slips?: readonly TokenSlip[]
}

/** A word of the locale that a token may be meant to be, and how far it is from it. */
export interface TokenSlip {
  readonly folded: string
  readonly stem: string
  readonly edits: number
}

const spaces = '[ \u00a0\u202f]'
const date = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?![\d.])/u
const grouped = new RegExp(
  `^\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?(?!\\d|[,.]\\d)|^\\d{1,3}(?:${spaces}\\d{3})+(?:,\\d+)?(?!\\d)|^\\d+,\\d+(?!\\d)`,
  'u',
)
/** "10.2025", "10/2025" stays as it is. */
const monthOfYear = /^(0?[1-9]|1[0-2])\.\s?((?:19|20)\d\d)(?!\d|[.,]\d)/u
const ordinal = /^\d{1,2}\.(?=\s?\p{L})/u
const plain = /^\d+(?:[.,]\d+)*/u
const word = /^[\p{L}\p{M}]+(?:['’.](?=\p{L}{1,2}\.)[\p{L}\p{M}]+)*(?:['’][\p{L}\p{M}]+)*/u
/** Letters and figures in one ("Q3", "2025Q1", "10k"): the same in every language. */
const code = /^(?=[\p{L}\d]*\d)(?=[\p{L}\d]*\p{L})[\p{L}\d]+/u

/** Splits a message as the locale writes numbers and dates; `prefixes` are words that figures may be written onto ("KW23"). */
export function sourceTokens(
  text: string,
  locale: Locale['language'],
  inflection: Inflection,
  isPrefix: (folded: string) => boolean,
): SourceToken[] {
  const tokens: SourceToken[] = []
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at, at + 60)
    const found = readToken(rest, locale, inflection, isPrefix)
    if (found === null) {
      at += 1
      continue
    }
    tokens.push({ ...found, start: at, end: at + found.text.length })
    at += found.text.length
  }
  return tokens
}

type Read = Omit<SourceToken, 'start' | 'end'>

function readToken(
  rest: string,
  locale: Locale['language'],
  inflection: Inflection,
  isPrefix: (folded: string) => boolean,
): Read | null {
  const day = date.exec(rest)
  if (day) return numeric(day[0], 'date', writtenDate(day, locale.dateOrder))
  const month = monthOfYear.exec(rest)
  if (month) return numeric(month[0], 'date', `${month[2]}-${(month[1] ?? '').padStart(2, '0')}`)
  const coded = code.exec(rest)?.[0]
  if (coded !== undefined) {
    const letters = word.exec(rest)?.[0]
    if (letters !== undefined && isPrefix(inflection.fold(letters))) return worded(letters, 'word', inflection)
    return worded(coded, 'code', inflection)
  }
  if (/^\d/u.test(rest)) return readNumber(rest, locale)
  const letters = word.exec(rest)?.[0]
  if (letters !== undefined) return worded(letters, 'word', inflection)
  return /^\s/u.test(rest) ? null : numeric(String.fromCodePoint(rest.codePointAt(0) ?? 0), 'mark')
}

function readNumber(rest: string, { decimalComma, ordinalPoint }: Locale['language']): Read {
  const figures = decimalComma ? grouped.exec(rest)?.[0] : undefined
  if (figures !== undefined)
    return numeric(figures, 'number', figures.replace(/[. \u00a0\u202f]/gu, '').replace(',', '.'))
  const place = ordinalPoint ? ordinal.exec(rest)?.[0] : undefined
  if (place !== undefined) return numeric(place, 'ordinal', place.slice(0, -1))
  return numeric(plain.exec(rest)?.[0] ?? rest.charAt(0), 'number')
}

function writtenDate(
  [, first = '', second = '', year = '']: RegExpExecArray,
  order: 'day_first' | 'month_first',
): string {
  const [day, month] = order === 'day_first' ? [first, second] : [second, first]
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function numeric(text: string, kind: SourceToken['kind'], written = text): Read {
  return { text, kind, folded: text, stem: text, written }
}

function worded(text: string, kind: SourceToken['kind'], inflection: Inflection): Read {
  const folded = inflection.fold(text)
  return { text, kind, folded, stem: inflection.stem(folded), written: text }
}

import { phraseEndsAt } from '../phrase-table.ts'
import type { Found, Reader } from '../reader.ts'
import { after, digits, found, isBoundary, isGlued, skip, skipThe, textAt, valueAt } from '../reader.ts'
import type { Which, YearReference } from '../types.ts'

export interface YearFound extends YearReference {
  readonly fiscal: boolean
  readonly end: number
}

export const noYear: YearReference = { year: null, yearOffset: null, which: null }

/** 24 is 2024, 99 is 1999. */
export function fullYear(twoDigits: number): number {
  return twoDigits < 70 ? 2000 + twoDigits : 1900 + twoDigits
}

/** A year in four figures, after an apostrophe in two, or in two plain figures where the context allows it. */
export function readYear(
  reader: Reader,
  at: number,
  twoDigits: 'no' | 'apostrophe' | 'yes',
): { value: number; end: number } | null {
  const four = digits(reader, at, 4, 4)
  if (four !== null) return isYear(reader, four.value) && !continues(reader, four.end) ? four : null
  if (twoDigits === 'no') return null
  const mark = textAt(reader, at) === "'"
  if (!mark && twoDigits === 'apostrophe') return null
  const start = mark ? at + 1 : at
  if (mark && !isGlued(reader, start)) return null
  const two = digits(reader, start, 2, 2)
  return two === null || continues(reader, two.end) ? null : { value: fullYear(two.value), end: two.end }
}

export function isYear(reader: Reader, value: number): boolean {
  return value >= reader.vocabulary.years.first && value <= reader.vocabulary.years.last
}

/** The letter of "2024Q3", "2024H1" or "2024W23". */
function isPartLetter(reader: Reader, letter: string): boolean {
  const unit = reader.vocabulary.units.letters.get(letter)
  return unit === 'quarter' || unit === 'half' || unit === 'week'
}

/** The figures go on: 2024k, 2,024.5, 2024%. */
export function continues(reader: Reader, end: number): boolean {
  const next = reader.tokens[end]
  if (next === undefined || !next.glued) return false
  if (next.kind === 'number' || next.text === '%' || next.text === '_') return true
  if (next.kind === 'word') return reader.tokens[end - 1]?.kind === 'number' && !isPartLetter(reader, next.text)
  const further = reader.tokens[end + 1]
  if (further?.kind !== 'number' || !further.glued) return false
  if (next.text === '-') return !isYear(reader, Number(further.text))
  return (next.text === '.' || next.text === ',') && further.text.length < 4
}

/** "FY25", "fiscal year 2025", "fiscal 2025", "FY24/25" (the one that ends in 2025). */
export function readFiscalYear(reader: Reader, at: number): { value: number; end: number } | null {
  const name = after(reader, reader.vocabulary.units.fiscalYear, at)
  if (name === null) return null
  const start = textAt(reader, name) === '-' ? name + 1 : name
  return readSpannedYear(reader, start) ?? readYear(reader, start, 'yes')
}

/** "24/25", "2024-25": two years in a row, named by the second. */
export function readSpannedYear(reader: Reader, at: number): { value: number; end: number } | null {
  const first = digits(reader, at, 4, 4) ?? digits(reader, at, 2, 2)
  const mark = first === null ? '' : textAt(reader, first.end)
  if (first === null || (mark !== '/' && mark !== '-') || !isGlued(reader, first.end + 1)) return null
  const second = digits(reader, first.end + 1, 2, 2) ?? digits(reader, first.end + 1, 4, 4)
  return second !== null && second.value % 100 === (first.value + 1) % 100
    ? { value: second.value < 100 ? fullYear(second.value) : second.value, end: second.end }
    : null
}

export function readWhich(reader: Reader, at: number): { value: Which; end: number } | null {
  const { last, this: running, next } = reader.vocabulary.relative
  const options: { value: Which; end: number | null }[] = [
    { value: 'last', end: after(reader, last, at) },
    { value: 'this', end: after(reader, running, at) },
    { value: 'next', end: after(reader, next, at) },
  ]
  let best: { value: Which; end: number } | null = null
  for (const { value, end } of options) if (end !== null && (best === null || end > best.end)) best = { value, end }
  return best
}

export function offsetOf(which: Which): number {
  return which === 'last' ? -1 : which === 'this' ? 0 : 1
}

/** "last year", "the current fiscal year" as an offset from the running one. */
export function readRelativeYear(reader: Reader, at: number): YearFound | null {
  const start = skipThe(reader, at)
  const { fiscal, names } = reader.vocabulary.units
  const which = readWhich(reader, start)
  // "of the year" is the running one
  if (which === null && start === at) return null
  const afterWhich = which?.end ?? start
  const afterFiscal = skip(reader, fiscal, afterWhich)
  const unit = valueAt(reader, names, afterFiscal)
  if (unit === null || unit.value !== 'year') return null
  const yearOffset = which === null ? 0 : offsetOf(which.value)
  return { year: null, yearOffset, which: null, fiscal: afterFiscal > afterWhich, end: unit.end }
}

/** The year that follows a quarter, month or holiday: "2024", "of 2024", "'24", "FY25", "last year". */
export function readYearReference(
  reader: Reader,
  at: number,
  twoDigits: 'no' | 'apostrophe' | 'yes',
): YearFound | null {
  const connector = after(reader, reader.vocabulary.ranges.in, at)
  const mark = textAt(reader, at)
  const gluedMark = (mark === '-' || mark === '/') && isGlued(reader, at) && isGlued(reader, at + 1)
  const starts = connector !== null ? [at, connector] : gluedMark ? [at + 1] : [at]
  for (const start of starts) {
    const fiscal = readFiscalYear(reader, start)
    if (fiscal !== null) return { year: fiscal.value, yearOffset: null, which: null, fiscal: true, end: fiscal.end }
    const calendarYear = after(reader, reader.vocabulary.units.calendarYear, start)
    const year =
      readYear(reader, start, start === at || gluedMark ? twoDigits : twoDigits === 'no' ? 'no' : 'apostrophe') ??
      (calendarYear === null ? null : readYear(reader, calendarYear, 'no'))
    if (year !== null) return { year: year.value, yearOffset: null, which: null, fiscal: false, end: year.end }
    const relative = readRelativeYear(reader, start)
    if (relative !== null) return relative
  }
  return null
}

/** A year by itself: "2024", "FY25", "CY 2024", "the full year 2024", "'24". */
export function parseYear(reader: Reader, at: number): Found | null {
  const fiscal = readFiscalYear(reader, at)
  if (fiscal !== null) return found(fiscal.end, { type: 'year', year: fiscal.value, fiscal: true }, 'fiscal-year')
  const prefix = after(reader, reader.vocabulary.units.calendarYear, at)
  const prefixed =
    prefix === null ? null : readYear(reader, prefix, textAt(reader, at).length === 2 ? 'yes' : 'apostrophe')
  if (prefixed !== null) return found(prefixed.end, { type: 'year', year: prefixed.value, fiscal: false }, 'year')
  const year = readYear(reader, at, isGlued(reader, at) ? 'no' : 'apostrophe')
  if (year === null || isVetoedYear(reader, at, year.end)) return null
  return found(year.end, { type: 'year', year: year.value, fiscal: false }, 'year')
}

/** A month or "last week" follows: "over 2000 in June" is no year. */
function namesPeriod(reader: Reader, at: number): boolean {
  const { months, relative } = reader.vocabulary
  return (
    valueAt(reader, months.names, at) !== null ||
    readWhich(reader, at) !== null ||
    after(reader, relative.toDateAbbreviations, at) !== null
  )
}

/** A four-figure number that counts things: "over 2000 units", "$2024", "more than 2010". */
function isVetoedYear(reader: Reader, at: number, end: number): boolean {
  const { tokens, vocabulary } = reader
  const { notAfter, notAfterWithFollower, notBefore, functionWords } = vocabulary.years
  if (after(reader, notBefore, end) !== null || phraseEndsAt(notAfter, tokens, at)) return true
  const previous = tokens[at - 1]
  const hyphenated = previous?.glued && previous.kind === 'mark' && tokens[at]?.glued && tokens[at - 2]?.kind === 'word'
  const { vagueParts } = vocabulary.relative
  const { before, after: afterWords } = vocabulary.ranges
  const vague = [vagueParts, before, afterWords].some((table) => phraseEndsAt(table, tokens, at - 1))
  if (hyphenated && !vague && (previous.text === '-' || previous.text === '.')) return true
  if (!isBoundary(reader, at)) return true
  const follower = tokens[end]
  const inPeriod = after(reader, vocabulary.ranges.in, end)
  const counted = follower?.kind === 'word' && (inPeriod === null || namesPeriod(reader, inPeriod))
  const veto = counted && notAfterWithFollower.has(previous?.text ?? '')
  return veto && (inPeriod !== null || !functionWords.has(follower.text))
}

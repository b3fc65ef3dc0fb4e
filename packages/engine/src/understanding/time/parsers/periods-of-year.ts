import { weekStartOf } from '../buckets.ts'
import type { Counted, Found, Reader } from '../reader.ts'
import { after, cardinal, digits, found, invalid, isGlued, ordinal, skip, textAt, valueAt } from '../reader.ts'
import type { YearReference } from '../types.ts'
import { monthAt } from './month-names.ts'
import { continues, noYear, readFiscalYear, readRelativeYear, readWhich, readYear, readYearReference } from './years.ts'

type PartOfYear = 'half' | 'quarter' | 'month' | 'week'

interface Part {
  readonly unit: PartOfYear
  readonly number: number
  readonly fiscal: boolean
  /** By its number ("month 3"), where "September" keeps its name in a fiscal year. */
  readonly numbered: boolean
  readonly end: number
}

const numbersIn: Readonly<Record<PartOfYear, number>> = { half: 2, quarter: 4, month: 12, week: 53 }

/** A quarter, half, month or week of a year, with or without that year: "Q3 2024", "last September", "FY25 Q2". */
export function parsePeriodOfYear(reader: Reader, at: number): Found | null {
  return parseYearFirst(reader, at) ?? parsePartFirst(reader, at)
}

function parseYearFirst(reader: Reader, at: number): Found | null {
  const year = readLeadingYear(reader, at)
  if (year === null) return null
  let start = year.end
  if (textAt(reader, start) === "'" && textAt(reader, start + 1) === 's') start += 2
  const mark = textAt(reader, start)
  if ((mark === '-' || mark === '/') && isGlued(reader, start) && isGlued(reader, start + 1)) start += 1
  const part = readPart(reader, start)
  return part === null ? null : build(reader, part, year, year.fiscal, part.end)
}

function readLeadingYear(reader: Reader, at: number): (YearReference & { fiscal: boolean; end: number }) | null {
  const fiscal = readFiscalYear(reader, at)
  if (fiscal !== null) return { ...noYear, year: fiscal.value, fiscal: true, end: fiscal.end }
  const year = readYear(reader, at, 'no')
  if (year !== null) return { ...noYear, year: year.value, fiscal: false, end: year.end }
  return readRelativeYear(reader, at)
}

function parsePartFirst(reader: Reader, at: number): Found | null {
  const which = readWhich(reader, at)
  if (which !== null) {
    const part = readPart(reader, which.end)
    if (part !== null) return build(reader, part, { ...noYear, which: which.value }, false, part.end)
  }
  const part = readPart(reader, skip(reader, reader.vocabulary.months.prefixes, at))
  if (part === null) return null
  const twoDigits = part.unit === 'quarter' || part.unit === 'half' ? 'yes' : 'apostrophe'
  const glued = isGlued(reader, part.end) && (part.unit === 'month' || part.unit === 'quarter' || part.unit === 'half')
  const year = readYearReference(reader, part.end, glued ? 'yes' : twoDigits)
  // "the second half of the list" is no time
  if (year === null && ordinal(reader, at) !== null && after(reader, reader.vocabulary.ranges.of, part.end) !== null) {
    return null
  }
  return build(reader, part, year ?? noYear, year?.fiscal ?? false, year?.end ?? part.end)
}

function build(reader: Reader, part: Part, year: YearReference, fiscalYear: boolean, end: number): Found | null {
  if (endsInsideWord(reader, end)) return null
  const rule = `${part.unit}-of-year`
  if (part.number < 1 || part.number > numbersIn[part.unit]) return invalid(end, rule)
  if (part.unit === 'week' && year.year !== null && weekStartOf(year.year, part.number, reader.calendar) === null) {
    return invalid(end, rule)
  }
  // a month keeps its name in a fiscal year: "September FY25" is a September, not the ninth fiscal month
  const named = part.unit === 'month' && !part.numbered
  const fiscal = part.fiscal || (fiscalYear && !named && part.unit !== 'week')
  const { yearOffset, which } = year
  const inYear = fiscalYear && named && year.year !== null ? yearOfFiscalMonth(reader, year.year, part) : year.year
  return found(
    end,
    { type: 'period_of_year', unit: part.unit, number: part.number, year: inYear, yearOffset, which, fiscal },
    rule,
  )
}

function yearOfFiscalMonth(reader: Reader, fiscalYear: number, part: Part): number {
  const { fiscalYearStartMonth } = reader.calendar
  return fiscalYearStartMonth > 1 && part.number >= fiscalYearStartMonth ? fiscalYear - 1 : fiscalYear
}

function endsInsideWord(reader: Reader, end: number): boolean {
  const next = reader.tokens[end]
  return next?.glued === true && (next.kind !== 'mark' || next.text === '_')
}

function readPart(reader: Reader, at: number): Part | null {
  const { fiscal: fiscalWords } = reader.vocabulary.units
  const start = skip(reader, fiscalWords, at)
  const fiscal = start > at
  const part = readNumbered(reader, start) ?? readShort(reader, start)
  if (part !== null) return { ...part, fiscal, numbered: true }
  const ordinalPart = readOrdinalPart(reader, start)
  if (ordinalPart !== null) return { ...ordinalPart, fiscal: fiscal || ordinalPart.fiscal, numbered: true }
  const period = readFiscalPeriod(reader, at)
  if (period !== null) return period
  if (fiscal) return null
  const month = monthAt(reader, at)
  return month === null ? null : { unit: 'month', number: month.value, fiscal: false, numbered: false, end: month.end }
}

/** "P3 FY26", "period 3 of FY26"; without the year only where the company's months are no calendar months. */
function readFiscalPeriod(reader: Reader, at: number): Part | null {
  const name = after(reader, reader.vocabulary.units.fiscalPeriod, at)
  if (name === null || (textAt(reader, name - 1).length === 1 && !isGlued(reader, name))) return null
  const number = digits(reader, name, 1, 2)
  if (number === null || continues(reader, number.end)) return null
  const of = skip(reader, reader.vocabulary.ranges.in, number.end)
  if (reader.calendar.pattern === null && readFiscalYear(reader, of) === null) return null
  return { unit: 'month', number: number.value, fiscal: true, numbered: true, end: number.end }
}

type Bare = Omit<Part, 'fiscal' | 'numbered'>

/** "Q3", "quarter 3", "H1", "week 23", "W23", "month 13". */
function readNumbered(reader: Reader, at: number): Bare | null {
  const { quarterNumber, halfNumber, weekNumber, monthNumber } = reader.vocabulary.units
  const tables = [
    ['quarter', quarterNumber],
    ['half', halfNumber],
    ['week', weekNumber],
    ['month', monthNumber],
  ] as const
  for (const [unit, table] of tables) {
    const name = after(reader, table, at)
    if (name === null) continue
    const letter = textAt(reader, name - 1).length === 1
    const number = letter ? gluedNumber(reader, name, unit) : numberAfter(reader, name, unit)
    if (number !== null) return { unit, number: number.value, end: number.end }
  }
  return null
}

function gluedNumber(reader: Reader, at: number, unit: PartOfYear): Counted | null {
  if (!isGlued(reader, at) && unit !== 'quarter') return null
  return digits(reader, at, 1, unit === 'half' ? 1 : 2)
}

function numberAfter(reader: Reader, at: number, unit: PartOfYear): Counted | null {
  const number = cardinal(reader, at)
  if (number === null || number.value > 99 || continues(reader, number.end)) return null
  return unit === 'half' && number.value > 2 ? null : number
}

/** "third quarter", "3rd quarter", "second half". */
function readOrdinalPart(reader: Reader, at: number): (Bare & { fiscal: boolean }) | null {
  const number = ordinal(reader, at)
  if (number === null) return null
  const unitStart = skip(reader, reader.vocabulary.units.fiscal, number.end)
  const unit = valueAt(reader, reader.vocabulary.units.names, unitStart)
  if (unit === null || (unit.value !== 'quarter' && unit.value !== 'half')) return null
  return { unit: unit.value, number: number.value, fiscal: unitStart > number.end, end: unit.end }
}

/** "3Q24", "1H". */
function readShort(reader: Reader, at: number): Bare | null {
  const number = digits(reader, at, 1, 1)
  if (number === null || !isGlued(reader, number.end)) return null
  const unit = reader.vocabulary.units.letters.get(textAt(reader, number.end))
  if (unit !== 'quarter' && unit !== 'half') return null
  return { unit, number: number.value, end: number.end + 1 }
}

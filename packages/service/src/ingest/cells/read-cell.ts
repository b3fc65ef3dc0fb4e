import type { ColumnReading, DateReading } from '../columns/decide-column.ts'
import { dateParts, dayOf, isDay, isoDay, isoTimestamp } from './dates.ts'
import { isEmptyMarker } from './empties.ts'
import { isNotFinite, readNumber } from './numbers.ts'
import { barePeriodOf, periodOf } from './periods.ts'

/** A cell in the one form the database casts, null for nothing; or what is wrong with it, to follow its text in a sentence. */
type CellResult =
  | { readonly value: string | null; readonly problem: null; readonly fractional: boolean }
  | { readonly value: null; readonly problem: string }

interface YearLimits {
  readonly firstYear: number
  readonly lastYear: number
}

const empty: CellResult = { value: null, problem: null, fractional: false }

/** Reads one cell as its column is read. Texts come back as they are. */
export function readCell(text: string, reading: ColumnReading, limits: YearLimits): CellResult {
  if (reading.kind === 'text') return plain(text)
  if (isEmptyMarker(text)) return empty
  switch (reading.kind) {
    case 'boolean':
      return plain(text.toLowerCase() === reading.yes ? 'true' : 'false')
    case 'number': {
      const value = readNumber(text, reading.decimal)
      if (value !== null)
        return { value, problem: null, fractional: text.includes(reading.decimal) || value.includes('.') }
      if (isNotFinite(text)) return { value: null, problem: 'is not a finite number' }
      const other = readNumber(text, reading.decimal === '.' ? ',' : '.') !== null
      const point = reading.decimal === '.' ? 'a decimal point' : 'a decimal comma'
      return {
        value: null,
        problem: other ? `is not a number with ${point}, as the rest of the column` : 'is not a number',
      }
    }
    case 'date':
      return readDate(text, reading, limits)
    case 'grain':
      // The date column itself says what is wrong with a cell.
      return readDate(text, reading.of, limits).problem === null ? plain(grainOf(text, reading.of)) : empty
  }
}

function readDate(text: string, reading: DateReading, limits: YearLimits): CellResult {
  const parts = dateParts(text)
  const day = parts
    ? dayOf(parts, reading.order)
    : (periodOf(text) ?? (reading.bare ? barePeriodOf(text) : null))?.start
  if (!day) return { value: null, problem: 'is not a date' }
  if (day.year < limits.firstYear || day.year > limits.lastYear) {
    return { value: null, problem: `is outside of the years ${limits.firstYear} to ${limits.lastYear}` }
  }
  if (!isDay(day.year, day.month, day.day)) return { value: null, problem: wrongDay(parts?.kind === 'open', reading) }
  return plain(reading.timed ? isoTimestamp(day, parts?.time ?? null) : isoDay(day))
}

function grainOf(text: string, reading: DateReading): string {
  if (dateParts(text)) return 'day'
  return (periodOf(text) ?? (reading.bare ? barePeriodOf(text) : null))?.grain ?? 'day'
}

function wrongDay(open: boolean, reading: DateReading): string {
  if (!open) return 'is no day of the calendar'
  return `is no date with the ${reading.order === 'month_first' ? 'month' : 'day'} first, as the rest of the column`
}

function plain(value: string): CellResult {
  return { value, problem: null, fractional: false }
}

import type { IngestQuestion } from '@salestalk/protocol'
import type { ColumnReading } from './decide-column.ts'

interface NamedReading {
  readonly key: string
  readonly name: string
  readonly reading: ColumnReading
}

/**
 * Settles what single columns leave open by the other columns of the file: people write dates and numbers one way in one file.
 * What even the file does not settle is asked about, with the assumption made meanwhile.
 */
export function settleTogether(
  columns: readonly NamedReading[],
  delimiter: string | null,
): { readonly readings: readonly ColumnReading[]; readonly questions: readonly IngestQuestion[] } {
  const order = agreedOrder(columns)
  const decimal = agreedDecimal(columns) ?? (delimiter === ',' ? '.' : null)
  const questions: IngestQuestion[] = []
  const readings = columns.map(({ key, name, reading }): ColumnReading => {
    if (reading.kind === 'date' && reading.assumed) {
      // Still an assumption, though a better one: two systems may have written the two columns.
      const settled = order === null ? reading : { ...reading, order }
      questions.push(orderQuestion(key, name, settled.order === 'day_first', order !== null))
      return settled
    }
    if (reading.kind === 'number' && reading.assumed) {
      if (decimal !== null) return { ...reading, decimal, assumed: false }
      questions.push(decimalQuestion(key, name, reading.decimal))
    }
    return reading
  })
  return { readings, questions }
}

function agreedOrder(columns: readonly NamedReading[]): 'day_first' | 'month_first' | null {
  const orders = new Set<string>()
  for (const { reading } of columns) if (reading.kind === 'date' && !reading.assumed) orders.add(reading.order)
  const [isDay, isMonth] = [orders.has('day_first'), orders.has('month_first')]
  if (isDay === isMonth) return null
  return isDay ? 'day_first' : 'month_first'
}

function agreedDecimal(columns: readonly NamedReading[]): '.' | ',' | null {
  const separators = new Set<'.' | ','>()
  for (const { reading } of columns) {
    if (reading.kind === 'number' && !reading.assumed && reading.settledByCells) separators.add(reading.decimal)
  }
  const [only] = separators
  return separators.size === 1 && only !== undefined ? only : null
}

function orderQuestion(key: string, name: string, dayFirst: boolean, byFile: boolean): IngestQuestion {
  const why = byFile ? 'as in the other dates of the file' : 'because no date in it tells'
  return {
    code: 'ambiguous_date_order',
    column: key,
    question: `Do the dates in "${name}" begin with the day or with the month?`,
    assumption: `Read with the ${dayFirst ? 'day' : 'month'} first, ${why}`,
    options: [
      { value: 'day_first', label: 'Day first: 3/4/2025 is 3 April 2025' },
      { value: 'month_first', label: 'Month first: 3/4/2025 is 4 March 2025' },
    ],
  }
}

function decimalQuestion(key: string, name: string, decimal: '.' | ','): IngestQuestion {
  return {
    code: 'ambiguous_decimal_separator',
    column: key,
    question: `Is the point or the comma the decimal separator in "${name}"?`,
    assumption: `Read with the ${decimal === '.' ? 'point' : 'comma'} as decimal separator`,
    options: [
      { value: '.', label: 'The point: 1.234 is a little more than one; 1,234 is over a thousand' },
      { value: ',', label: 'The comma: 1,234 is a little more than one; 1.234 is over a thousand' },
    ],
  }
}

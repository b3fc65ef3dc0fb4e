import { MetricStoreError } from '@salestalk/engine'
import type { BucketCalendar, ColumnType, TimeGrain } from '@salestalk/protocol'
import { retailBucketNumber, retailBucketStart } from './retail-buckets.ts'

/**
 * All that is particular to DuckDB's SQL, so that another engine needs another file like this one and nothing else. Every function gives
 * text made of quoted identifiers, parameter names and the words below: no value ever enters the text.
 */

const identifierPattern = /^[a-z][a-z0-9_]{0,127}$/

/** Quotes the key of a column, dataset or metric; a key that is not one is refused rather than escaped. */
export function quoteKey(key: string): string {
  if (!identifierPattern.test(key))
    throw new MetricStoreError('invalid_query', 'A column has a name that cannot be used in a query')
  return `"${key}"`
}

/** The name of a group's column in results: no key has a blank in it, so that it can never be a metric's name too. */
export function quoteGroup(key: string): string {
  return quoteKey(key).replace('"', '"by ')
}

export function sqlType(type: ColumnType): string {
  switch (type) {
    case 'text':
      return 'VARCHAR'
    case 'integer':
      return 'BIGINT'
    case 'decimal':
      return 'DECIMAL(18, 2)'
    case 'boolean':
      return 'BOOLEAN'
    case 'date':
      return 'DATE'
    case 'timestamp':
      return 'TIMESTAMP'
  }
}

export function cast(sql: string, type: string): string {
  return `CAST(${sql} AS ${type})`
}

export function dayOf(column: string, type: ColumnType): string {
  return type === 'date' ? column : cast(column, 'DATE')
}

/** '1' Monday to '7' Sunday. */
export function weekdayOf(column: string): string {
  return cast(`isodow(${column})`, 'VARCHAR')
}

export function daysBetween(first: string, second: string): string {
  return `date_diff('day', ${cast(first, 'DATE')}, ${cast(second, 'DATE')})`
}

// A Monday, before any date that can be stored.
const firstMonday = "DATE '0001-01-01'"

/**
 * The number of the time bucket that holds a day: consecutive buckets have consecutive numbers, so that a series of them is a range of
 * integers. Whole numbers group about twice as fast as date_trunc's dates.
 */
export function bucketNumber(day: string, grain: TimeGrain, calendar?: BucketCalendar): string {
  const { weekStart = 'monday', fiscal = null } = calendar ?? {}
  if (fiscal !== null && grain !== 'day' && grain !== 'week') {
    const { startMonth, pattern } = fiscal
    if (pattern !== null) return retailBucketNumber(day, grain, { weekStart, startMonth, pattern })
    const month = `(year(${day}) * 12 + month(${day}) - 1 + ${shiftOf(startMonth)})`
    return monthsIn[grain] === 1 ? month : `(${month} // ${monthsIn[grain]})`
  }
  switch (grain) {
    case 'day':
      return `(${day} - ${firstMonday})`
    case 'week':
      return weekStart === 'monday' ? `((${day} - ${firstMonday}) // 7)` : `((${day} - ${firstMonday} + 1) // 7)`
    case 'month':
      return `(year(${day}) * 12 + month(${day}) - 1)`
    case 'quarter':
      return `(year(${day}) * 4 + quarter(${day}) - 1)`
    case 'year':
      return `year(${day})`
  }
}

/** The bucket numbers of one grain, as a function of the day. */
export function bucketNumbers(grain: TimeGrain, calendar?: BucketCalendar): (day: string) => string {
  return (day) => bucketNumber(day, grain, calendar)
}

const monthsIn = { month: 1, quarter: 3, year: 12 } as const

/** Months by which a fiscal year is ahead of the year it begins in: it is named by the year it ends in. */
function shiftOf(startMonth: number): number {
  return startMonth > 1 ? 13 - startMonth : 0
}

/** The first day of the bucket with this number, as 'YYYY-MM-DD'. */
export function bucketStart(number: string, grain: TimeGrain, calendar?: BucketCalendar): string {
  const { weekStart = 'monday', fiscal = null } = calendar ?? {}
  if (fiscal !== null && grain !== 'day' && grain !== 'week') {
    const { startMonth, pattern } = fiscal
    if (pattern !== null) return cast(retailBucketStart(number, grain, { weekStart, startMonth, pattern }), 'VARCHAR')
    const month = `(${number} * ${monthsIn[grain]} - ${shiftOf(startMonth)})`
    return cast(`make_date(${month} // 12, ${month} % 12 + 1, 1)`, 'VARCHAR')
  }
  switch (grain) {
    case 'day':
      return cast(`${firstMonday} + ${cast(number, 'INTEGER')}`, 'VARCHAR')
    case 'week': {
      const days = weekStart === 'monday' ? `${number} * 7` : `${number} * 7 - 1`
      return cast(`${firstMonday} + ${cast(days, 'INTEGER')}`, 'VARCHAR')
    }
    case 'month':
      return cast(`make_date(${number} // 12, ${number} % 12 + 1, 1)`, 'VARCHAR')
    case 'quarter':
      return cast(`make_date(${number} // 4, ${number} % 4 * 3 + 1, 1)`, 'VARCHAR')
    case 'year':
      return cast(`make_date(${number}, 1, 1)`, 'VARCHAR')
  }
}

/** Rows of consecutive integers from the first to the last, none when either is null or they cross. */
export function integersBetween(first: string, last: string): string {
  return `unnest(generate_series(${cast(first, 'BIGINT')}, ${cast(last, 'BIGINT')}))`
}

/** The sum: exact for whole and decimal numbers, compensated (Kahan) for floating ones. */
export function sumOf(sql: string, isExact: boolean): string {
  return isExact ? `sum(${sql})` : `fsum(${sql})`
}

export function averageOf(sql: string, isExact: boolean): string {
  return isExact ? `avg(${sql})` : `favg(${sql})`
}

/** The quotient of two numbers; null when the divisor is 0 or either is null. */
export function quotient(numerator: string, denominator: string): string {
  return `${cast(numerator, 'DOUBLE')} / nullif(${cast(denominator, 'DOUBLE')}, 0)`
}

export function relationOf(name: string, fingerprint: string): string {
  return quoteKey(name).replace(/"$/, `@${fingerprint}"`)
}

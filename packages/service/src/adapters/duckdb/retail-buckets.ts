import type { BucketCalendar } from '@salestalk/protocol'

type Pattern = NonNullable<NonNullable<BucketCalendar['fiscal']>['pattern']>

/** A fiscal year of 52 or 53 weeks in quarters of 13, the 53rd week at the end of the last. */
export interface RetailYear {
  readonly weekStart: BucketCalendar['weekStart']
  readonly startMonth: number
  readonly pattern: Pattern
}

type RetailGrain = 'month' | 'quarter' | 'year'

const weeksBefore: Readonly<Record<Pattern, readonly [number, number]>> = {
  '4-4-5': [4, 8],
  '4-5-4': [4, 9],
  '5-4-4': [5, 9],
}

/** A week start before any date that can be stored; weeks are counted from it. */
function origin({ weekStart }: RetailYear): string {
  return weekStart === 'monday' ? "DATE '0001-01-01'" : "DATE '0001-01-07'"
}

/** As `bucketNumber` of the dialect: 12 numbers a year for months, 4 for quarters, 1 for years. */
export function retailBucketNumber(day: string, grain: RetailGrain, retail: RetailYear): string {
  const from = origin(retail)
  // a week belongs to the fiscal year of its fourth day
  const middle = `(${from} + CAST((${day} - ${from}) // 7 * 7 + 3 AS INTEGER))`
  const shift = retail.startMonth > 1 ? 13 - retail.startMonth : 0
  const year = `((year(${middle}) * 12 + month(${middle}) - 1 + ${shift}) // 12)`
  if (grain === 'year') return year
  const week = `((${day} - ${from}) // 7 - ${firstWeekOf(year, retail)})`
  const quarter = `least(${week} // 13, 3)`
  if (grain === 'quarter') return `(${year} * 4 + ${quarter})`
  const [second, third] = weeksBefore[retail.pattern]
  const weekOfQuarter = `(${week} - ${quarter} * 13)`
  const month = `CASE WHEN ${weekOfQuarter} >= ${third} THEN 2 WHEN ${weekOfQuarter} >= ${second} THEN 1 ELSE 0 END`
  return `(${year} * 12 + ${quarter} * 3 + ${month})`
}

/** The first day of the bucket with this number, as a date. */
export function retailBucketStart(number: string, grain: RetailGrain, retail: RetailYear): string {
  const [second, third] = weeksBefore[retail.pattern]
  const perYear = { month: 12, quarter: 4, year: 1 }[grain]
  const weeksIntoYear = {
    year: '0',
    quarter: `${number} % 4 * 13`,
    month: `(${number} % 12 // 3 * 13 + CASE ${number} % 3 WHEN 0 THEN 0 WHEN 1 THEN ${second} ELSE ${third} END)`,
  }[grain]
  const weeks = `${firstWeekOf(`(${number} // ${perYear})`, retail)} + ${weeksIntoYear}`
  return `(${origin(retail)} + CAST((${weeks}) * 7 AS INTEGER))`
}

/** The number of the week that begins nearest to the first of the fiscal start month. */
function firstWeekOf(year: string, retail: RetailYear): string {
  const civil = retail.startMonth > 1 ? `${year} - 1` : year
  const first = `make_date(CAST(${civil} AS INTEGER), ${retail.startMonth}, 1)`
  return `((${first} - ${origin(retail)} + 3) // 7)`
}

import type { ColumnProfile } from '@salestalk/protocol'
import type { Day } from './dates.ts'
import { monthOf } from './months.ts'

export type PeriodGrain = NonNullable<ColumnProfile['periodGrain']>

interface Period {
  readonly grain: PeriodGrain
  /** Its first day. */
  readonly start: Day
}

const year = String.raw`(\d{4}|'\d{2})`
const quarterFirst = /^Q([1-4])[\s/'-]*(\d{4}|\d{2})$/i
const quarterLast = new RegExp(String.raw`^(?:FY\s?)?${year}[\s/-]*Q([1-4])$`, 'i')
const weekLast = /^(\d{4})[\s/-]*W(?:eek)?\s?(\d{1,2})$/i
const weekFirst = /^W(?:eek)?\s?(\d{1,2})[\s,/-]+(\d{4})$/i
const yearMonth = /^(\d{4})[-/.](\d{1,2})$/
const monthYear = /^(\d{1,2})[-/.](\d{4})$/
const namedMonth = /^(\p{L}{3,12})\.?[\s,/'-]*(\d{4}|\d{2})$/u
const namedMonthLast = /^(\d{4})[\s,/-]*(\p{L}{3,12})\.?$/u
const fiscalYear = /^FY\s?'?(\d{4}|\d{2})$/i

/** The week, month, quarter or year a cell names ("2025-Q3", "Nov 2025", "2025-W45", "FY25"), or null. A bare year is not told from a number. */
export function periodOf(text: string): Period | null {
  if (text.length < 4 || text.length > 20) return null
  let match = quarterLast.exec(text)
  if (match) return startOf('quarter', match[1], (Number(match[2]) - 1) * 3 + 1)
  match = quarterFirst.exec(text)
  if (match) return startOf('quarter', match[2], (Number(match[1]) - 1) * 3 + 1)
  match = weekLast.exec(text)
  if (match) return startOfWeek(Number(match[1]), Number(match[2]))
  match = weekFirst.exec(text)
  if (match) return startOfWeek(Number(match[2]), Number(match[1]))
  match = yearMonth.exec(text)
  if (match) return startOf('month', match[1], Number(match[2]))
  match = monthYear.exec(text)
  if (match) return startOf('month', match[2], Number(match[1]))
  match = namedMonth.exec(text)
  if (match && monthOf(match[1]) !== null) return startOf('month', match[2], monthOf(match[1]) ?? 0)
  match = namedMonthLast.exec(text)
  if (match && monthOf(match[2]) !== null) return startOf('month', match[1], monthOf(match[2]) ?? 0)
  match = fiscalYear.exec(text)
  if (match) return startOf('year', match[1], 1)
  return null
}

/** A bare year or, as six digits, a year and month; only for columns whose header says that they hold periods. */
export function barePeriodOf(text: string): Period | null {
  if (/^(19|20|21)\d{2}$/.test(text)) return startOf('year', text, 1)
  const match = /^((?:19|20|21)\d{2})(0[1-9]|1[0-2])$/.exec(text)
  return match ? startOf('month', match[1], Number(match[2])) : null
}

function startOf(grain: PeriodGrain, yearText: string | undefined, month: number): Period | null {
  if (month < 1 || month > 12) return null
  const figure = Number((yearText ?? '').replace("'", ''))
  return { grain, start: { year: figure < 70 ? 2000 + figure : figure < 100 ? 1900 + figure : figure, month, day: 1 } }
}

/** ISO 8601: the week that holds 4 January is the first, and weeks begin on Monday. */
function startOfWeek(weekYear: number, week: number): Period | null {
  if (week < 1 || week > 53) return null
  const fourth = new Date(Date.UTC(weekYear, 0, 4))
  const sinceMonday = (fourth.getUTCDay() + 6) % 7
  const monday = new Date(Date.UTC(weekYear, 0, 4 - sinceMonday + (week - 1) * 7))
  const thursday = new Date(monday.getTime() + 3 * 24 * 60 * 60 * 1000)
  if (thursday.getUTCFullYear() !== weekYear) return null
  return {
    grain: 'week',
    start: { year: monday.getUTCFullYear(), month: monday.getUTCMonth() + 1, day: monday.getUTCDate() },
  }
}

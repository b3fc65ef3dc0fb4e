import type { BucketCalendar, IsoDate, TimeGrain } from '@salestalk/protocol'

const millisecondsPerDay = 86_400_000

export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * millisecondsPerDay).toISOString().slice(0, 10)
}

export function daysBetween(first: string, second: string): number {
  return (
    (Date.parse(`${second.slice(0, 10)}T00:00:00Z`) - Date.parse(`${first.slice(0, 10)}T00:00:00Z`)) /
    millisecondsPerDay
  )
}

/** '1' Monday to '7' Sunday. */
export function weekdayOf(date: IsoDate): string {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay()
  return String(day === 0 ? 7 : day)
}

/** The first day of the bucket that holds a date. */
export function bucketOf(date: IsoDate, grain: TimeGrain, calendar?: BucketCalendar): IsoDate {
  if (calendar !== undefined && grain !== 'day') return bucketBy(calendar, date, grain)
  const year = date.slice(0, 4)
  const month = Number(date.slice(5, 7))
  switch (grain) {
    case 'day':
      return date
    case 'week':
      return addDays(date, 1 - Number(weekdayOf(date)))
    case 'month':
      return `${date.slice(0, 7)}-01`
    case 'quarter':
      return `${year}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
    case 'year':
      return `${year}-01-01`
  }
}

function bucketBy(calendar: BucketCalendar, date: IsoDate, grain: Exclude<TimeGrain, 'day'>): IsoDate {
  const { weekStart, fiscal } = calendar
  if (grain === 'week') return weekOf(date, weekStart)
  if (fiscal === null) return bucketOf(date, grain)
  if (fiscal.pattern !== null) return retailBucketOf(date, grain, weekStart, fiscal.startMonth, fiscal.pattern)
  // back to the first month of the fiscal year, by whole buckets
  const months = { month: 1, quarter: 3, year: 12 }[grain]
  let start = `${date.slice(0, 7)}-01`
  while ((Number(start.slice(5, 7)) - fiscal.startMonth + 12) % months !== 0)
    start = bucketOf(addDays(start, -1), 'month')
  return start
}

function weekOf(date: IsoDate, weekStart: BucketCalendar['weekStart']): IsoDate {
  const weekday = Number(weekdayOf(date))
  return addDays(date, weekStart === 'monday' ? 1 - weekday : -(weekday % 7))
}

/** Walks from the year's first week through its quarters of 13 weeks. */
function retailBucketOf(
  date: IsoDate,
  grain: 'month' | 'quarter' | 'year',
  weekStart: BucketCalendar['weekStart'],
  startMonth: number,
  pattern: string,
): IsoDate {
  const yearStart = (year: number): IsoDate =>
    weekOf(addDays(`${year}-${String(startMonth).padStart(2, '0')}-01`, 3), weekStart)
  let year = Number(date.slice(0, 4)) + 1
  while (yearStart(year) > date) year -= 1
  if (grain === 'year') return yearStart(year)
  const lengths = grain === 'quarter' ? [13] : pattern.split('-').map(Number)
  let start = yearStart(year)
  for (let index = 0; index < (grain === 'quarter' ? 3 : 11); index += 1) {
    const next = addDays(start, 7 * (lengths[index % lengths.length] ?? 13))
    if (next > date) break
    start = next
  }
  return start
}

/** The first days of all buckets from the one of `first` to the one of `last`. */
export function bucketsBetween(first: IsoDate, last: IsoDate, grain: TimeGrain, calendar?: BucketCalendar): IsoDate[] {
  const buckets: IsoDate[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const bucket = bucketOf(day, grain, calendar)
    if (buckets.at(-1) !== bucket) buckets.push(bucket)
  }
  return buckets
}

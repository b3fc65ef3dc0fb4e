import type { IsoDate, TimeGrain } from '@salestalk/protocol'

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
export function bucketOf(date: IsoDate, grain: TimeGrain): IsoDate {
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

/** The first days of all buckets from the one of `first` to the one of `last`. */
export function bucketsBetween(first: IsoDate, last: IsoDate, grain: TimeGrain): IsoDate[] {
  const buckets: IsoDate[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const bucket = bucketOf(day, grain)
    if (buckets.at(-1) !== bucket) buckets.push(bucket)
  }
  return buckets
}

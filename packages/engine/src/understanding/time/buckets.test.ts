import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addGrain, bucketLabel, bucketStart, bucketsBetween, periodKey } from './buckets.ts'
import { fromDays, toDays } from './dates.ts'
import { type Calendar, defaultCalendar, type TimeGrain } from './types.ts'

const sundays: Calendar = { ...defaultCalendar, weekStart: 'sunday' }
const grains: TimeGrain[] = ['day', 'week', 'month', 'quarter', 'year']

describe('the bucket of a date', () => {
  it.each([
    ['2026-11-22', 'day', '2026-11-22', '2026-11-22'],
    ['2026-11-22', 'week', '2026-11-16', '2026-W47'],
    ['2026-11-22', 'month', '2026-11-01', '2026-11'],
    ['2026-11-22', 'quarter', '2026-10-01', '2026-Q4'],
    ['2026-11-22', 'year', '2026-01-01', '2026'],
    ['2025-12-29', 'week', '2025-12-29', '2026-W01'],
    ['2021-01-03', 'week', '2020-12-28', '2020-W53'],
    ['2023-01-01', 'week', '2022-12-26', '2022-W52'],
  ] as const)('%s by %s starts on %s', (date, grain, start, label) => {
    expect(bucketStart(date, grain, defaultCalendar)).toBe(start)
    expect(bucketLabel(start, grain, defaultCalendar)).toBe(label)
  })

  it('starts weeks on Sunday for a tenant who does, the week of 1 January being the first', () => {
    expect(bucketStart('2026-11-22', 'week', sundays)).toBe('2026-11-22')
    expect(bucketStart('2026-11-21', 'week', sundays)).toBe('2026-11-15')
    expect(bucketLabel('2026-12-27', 'week', sundays)).toBe('2027-W01')
    expect(bucketLabel('2026-01-04', 'week', sundays)).toBe('2026-W02')
  })
})

describe('a time axis', () => {
  it('has every bucket that touches the range, whole', () => {
    expect(bucketsBetween('2025-11-15', '2026-02-01', 'month', defaultCalendar)).toEqual([
      { start: '2025-11-01', end: '2025-12-01', label: '2025-11' },
      { start: '2025-12-01', end: '2026-01-01', label: '2025-12' },
      { start: '2026-01-01', end: '2026-02-01', label: '2026-01' },
    ])
    expect(bucketsBetween('2026-01-01', '2026-01-01', 'day', defaultCalendar)).toEqual([])
  })

  it('has no holes and no overlaps', () => {
    const day = fc.integer({ min: toDays('2015-01-01'), max: toDays('2030-12-31') })
    const grain = fc.constantFrom(...grains)
    const calendar = fc.constantFrom(defaultCalendar, sundays)
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 800 }), grain, calendar, (start, length, unit, weeks) => {
        const buckets = bucketsBetween(fromDays(start), fromDays(start + length), unit, weeks)
        for (const [index, bucket] of buckets.entries()) {
          expect(bucket.end).toBe(buckets[index + 1]?.start ?? bucket.end)
          expect(bucketStart(fromDays(toDays(bucket.end) - 1), unit, weeks)).toBe(bucket.start)
        }
        expect(new Set(buckets.map(({ label }) => label)).size).toBe(buckets.length)
        expect(toDays(buckets.at(-1)?.end ?? '1970-01-01')).toBeGreaterThanOrEqual(start + length)
      }),
    )
  })

  it('moves by grain with month ends clamped', () => {
    expect(addGrain('2024-01-31', 'month', 1)).toBe('2024-02-29')
    expect(addGrain('2024-01-31', 'quarter', 1)).toBe('2024-04-30')
    expect(addGrain('2024-02-29', 'year', -1)).toBe('2023-02-28')
    expect(addGrain('2024-02-29', 'week', 1)).toBe('2024-03-07')
  })
})

describe('the key of a period', () => {
  it.each([
    ['2025-07-01', '2025-10-01', '2025-Q3'],
    ['2025-11-01', '2025-12-01', '2025-11'],
    ['2025-01-01', '2026-01-01', '2025'],
    ['2025-11-09', '2025-11-10', '2025-11-09'],
    ['2025-01-01', '2025-02-16', '2025-01-01..2025-02-16'],
    ['2024-01-01', null, '2024-01-01..'],
    [null, '2024-01-01', '..2024-01-01'],
  ] as const)('of %s to %s is %s', (start, end, key) => {
    expect(periodKey(start, end)).toBe(key)
  })
})

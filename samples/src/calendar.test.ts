import { describe, expect, it } from 'vitest'
import {
  civil,
  dataWindow,
  dayOf,
  formatDay,
  formatMonth,
  monthEnd,
  nthWeekday,
  parseDay,
  seasonal,
  weekday,
} from './calendar.ts'

describe('calendar', () => {
  it('counts days from 1970 and back', () => {
    expect(dayOf(1970, 1, 1)).toBe(0)
    expect(dayOf(2020, 1, 1)).toBe(18262)
    expect(formatDay(parseDay('2024-02-29'))).toBe('2024-02-29')
    expect(civil(parseDay('2026-11-22'))).toEqual({ year: 2026, month: 11, day: 22 })
  })

  it('counts weekdays from Monday', () => {
    expect(weekday(parseDay('2026-11-22'))).toBe(6)
    expect(weekday(parseDay('1970-01-01'))).toBe(3)
  })

  it('finds Thanksgiving', () => {
    expect(formatDay(nthWeekday(2026, 11, 4, 3))).toBe('2026-11-26')
    expect(formatDay(nthWeekday(2024, 11, 4, 3))).toBe('2024-11-28')
  })

  it('knows month ends, leap years included', () => {
    expect(formatDay(monthEnd(2024 * 12 + 1))).toBe('2024-02-29')
    expect(formatMonth(2025 * 12 + 11)).toBe('2025-12')
  })

  it('opens the window 36 months before the month of today and closes it yesterday', () => {
    const { start, end } = dataWindow('2026-11-22')
    expect([formatDay(start), formatDay(end)]).toEqual(['2023-11-01', '2026-11-21'])
    const first = dataWindow('2026-01-01')
    expect([formatDay(first.start), formatDay(first.end)]).toEqual(['2023-01-01', '2025-12-31'])
  })

  it.each(['2026-02-30', '22.11.2026', '2026-1-1', ''])('refuses %j as a day', (text) => {
    expect(() => dataWindow(text)).toThrow(RangeError)
  })

  it('refuses a today before there is data', () => {
    expect(() => dataWindow('2021-12-31')).toThrow('choose a day from 2022 on')
  })

  it('reads a seasonal table at mid-month and halfway between', () => {
    const levels = [1, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]
    expect(seasonal(levels, parseDay('2026-02-15'))).toBeCloseTo(3, 1)
    expect(seasonal(levels, parseDay('2026-01-31'))).toBeCloseTo(2, 1)
    expect(seasonal(levels, parseDay('2026-01-01'))).toBeCloseTo(1.5, 1)
  })
})

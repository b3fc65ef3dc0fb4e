import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addMonths,
  civilFromDays,
  daysFromCivil,
  easterSunday,
  fromDays,
  isIsoDate,
  toDays,
  weekdayOf,
} from './dates.ts'

const anyDay = fc.integer({ min: toDays('1900-01-01'), max: toDays('2199-12-31') })

describe('day numbers', () => {
  it('count from 1970-01-01, a Thursday', () => {
    expect(toDays('1970-01-01')).toBe(0)
    expect(toDays('2000-03-01')).toBe(11017)
    expect(toDays('1969-12-31')).toBe(-1)
    expect(weekdayOf(0)).toBe(4)
    expect(weekdayOf(toDays('2026-11-22'))).toBe(7)
  })

  it('turn into dates and back', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { year, month, day: date } = civilFromDays(day)
        expect(daysFromCivil(year, month, date)).toBe(day)
        expect(toDays(fromDays(day))).toBe(day)
      }),
    )
  })

  it('advance the weekday by one each day', () => {
    fc.assert(fc.property(anyDay, (day) => weekdayOf(day + 1) === (weekdayOf(day) % 7) + 1))
  })

  it('agree with the calendar of the platform', () => {
    fc.assert(fc.property(anyDay, (day) => fromDays(day) === new Date(day * 86_400_000).toISOString().slice(0, 10)))
  })

  it('refuse a date that does not exist', () => {
    expect(isIsoDate('2023-02-29')).toBe(false)
    expect(isIsoDate('2024-02-29')).toBe(true)
    expect(isIsoDate('1900-02-29')).toBe(false)
    expect(() => toDays('2024-13-01')).toThrow(/Expected a date like 2026-01-31/)
  })
})

describe('moving by months', () => {
  const move = (date: string, count: number) => fromDays(addMonths(toDays(date), count))

  it('clamps to the last day of a shorter month', () => {
    expect(move('2024-03-31', -1)).toBe('2024-02-29')
    expect(move('2023-03-31', -1)).toBe('2023-02-28')
    expect(move('2024-02-29', -12)).toBe('2023-02-28')
    expect(move('2024-12-31', 2)).toBe('2025-02-28')
    expect(move('2024-01-15', -1)).toBe('2023-12-15')
  })

  it('never goes further back than it came', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -60, max: 60 }), (day, count) => {
        const back = addMonths(addMonths(day, count), -count)
        expect(day - back).toBeGreaterThanOrEqual(0)
        expect(day - back).toBeLessThanOrEqual(3)
      }),
    )
  })
})

describe('Easter Sunday', () => {
  it.each(['2008-03-23', '2011-04-24', '2019-04-21', '2024-03-31', '2025-04-20', '2026-04-05', '2038-04-25'])(
    'falls on %s',
    (date) => {
      expect(fromDays(easterSunday(Number(date.slice(0, 4))))).toBe(date)
    },
  )
})

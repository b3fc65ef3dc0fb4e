import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveComparison, shiftPeriod } from './compare-periods.ts'
import { fromDays, toDays } from './dates.ts'
import { recognizeTime } from './recognize.ts'
import { resolveTime } from './resolve.ts'
import { defaultTimeFiles, defaultTimeVocabulary } from './testing/default-vocabulary.ts'
import { type Calendar, defaultCalendar, type TimeContext, type TimeExpression, type TimeUnit } from './types.ts'

const units: TimeUnit[] = ['day', 'week', 'month', 'quarter', 'half', 'year']
const unit = fc.constantFrom(...units)
const calendar: fc.Arbitrary<Calendar> = fc.record({
  weekStart: fc.constantFrom('monday', 'sunday'),
  fiscalYearStartMonth: fc.integer({ min: 1, max: 12 }),
  dateOrder: fc.constant(null),
  pattern: fc.constantFrom(null, '4-4-5', '4-5-4', '5-4-4'),
})
const context: fc.Arbitrary<TimeContext> = fc.record({
  today: fc.integer({ min: toDays('2010-01-01'), max: toDays('2035-12-31') }).map(fromDays),
  calendar,
  dataEnd: fc.constant(null),
  direction: fc.constantFrom('past', 'future'),
})

function relative(of: TimeUnit, offset: number, fiscal: boolean): TimeExpression {
  return { type: 'relative', unit: of, offset, fiscal }
}

describe('periods', () => {
  it('end where the next one starts', () => {
    fc.assert(
      fc.property(context, unit, fc.integer({ min: -40, max: 40 }), fc.boolean(), (at, of, offset, fiscal) => {
        const one = resolveTime(relative(of, offset, fiscal), at)
        expect(resolveTime(relative(of, offset + 1, fiscal), at).start).toBe(one.end)
      }),
    )
  })

  it('of offset 0 hold today, and those of a rolling window end before it', () => {
    fc.assert(
      fc.property(context, unit, fc.integer({ min: 1, max: 30 }), fc.boolean(), (at, of, count, fiscal) => {
        const now = resolveTime(relative(of, 0, fiscal), at)
        expect((now.start ?? '') <= at.today && at.today < (now.end ?? '')).toBe(true)
        const window = resolveTime({ type: 'rolling', unit: of, count, direction: 'past', fiscal }, at)
        expect(window.end).toBe(now.start)
        expect(window.start).toBe(resolveTime(relative(of, -count, fiscal), at).start)
      }),
    )
  })

  it('to date lie within their period, end today, and with the rest make the whole', () => {
    fc.assert(
      fc.property(context, unit, fc.boolean(), (at, of, fiscal) => {
        const period = relative(of, 0, fiscal)
        const whole = resolveTime(period, at)
        const toDate = resolveTime({ type: 'to_date', period, through: null }, at)
        expect(toDate.start).toBe(whole.start)
        expect(toDate.end).toBe(fromDays(toDays(at.today) + 1))
        const rest = resolveTime({ type: 'rest', period }, at)
        expect(rest.end).toBe(whole.end)
        if (toDate.end !== whole.end) expect(rest.start).toBe(toDate.end)
      }),
    )
  })

  it('named without a year have begun, or for a forecast have not ended', () => {
    const named = fc.oneof(
      fc.record({ unit: fc.constant('month' as const), number: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ unit: fc.constant('quarter' as const), number: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ unit: fc.constant('week' as const), number: fc.integer({ min: 1, max: 53 }) }),
    )
    fc.assert(
      fc.property(context, named, fc.boolean(), (at, name, fiscal) => {
        const reference = { year: null, yearOffset: null, which: null }
        const resolved = resolveTime({ type: 'period_of_year', ...name, ...reference, fiscal }, at)
        if (at.direction === 'past') expect((resolved.start ?? '') <= at.today).toBe(true)
        else expect((resolved.end ?? '') > at.today).toBe(true)
      }),
    )
  })
})

describe('comparisons', () => {
  it('start before the period they are held against and are no longer than it, give or take a calendar month', () => {
    const kinds = fc.constantFrom('previous_period' as const, 'same_period_last_year' as const)
    fc.assert(
      fc.property(
        context,
        unit,
        fc.integer({ min: -8, max: 0 }),
        kinds,
        fc.boolean(),
        (at, of, offset, kind, toDate) => {
          const inner = relative(of, offset, false)
          const expression: TimeExpression = toDate ? { type: 'to_date', period: inner, through: null } : inner
          const period = resolveTime(expression, at)
          const other = resolveComparison(kind, period, expression, at)
          expect((other.start ?? '') < (period.start ?? '')).toBe(true)
          expect((other.end ?? '') > (other.start ?? '')).toBe(true)
          if (kind === 'previous_period') expect((other.end ?? '') <= (period.start ?? '')).toBe(true)
          const length = toDays(period.end ?? '') - toDays(period.start ?? '')
          expect(toDays(other.end ?? '') - toDays(other.start ?? '')).toBeLessThanOrEqual(length + 3)
        },
      ),
    )
  })

  it('by shift go there and back for whole units', () => {
    fc.assert(
      fc.property(context, unit, fc.integer({ min: 1, max: 12 }), (at, of, count) => {
        const period = resolveTime(relative(of, 0, false), at)
        const there = shiftPeriod(period, of, -count, at)
        expect(there.start).toBe(resolveTime(relative(of, -count, false), at).start)
        expect(shiftPeriod(there, of, count, at)).toMatchObject({ start: period.start, end: period.end })
      }),
    )
  })
})

describe('the recognizer', () => {
  const words = Object.values(defaultTimeFiles).flatMap((file) => JSON.stringify(file).match(/[a-z']+/g) ?? [])
  const piece = fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom('2024', '13', '1', "'24", ',', '-', '/', '3rd', 'Q3', 'the', 'revenue', '$', '.', '03/04/2024'),
    fc.string({ maxLength: 4 }),
  )

  it('never throws, keeps matches apart, and every match resolves to a range that is not empty', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), context, (pieces, at) => {
        const text = pieces.join(' ')
        let last = 0
        for (const match of recognizeTime(text, at.calendar, defaultTimeVocabulary)) {
          expect(match.start).toBeGreaterThanOrEqual(last)
          expect(text.slice(match.start, match.end)).toBe(match.text)
          last = match.end
          for (const expression of [match.expression, ...match.readings]) {
            if (expression === null) continue
            const { start, end } = resolveTime(expression, at)
            if (start !== null && end !== null) expect(start < end).toBe(true)
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('gives matches that are plain JSON', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join(' ')
        const matches = recognizeTime(text, defaultCalendar, defaultTimeVocabulary)
        expect(JSON.parse(JSON.stringify(matches))).toEqual(matches)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveComparison } from './compare-periods.ts'
import { fromDays, toDays } from './dates.ts'
import { describePeriod } from './labels.ts'
import { parseTimePhrase } from './recognize.ts'
import { resolveTime } from './resolve.ts'
import { defaultTimeVocabulary } from './testing/default-vocabulary.ts'
import { type Calendar, defaultCalendar, type TimeContext, type TimeExpression, type TimeUnit } from './types.ts'

const day = fc.integer({ min: toDays('2010-01-01'), max: toDays('2035-12-31') })
const calendar: fc.Arbitrary<Calendar> = fc.record({
  weekStart: fc.constantFrom('monday', 'sunday'),
  fiscalYearStartMonth: fc.integer({ min: 1, max: 12 }),
  dateOrder: fc.constant(null),
  pattern: fc.constantFrom(null, '4-4-5', '4-5-4', '5-4-4'),
})

function contextOf(today: number, of: Calendar): TimeContext {
  return { today: fromDays(today), calendar: of, dataEnd: null, direction: 'past' }
}

function daysOf(words: string, context: TimeContext): string {
  const expression = parseTimePhrase(words, context.calendar, defaultTimeVocabulary)
  if (expression === null) return `${words} is no one period`
  const { start, end } = resolveTime(expression, context)
  return `${start ?? ''}..${end ?? ''}`
}

describe('the words of a period', () => {
  it('are read as the same days, whatever the range', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 900 }), day, (start, length, today) => {
        const [from, to] = [fromDays(start), fromDays(start + length)]
        expect(daysOf(describePeriod(from, to), contextOf(today, defaultCalendar))).toBe(`${from}..${to}`)
        expect(daysOf(describePeriod(from, null), contextOf(today, defaultCalendar))).toBe(`${from}..`)
        expect(daysOf(describePeriod(null, to), contextOf(today, defaultCalendar))).toBe(`..${to}`)
      }),
    )
  })

  it('are read as the same days for every unit of every calendar', () => {
    const units: TimeUnit[] = ['day', 'week', 'month', 'quarter', 'half', 'year']
    fc.assert(
      fc.property(
        day,
        calendar,
        fc.constantFrom(...units),
        fc.integer({ min: -15, max: 0 }),
        fc.boolean(),
        (today, of, unit, offset, fiscal) => {
          const context = contextOf(today, of)
          const { start, end, label } = resolveTime({ type: 'relative', unit, offset, fiscal }, context)
          const [name = ''] = label.split(' (')
          expect(daysOf(name, context), `${label} ${JSON.stringify(of)}`).toBe(`${start}..${end}`)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('a retail year', () => {
  const retail = calendar.filter(({ pattern }) => pattern !== null)
  const fiscal = (number: number, unit: 'month' | 'quarter', year: number): TimeExpression => ({
    type: 'period_of_year',
    unit,
    number,
    year,
    yearOffset: null,
    which: null,
    fiscal: true,
  })

  it('begins within three days of the first of its month, on the first day of a week', () => {
    fc.assert(
      fc.property(retail, fc.integer({ min: 2000, max: 2060 }), (of, year) => {
        const { start } = resolveTime({ type: 'year', year, fiscal: true }, contextOf(0, of))
        const { fiscalYearStartMonth: month, weekStart } = of
        const first = toDays(`${month > 1 ? year - 1 : year}-${String(month).padStart(2, '0')}-01`)
        expect(Math.abs(toDays(start ?? '') - first)).toBeLessThanOrEqual(3)
        expect(new Date(`${start}T00:00:00Z`).getUTCDay()).toBe(weekStart === 'sunday' ? 0 : 1)
      }),
    )
  })

  it('has quarters of 13 weeks cut by its pattern, and a 53rd week in its last month', () => {
    fc.assert(
      fc.property(retail, fc.integer({ min: 2000, max: 2060 }), (of, year) => {
        const context = contextOf(0, of)
        const weeks = (expression: TimeExpression): number => {
          const { start, end } = resolveTime(expression, context)
          return (toDays(end ?? '') - toDays(start ?? '')) / 7
        }
        const pattern = (of.pattern ?? '').split('-').map(Number)
        const months = Array.from({ length: 12 }, (_, index) => weeks(fiscal(index + 1, 'month', year)))
        const extra = weeks({ type: 'year', year, fiscal: true }) - 52
        expect([0, 1]).toContain(extra)
        expect(months).toEqual(months.map((_, index) => (pattern[index % 3] ?? 0) + (index === 11 ? extra : 0)))
        expect([1, 2, 3, 4].map((number) => weeks(fiscal(number, 'quarter', year)))).toEqual([13, 13, 13, 13 + extra])
      }),
    )
  })

  it('is compared period by period of its pattern', () => {
    fc.assert(
      fc.property(
        retail,
        day,
        fc.integer({ min: 2001, max: 2060 }),
        fc.integer({ min: 1, max: 12 }),
        (of, today, year, number) => {
          const context = contextOf(today, of)
          const asked = fiscal(number, 'month', year)
          const period = resolveTime(asked, context)
          fc.pre(today < toDays(period.start ?? '') || toDays(period.end ?? '') <= today)
          const before = resolveTime(
            number === 1 ? fiscal(12, 'month', year - 1) : fiscal(number - 1, 'month', year),
            context,
          )
          const yearBefore = resolveTime(fiscal(number, 'month', year - 1), context)
          expect(resolveComparison('previous_period', period, asked, context)).toMatchObject({
            start: before.start,
            end: before.end,
          })
          expect(resolveComparison('same_period_last_year', period, asked, context)).toMatchObject({
            start: yearBefore.start,
            end: yearBefore.end,
          })
        },
      ),
    )
  })
})

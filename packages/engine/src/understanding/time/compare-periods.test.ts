import { describe, expect, it } from 'vitest'
import { resolveComparison, shiftPeriod } from './compare-periods.ts'
import { parseTimePhrase } from './recognize.ts'
import { resolveTime } from './resolve.ts'
import { defaultTimeVocabulary, sunday } from './testing/default-vocabulary.ts'
import type { ComparisonKind, ResolvedTime, TimeContext, TimeUnit } from './types.ts'

function compare(text: string, kind: ComparisonKind, more: Partial<TimeContext> = {}): ResolvedTime {
  const context = { ...sunday, ...more }
  const expression = parseTimePhrase(text, context.calendar, defaultTimeVocabulary)
  if (expression === null) throw new Error(`Not a time phrase: ${text}`)
  return resolveComparison(kind, resolveTime(expression, context), expression, context)
}

function window({ start, end }: ResolvedTime): string {
  return `${start ?? ''}..${end ?? ''}`
}

describe('the period before', () => {
  it.each([
    ['last quarter', '2026-04-01..2026-07-01'],
    ['March 2024', '2024-02-01..2024-03-01'],
    ['2024', '2023-01-01..2024-01-01'],
    ['H1', '2025-07-01..2026-01-01'],
    ['last 3 months', '2026-05-01..2026-08-01'],
    ['last 90 days', '2026-05-26..2026-08-24'],
    ['Jan to Mar 2024', '2023-10-01..2024-01-01'],
    ['1 Jan to 15 Feb 2024', '2023-11-16..2024-01-01'],
    ['yesterday', '2026-11-20..2026-11-21'],
    ['Monday', '2026-11-09..2026-11-10'],
    ['last weekend', '2026-11-07..2026-11-09'],
    ['week 23', '2026-05-25..2026-06-01'],
    ['end of Q3', '2026-06-30..2026-07-01'],
    ['Black Friday', '2024-11-29..2024-11-30'],
  ])('%s', (text, expected) => {
    expect(window(compare(text, 'previous_period'))).toBe(expected)
  })
})

describe('the same period last year', () => {
  it.each([
    ['last quarter', '2025-07-01..2025-10-01'],
    ['Feb 2024', '2023-02-01..2023-03-01'],
    ['Feb 2025', '2024-02-01..2024-03-01'],
    ['Feb 29 2024', '2023-02-28..2023-03-01'],
    ['Easter 2025', '2024-03-31..2024-04-01'],
    ['Black Friday', '2024-11-29..2024-11-30'],
    ['last week', '2025-11-10..2025-11-17'],
    ['week 53 2020', '2019-12-23..2019-12-30'],
    ['Monday', '2025-11-17..2025-11-18'],
    ['end of February 2024', '2023-02-28..2023-03-01'],
    ['end of February 2025', '2024-02-29..2024-03-01'],
    ['last 90 days', '2025-08-24..2025-11-22'],
  ])('%s', (text, expected) => {
    expect(window(compare(text, 'same_period_last_year'))).toBe(expected)
  })
})

describe('a period that is not over', () => {
  it.each([
    ['MTD', '2026-10-01..2026-10-23'],
    ['QTD', '2026-07-01..2026-08-23'],
    ['YTD', '2025-01-01..2025-11-23'],
    ['this month', '2026-10-01..2026-10-23'],
    ['this quarter', '2026-07-01..2026-08-23'],
    ['this year', '2025-01-01..2025-11-23'],
  ])('%s is compared with the same elapsed days', (text, expected) => {
    expect(window(compare(text, 'previous_period'))).toBe(expected)
  })

  it('says so', () => {
    expect(compare('this quarter', 'previous_period').label).toBe('1 Jul to 22 Aug 2026, the same 53 elapsed days')
    expect(compare('last quarter', 'previous_period').label).toBe('Q2 2026')
  })

  it('never reaches past the end of the earlier period', () => {
    const march = compare('MTD', 'previous_period', { today: '2026-03-31' })
    expect(window(march)).toBe('2026-02-01..2026-03-01')
    expect(march.label).toBe('1 to 28 Feb 2026, the same elapsed part')
  })

  it('keeps the calendar day a year earlier, 29 February clamped', () => {
    const leapDay = { today: '2024-02-29' }
    expect(window(compare('YTD', 'same_period_last_year', leapDay))).toBe('2023-01-01..2023-03-01')
    expect(window(compare('MTD', 'same_period_last_year', leapDay))).toBe('2023-02-01..2023-03-01')
    expect(window(compare('YTD', 'same_period_last_year', { today: '2024-11-22' }))).toBe('2023-01-01..2023-11-23')
  })

  it('counts as elapsed what has data, ordinary lag aside', () => {
    expect(window(compare('this quarter', 'previous_period', { dataEnd: '2026-10-31' }))).toBe('2026-07-01..2026-08-01')
    expect(window(compare('this quarter', 'previous_period', { dataEnd: '2026-11-20' }))).toBe('2026-07-01..2026-08-23')
    expect(window(compare('this quarter', 'previous_period', { dataEnd: '2025-12-31' }))).toBe('2026-07-01..2026-08-23')
  })

  it('is whole again on its last day', () => {
    expect(compare('this month', 'previous_period', { today: '2026-11-30', dataEnd: '2026-11-30' })).toMatchObject({
      start: '2026-10-01',
      end: '2026-11-01',
      label: 'Oct 2026',
    })
  })

  it('has nothing to be compared with when it is open', () => {
    expect(compare('since 2024', 'previous_period')).toMatchObject({ start: null, end: null })
  })
})

describe('a period moved from the frame of a conversation', () => {
  function shift(text: string, unit: TimeUnit | 'period', count: number): string {
    const expression = parseTimePhrase(text, sunday.calendar, defaultTimeVocabulary)
    if (expression === null) throw new Error(`Not a time phrase: ${text}`)
    return window(shiftPeriod(resolveTime(expression, sunday), unit, count, sunday))
  }

  it.each([
    ['Q1 2024', 'quarter', -1, '2023-10-01..2024-01-01'],
    ['Q1 2024', 'quarter', 1, '2024-04-01..2024-07-01'],
    ['Q1 2024', 'quarter', -2, '2023-07-01..2023-10-01'],
    ['Q1 2024', 'year', -1, '2023-01-01..2023-04-01'],
    ['Q3 2024', 'month', -1, '2024-06-01..2024-07-01'],
    ['Q3 2024', 'month', 1, '2024-10-01..2024-11-01'],
    ['2024', 'year', -1, '2023-01-01..2024-01-01'],
    ['Feb 29 2024', 'year', -1, '2023-02-28..2023-03-01'],
    ['Feb 2025', 'year', -1, '2024-02-01..2024-03-01'],
    ['last 3 months', 'period', -1, '2026-05-01..2026-08-01'],
    ['last week', 'week', -1, '2026-11-02..2026-11-09'],
    ['5 March 2024', 'week', -1, '2024-02-27..2024-02-28'],
    ['since 2024', 'year', -1, '2024-01-01..'],
  ] as const)('%s by %s %i', (text, unit, count, expected) => {
    expect(shift(text, unit, count)).toBe(expected)
  })
})

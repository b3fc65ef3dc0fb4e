import { describe, expect, it } from 'vitest'
import { describePeriod } from './labels.ts'
import { parseTimePhrase } from './recognize.ts'
import { resolveTime } from './resolve.ts'
import { defaultTimeVocabulary, sunday } from './testing/default-vocabulary.ts'
import type { ResolvedTime, TimeContext } from './types.ts'

function resolve(text: string, more: Partial<TimeContext> = {}): ResolvedTime {
  const context = { ...sunday, ...more }
  const expression = parseTimePhrase(text, context.calendar, defaultTimeVocabulary)
  if (expression === null) throw new Error(`Not a time phrase: ${text}`)
  return resolveTime(expression, context)
}

function window(text: string, more: Partial<TimeContext> = {}): string {
  const { start, end } = resolve(text, more)
  return `${start ?? ''}..${end ?? ''}`
}

describe('a name without its year', () => {
  it.each([
    // the first day of a period is the first on which it has begun
    ['Q4', '2026-09-30', '2025-10-01..2026-01-01'],
    ['Q4', '2026-10-01', '2026-10-01..2027-01-01'],
    ['September', '2026-08-31', '2025-09-01..2025-10-01'],
    ['September', '2026-09-01', '2026-09-01..2026-10-01'],
    ['H2', '2026-06-30', '2025-07-01..2026-01-01'],
    ['week 53', '2026-11-22', '2020-12-28..2021-01-04'],
    ['week 1', '2025-12-29', '2025-12-29..2026-01-05'],
    ['week 1', '2025-12-28', '2024-12-30..2025-01-06'],
    ['Christmas', '2026-12-24', '2025-12-25..2025-12-26'],
    ['Christmas', '2026-12-25', '2026-12-25..2026-12-26'],
    ['Black Friday', '2026-11-27', '2026-11-27..2026-11-28'],
    ['29 February', '2026-11-22', '2024-02-29..2024-03-01'],
    ['Monday', '2026-11-23', '2026-11-23..2026-11-24'],
    ['year-end', '2026-12-31', '2026-12-31..2027-01-01'],
    ['month-end', '2026-11-30', '2026-11-30..2026-12-01'],
  ])('%s asked on %s is the latest that has begun', (text, today, expected) => {
    expect(window(text, { today })).toBe(expected)
  })

  it.each([
    ['Q4', '2026-10-01..2027-01-01'],
    ['Q3', '2027-07-01..2027-10-01'],
    ['December', '2026-12-01..2027-01-01'],
    ['November', '2026-11-01..2026-12-01'],
    ['Black Friday', '2026-11-27..2026-11-28'],
    ['Friday', '2026-11-27..2026-11-28'],
    ['Sunday', '2026-11-22..2026-11-23'],
    ['EOY', '2026-12-31..2027-01-01'],
    ['end of month', '2026-11-30..2026-12-01'],
    ['from Nov to Feb', '2026-11-01..2027-03-01'],
    ['from Jan to Mar', '2027-01-01..2027-04-01'],
  ])('%s in a forecast is the next one to end', (text, expected) => {
    expect(window(text, { direction: 'future' })).toBe(expected)
  })

  it('makes a range of two names the latest that has begun', () => {
    expect(window('from Jan to Mar', { today: '2026-02-10' })).toBe('2026-01-01..2026-04-01')
    expect(window('from Nov to Feb', { today: '2026-11-22' })).toBe('2025-11-01..2026-03-01')
    expect(window('from Nov to Feb', { today: '2027-02-01' })).toBe('2026-11-01..2027-03-01')
    expect(window('from Apr to Jun', { today: '2026-03-31' })).toBe('2025-04-01..2025-07-01')
  })
})

describe('periods counted from today', () => {
  it.each([
    ['last 3 months', '2026-03-31', '2025-12-01..2026-03-01'],
    ['last 7 days', '2026-03-01', '2026-02-22..2026-03-01'],
    ['last week', '2026-01-01', '2025-12-22..2025-12-29'],
    ['last quarter', '2026-01-01', '2025-10-01..2026-01-01'],
    ['last month', '2026-03-31', '2026-02-01..2026-03-01'],
    ['next 3 months', '2026-11-30', '2026-12-01..2027-03-01'],
    ['YTD', '2026-01-01', '2026-01-01..2026-01-02'],
    ['MTD', '2024-02-29', '2024-02-01..2024-03-01'],
    ['YTD 2023', '2024-02-29', '2023-01-01..2023-03-01'],
    ['rest of the year', '2026-12-31', '2026-12-31..2027-01-01'],
    ['rest of the year', '2026-12-30', '2026-12-31..2027-01-01'],
    ['last Friday', '2026-11-27', '2026-11-20..2026-11-21'],
    ['last March', '2026-03-31', '2025-03-01..2025-04-01'],
    ['last March', '2026-04-01', '2026-03-01..2026-04-01'],
  ])('%s asked on %s', (text, today, expected) => {
    expect(window(text, { today })).toBe(expected)
  })

  it('starts weeks on the day the tenant does', () => {
    const calendar = { ...sunday.calendar, weekStart: 'sunday' } as const
    expect(window('this week', { calendar })).toBe('2026-11-22..2026-11-29')
    expect(window('last 2 weeks', { calendar })).toBe('2026-11-08..2026-11-22')
    expect(window('week 1 2026', { calendar })).toBe('2025-12-28..2026-01-04')
  })
})

describe('a fiscal year', () => {
  const april = { calendar: { ...sunday.calendar, fiscalYearStartMonth: 4 } }
  const february = { calendar: { ...sunday.calendar, fiscalYearStartMonth: 2 } }

  it.each([
    ['FY25', '2024-04-01..2025-04-01'],
    ['FY25 Q2', '2024-07-01..2024-10-01'],
    ['Q4 FY25', '2025-01-01..2025-04-01'],
    ['H1 FY26', '2025-04-01..2025-10-01'],
    ['September FY25', '2024-09-01..2024-10-01'],
    ['March FY25', '2025-03-01..2025-04-01'],
    ['this fiscal year', '2026-04-01..2027-04-01'],
    ['last fiscal quarter', '2026-07-01..2026-10-01'],
    ['last 2 fiscal years', '2024-04-01..2026-04-01'],
    ['FYTD', '2026-04-01..2026-11-23'],
    ['fiscal Q4', '2026-01-01..2026-04-01'],
    // a plain quarter or year is the calendar's
    ['Q2 2024', '2024-04-01..2024-07-01'],
    ['this year', '2026-01-01..2027-01-01'],
  ])('that starts in April: %s', (text, expected) => {
    expect(window(text, april)).toBe(expected)
  })

  it('is named by the year it ends in and shown by buckets that fit it', () => {
    expect(resolve('FY25 Q2', april)).toMatchObject({ grain: 'quarter', label: 'Q2 FY25 (Jul to Sep 2024)' })
    expect(resolve('FY25', april)).toMatchObject({ grain: 'quarter', label: 'FY25 (Apr 2024 to Mar 2025)' })
    expect(resolve('FY25 Q1', february)).toMatchObject({ start: '2024-02-01', end: '2024-05-01', grain: 'month' })
    expect(resolve('FY25')).toMatchObject({ grain: 'year', label: '2025' })
  })
})

describe('what is said about a resolved period', () => {
  it.each([
    ['Q3 2025', 'Q3 2025'],
    ['last month', 'Oct 2026'],
    ['H1 2024', 'H1 2024'],
    ['this year', '2026'],
    ['last 3 months', 'last 3 months (Aug to Oct 2026)'],
    ['L12M', 'last 12 months (Nov 2025 to Oct 2026)'],
    ['last 90 days', 'last 90 days (24 Aug to 21 Nov 2026)'],
    ['last 2 years', 'last 2 years (2024 to 2025)'],
    ['next 1 quarter', 'next 1 quarter (Jan to Mar 2027)'],
    ['YTD', '1 Jan to 22 Nov 2026'],
    ['MTD', '1 to 22 Nov 2026'],
    ['yesterday', '21 Nov 2026'],
    ['last week', 'week of 9 Nov 2026'],
    ['Black Friday 2025', 'Black Friday 2025 (28 Nov 2025)'],
    ['since 2024', 'since 1 Jan 2024'],
    ['before April 2026', 'before 1 Apr 2026'],
    ['until March 2026', 'until 31 Mar 2026'],
    ['from Nov 2025 to Feb 2026', 'Nov 2025 to Feb 2026'],
    ['all time', 'all the data'],
  ])('%s is called "%s"', (text, label) => {
    expect(resolve(text).label).toBe(label)
  })

  it('is the window in words', () => {
    expect(describePeriod('2025-07-01', '2025-10-01')).toBe('1 Jul to 30 Sep 2025')
    expect(describePeriod('2025-12-15', '2026-01-16')).toBe('15 Dec 2025 to 15 Jan 2026')
    expect(describePeriod('2025-07-01', '2025-07-02')).toBe('1 Jul 2025')
    expect(describePeriod(null, '2025-07-01')).toBe('until 30 Jun 2025')
    expect(describePeriod('2025-07-01', null)).toBe('since 1 Jul 2025')
    expect(describePeriod(null, null)).toBe('all the data')
  })

  it('is partial when the period runs past the data, open ends aside', () => {
    expect(resolve('last quarter', { dataEnd: '2026-09-29' }).partial).toBe(true)
    expect(resolve('last quarter', { dataEnd: '2026-09-30' }).partial).toBe(false)
    expect(resolve('this quarter', { dataEnd: null }).partial).toBe(true)
    expect(resolve('YTD', { dataEnd: null }).partial).toBe(false)
    expect(resolve('since 2024').partial).toBe(false)
  })

  it('is running while days of it are still to come', () => {
    expect(resolve('this month').running).toBe(true)
    expect(resolve('this month', { today: '2026-11-30' }).running).toBe(false)
    expect(resolve('last month').running).toBe(false)
    expect(resolve('MTD')).toMatchObject({ running: false, toDate: true })
  })

  it('names the bucket of the words', () => {
    const grainOf = (text: string) => resolve(text).grain
    expect(['Q3', '2024', 'September', 'last 6 months', 'last 90 days', 'H1'].map(grainOf)).toEqual([
      'quarter',
      'year',
      'month',
      'month',
      'day',
      'quarter',
    ])
    expect(['MTD', 'QTD', 'YTD', 'WTD', 'from 1 Jan to March', 'since 2024'].map(grainOf)).toEqual([
      'month',
      'quarter',
      'year',
      'week',
      'day',
      'year',
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { matchesOf, summary, sunday } from './testing/default-vocabulary.ts'

/** Asked on Sunday 22 November 2026; a year and its part said apart carry the same period. */
const cases = [
  ['Q3 revenue in 2024', 'Q3 = 2024-07-01..2024-10-01 quarter; 2024 = 2024-07-01..2024-10-01 quarter'],
  ['Q3 revenue of last year', 'Q3 = 2025-07-01..2025-10-01 quarter; last year = 2025-07-01..2025-10-01 quarter'],
  ['2024 revenue in Q3', '2024 = 2024-07-01..2024-10-01 quarter; Q3 = 2024-07-01..2024-10-01 quarter'],
  [
    'Q1 and Q2 revenue for 2024',
    'Q1 = 2024-01-01..2024-04-01 quarter; Q2 = 2024-04-01..2024-07-01 quarter; 2024 = 2024-04-01..2024-07-01 quarter',
  ],
  [
    'September revenue for 2024 vs 2023',
    'September = 2024-09-01..2024-10-01 month; 2024 = 2024-09-01..2024-10-01 month; 2023 = 2023-09-01..2023-10-01 month',
  ],
  [
    '2023 and 2024 sales in March',
    '2023 = 2023-03-01..2023-04-01 month; 2024 = 2024-03-01..2024-04-01 month; March = 2023-03-01..2023-04-01 month',
  ],
  [
    'Black Friday sales in 2024 and 2025',
    'Black Friday = 2024-11-29..2024-11-30 day; 2024 = 2024-11-29..2024-11-30 day; 2025 = 2025-11-28..2025-11-29 day',
  ],
  ['compare Q3 revenue with 2024', 'Q3 = 2026-07-01..2026-10-01 quarter; 2024 = 2024-01-01..2025-01-01 year'],
  ['revenue Q1 Q2 2025', 'Q1 = 2025-01-01..2025-04-01 quarter; Q2 2025 = 2025-04-01..2025-07-01 quarter'],
  ['units march vs february', 'march = 2026-03-01..2026-04-01 month; february = 2026-02-01..2026-03-01 month'],
  ['parcels that were late last week', 'last week = 2026-11-09..2026-11-16 week'],
  ['Q3 revenue vs 2024', 'Q3 = 2026-07-01..2026-10-01 quarter; 2024 = 2024-01-01..2025-01-01 year'],
  ['Q3 2024 revenue vs Q2', 'Q3 2024 = 2024-07-01..2024-10-01 quarter; Q2 = 2024-04-01..2024-07-01 quarter'],
  ['Q3 2024 revenue and Q2 churn', 'Q3 2024 = 2024-07-01..2024-10-01 quarter; Q2 = 2026-04-01..2026-07-01 quarter'],
  ['How did Q3 2024 compare to Q2', 'Q3 2024 = 2024-07-01..2024-10-01 quarter; Q2 = 2024-04-01..2024-07-01 quarter'],
  [
    'this quarter compared to the same quarter of 2024',
    'this quarter = 2026-10-01..2027-01-01 quarter; the same quarter of 2024 = 2024-10-01..2025-01-01 quarter',
  ],
  [
    'Q3 2025 vs the same period in 2023',
    'Q3 2025 = 2025-07-01..2025-10-01 quarter; the same period in 2023 = 2023-07-01..2023-10-01 quarter',
  ],
  [
    'Jan, Feb, and Mar 2024',
    'Jan = 2024-01-01..2024-02-01 month; Feb = 2024-02-01..2024-03-01 month; Mar 2024 = 2024-03-01..2024-04-01 month',
  ],
  ['what were sales in the week before Christmas', 'week before Christmas = 2025-12-18..2025-12-25 day'],
  ['orders in the 3 weeks after Easter', '3 weeks after Easter = 2026-04-06..2026-04-27 week'],
  ['the quarter before Q1 2024', 'quarter before Q1 2024 = 2023-10-01..2024-01-01 quarter'],
  ['first Monday of March', 'first Monday of March = 2026-03-02..2026-03-03 day'],
  ['last Friday of the quarter', 'last Friday of the quarter = 2026-12-25..2026-12-26 day'],
  ['sixth Monday of March', 'sixth Monday of March = invalid_time'],
  ['FY24/25', 'FY24/25 = 2025-01-01..2026-01-01 year'],
  ['FY2024-25', 'FY2024-25 = 2025-01-01..2026-01-01 year'],
  ['2024/25', '2024/25 = 2024-01-01..2026-01-01 year'],
  ['up to and including March', 'up to and including March = ..2026-04-01 month'],
  ['orders placed on or after 2017-01-01', 'on or after 2017-01-01 = 2017-01-01.. day'],
  ['on or before March 2017', 'on or before March 2017 = ..2017-04-01 month'],
  ['revenue for the year ended March 2025', 'year ended March 2025 = 2024-04-01..2025-04-01 quarter'],
  ['the three months ending September 2026', 'three months ending September 2026 = 2026-07-01..2026-10-01 month'],
  ['last 12 months to June 2025', 'last 12 months to June 2025 = 2024-07-01..2025-07-01 month'],
  ['in the final quarter of 2017', 'final quarter of 2017 = 2017-10-01..2018-01-01 quarter'],
  ['growth over last year', 'growth over last year = same_period_last_year'],
  ['growth over the last year', 'last year = 2025-01-01..2026-01-01 year'],
  ['revenue over the last quarter', 'last quarter = 2026-07-01..2026-10-01 quarter'],
] as const

describe('what several words of a question say together', () => {
  it.each(cases)('%s', (question, expected) => {
    expect(summary(question)).toBe(expected)
  })

  it('leaves "the same quarter of 2024" unread when no period comes before it', () => {
    expect(summary('revenue in the same quarter of 2024')).toBe('')
  })

  it('reads 2024/25 as a fiscal year for a tenant whose fiscal year is not the calendar year', () => {
    const calendar = { ...sunday.calendar, fiscalYearStartMonth: 4 }
    expect(summary('2024/25', { ...sunday, calendar })).toBe('2024/25 = 2024-04-01..2025-04-01 quarter')
  })
})

describe('a year beside a part of years', () => {
  it('keeps what it says alone, for where the part turns out to be in a name', () => {
    const [part, year] = matchesOf('Christmas appeal brought in last year')
    expect(part?.alone).toBeNull()
    expect(year?.expression).toMatchObject({ type: 'holiday', yearOffset: -1 })
    expect(year?.alone).toMatchObject({ type: 'relative', unit: 'year', offset: -1 })
  })
})

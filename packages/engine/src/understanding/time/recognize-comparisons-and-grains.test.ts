import { describe, expect, it } from 'vitest'
import { summary } from './testing/default-vocabulary.ts'

/** Asked on Sunday 22 November 2026. */
const cases = [
  ['YoY growth', 'YoY = same_period_last_year'],
  ['revenue last month YoY', 'last month = 2026-10-01..2026-11-01 month; YoY = same_period_last_year'],
  ['Y/Y', 'Y/Y = same_period_last_year'],
  ['year over year', 'year over year = same_period_last_year'],
  ['year-over-year', 'year-over-year = same_period_last_year'],
  ['year on year growth', 'year on year = same_period_last_year'],
  ['QoQ', 'QoQ = previous_period by quarter'],
  ['revenue MoM', 'MoM = previous_period by month'],
  [
    'month over month growth in 2025',
    'month over month = previous_period by month; 2025 = 2025-01-01..2026-01-01 year',
  ],
  ['WoW', 'WoW = previous_period by week'],
  ['week-over-week change', 'week-over-week = previous_period by week'],
  ['vs last year', 'vs last year = same_period_last_year'],
  ['this year vs last year', 'this year = 2026-01-01..2027-01-01 year; vs last year = same_period_last_year'],
  ['versus the previous year', 'versus the previous year = same_period_last_year'],
  ['vs PY', 'vs PY = same_period_last_year'],
  ['compared with a year ago', 'compared with a year ago = same_period_last_year'],
  ['vs a year earlier', 'vs a year earlier = same_period_last_year'],
  ['than the year before', 'than the year before = same_period_last_year'],
  ['higher than last year', 'than last year = same_period_last_year'],
  ['compared to the same period last year', 'compared to the same period last year = same_period_last_year'],
  ['vs the same month last year', 'vs the same month last year = same_period_last_year by month'],
  ['same quarter last year', 'same quarter last year = same_period_last_year by quarter'],
  ['this time last year', 'this time last year = same_period_last_year'],
  ['this time last month', 'this time last month = previous_period'],
  ['same period last quarter', 'same period last quarter = previous_period'],
  [
    'Compare this quarter to last year',
    'this quarter = 2026-10-01..2027-01-01 quarter; to last year = same_period_last_year',
  ],
  [
    'How did margin perform last month compared to the previous month?',
    'last month = 2026-10-01..2026-11-01 month; compared to the previous month = previous_period',
  ],
  ['vs the month before', 'vs the month before = previous_period'],
  ['vs prior quarter', 'vs prior quarter = previous_period'],
  ['relative to last quarter', 'relative to last quarter = previous_period'],
  ['revenue this month vs last month', 'this month = 2026-11-01..2026-12-01 month; vs last month = previous_period'],
  ['up from last month', 'up from last month = previous_period'],
  ['vs previous period', 'vs previous period = previous_period'],
  ['period over period', 'period over period = previous_period'],
  [
    'last 12 months vs the previous 12 months',
    'last 12 months = 2025-11-01..2026-11-01 month; vs the previous 12 months = previous_period',
  ],
  [
    'last six months compared to the six months before',
    'last six months = 2026-05-01..2026-11-01 month; compared to the six months before = previous_period',
  ],
  [
    'sales last Friday vs the Friday before',
    'last Friday = 2026-11-20..2026-11-21 day; vs the Friday before = previous_period',
  ],
  ['this quarter vs last', 'this quarter = 2026-10-01..2027-01-01 quarter; vs last = previous_period'],
  [
    'compare this month with last month',
    'this month = 2026-11-01..2026-12-01 month; with last month = previous_period',
  ],
  [
    'how did Q3 compare to the previous quarter',
    'Q3 = 2026-07-01..2026-10-01 quarter; compare to the previous quarter = previous_period',
  ],
  ['MTD vs last month', 'MTD = 2026-11-01..2026-11-23 month; vs last month = previous_period'],
  ['by month', 'by month = by month'],
  ['revenue by quarter', 'by quarter = by quarter'],
  ['per day', 'per day = by day'],
  ['each week', 'each week = by week'],
  ['every month', 'every month = by month'],
  ['weekly trend', 'weekly = by week'],
  ['daily', 'daily = by day'],
  ['quarterly revenue', 'quarterly = by quarter'],
  ['annual revenue 2024', 'annual = by year; 2024 = 2024-01-01..2025-01-01 year'],
  ['on a monthly basis', 'monthly = by month'],
  ['month by month', 'month by month = by month'],
  ['which month was best', 'month = by month'],
  ['worst week', 'week = by week'],
  ['top 5 products by month last year', 'by month = by month; last year = 2025-01-01..2026-01-01 year'],
] as const

describe('comparison words and bucket words', () => {
  it.each(cases)('%s', (question, expected) => {
    expect(summary(question)).toBe(expected)
  })
})

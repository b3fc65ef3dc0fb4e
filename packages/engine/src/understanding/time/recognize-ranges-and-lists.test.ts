import { describe, expect, it } from 'vitest'
import { summary } from './testing/default-vocabulary.ts'

/** Asked on Sunday 22 November 2026. */
const cases = [
  ['from Jan to Mar 2024', 'from Jan to Mar 2024 = 2024-01-01..2024-04-01 month'],
  ['Jan-Mar 2024', 'Jan-Mar 2024 = 2024-01-01..2024-04-01 month'],
  ['Jan 2024 to Mar 2024', 'Jan 2024 to Mar 2024 = 2024-01-01..2024-04-01 month'],
  ['between 1 Jan and 15 Feb', 'between 1 Jan and 15 Feb = 2026-01-01..2026-02-16 day'],
  ['between Q1 and Q3', 'between Q1 and Q3 = 2026-01-01..2026-10-01 quarter'],
  ['between 2025-01-15 and 2025-03-15', 'between 2025-01-15 and 2025-03-15 = 2025-01-15..2025-03-16 day'],
  ['2022-2024', '2022-2024 = 2022-01-01..2025-01-01 year'],
  ['2023-24', '2023-24 = 2023-01-01..2025-01-01 year'],
  ['from Nov to Feb', 'from Nov to Feb = 2025-11-01..2026-03-01 month'],
  ['Oct through Dec', 'Oct through Dec = 2026-10-01..2027-01-01 month'],
  ['Dec 2024 to Feb 2025', 'Dec 2024 to Feb 2025 = 2024-12-01..2025-03-01 month'],
  ['from March to January 2024', 'from March to January 2024 = 2023-03-01..2024-02-01 month'],
  ['Q4 2023 to Q1 2024', 'Q4 2023 to Q1 2024 = 2023-10-01..2024-04-01 quarter'],
  ['Q4 2023 to Q1', 'Q4 2023 to Q1 = 2023-10-01..2024-04-01 quarter'],
  ['from 2024-01-01 to 2024-03-31', 'from 2024-01-01 to 2024-03-31 = 2024-01-01..2024-04-01 day'],
  ['2024-01-01 - 2024-03-31', '2024-01-01 - 2024-03-31 = 2024-01-01..2024-04-01 day'],
  ['from 15 to 20 March 2025', 'from 15 to 20 March 2025 = 2025-03-15..2025-03-21 day'],
  ['week 1 to week 10 2024', 'week 1 to week 10 2024 = 2024-01-01..2024-03-11 week'],
  ['from last month to this month', 'from last month to this month = 2026-10-01..2026-12-01 month'],
  ['from 1 March to today', 'from 1 March to today = 2026-03-01..2026-11-23 day'],
  ['beginning of the year to now', 'beginning of the year to now = 2026-01-01..2026-11-23 day'],
  ['from the start of the year until today', 'from the start of the year until today = 2026-01-01..2026-11-23 day'],
  ['start of Q2 to end of Q3', 'start of Q2 to end of Q3 = 2026-04-01..2026-10-01 day'],
  ['growth from 2023 to 2024', 'from 2023 to 2024 = 2023-01-01..2025-01-01 year'],
  ['since 2024', 'since 2024 = 2024-01-01.. year'],
  ['since January', 'since January = 2026-01-01.. month'],
  ['since last year', 'since last year = 2025-01-01.. year'],
  ['since the beginning of the year', 'since the beginning of the year = 2026-01-01.. year'],
  ['since Black Friday', 'since Black Friday = 2025-11-28.. day'],
  ['ever since March', 'ever since March = 2026-03-01.. month'],
  ['from 2023 onwards', 'from 2023 onwards = 2023-01-01.. year'],
  ['2023 onwards', '2023 onwards = 2023-01-01.. year'],
  ['from Q2 2025 on', 'from Q2 2025 on = 2025-04-01.. quarter'],
  ['after June', 'after June = 2026-07-01.. month'],
  ['after 2024-03-01', 'after 2024-03-01 = 2024-03-02.. day'],
  ['before April', 'before April = ..2026-04-01 month'],
  ['before 2025-03-01', 'before 2025-03-01 = ..2025-03-01 day'],
  ['prior to Q3', 'prior to Q3 = ..2026-07-01 quarter'],
  ['until March', 'until March = ..2026-04-01 month'],
  ['until today', 'until today = ..2026-11-23 day'],
  ['until end of year', 'until end of year = ..2027-01-01 year'],
  ['up to March 2024', 'up to March 2024 = ..2024-04-01 month'],
  ['through September', 'through September = ..2026-10-01 month'],
  ['as of 2024-06-30', 'as of 2024-06-30 = ..2024-07-01 day'],
  ['as of last month', 'as of last month = ..2026-11-01 month'],
  ['as of end of Q2', 'as of end of Q2 = ..2026-07-01 quarter'],
  ['to date', 'to date = ..2026-11-23 day'],
  ['by year-end', 'by year-end = 2026-01-01..2027-01-01 year'],
  ['by the end of the year', 'by the end of the year = 2026-01-01..2027-01-01 year'],
  ['by end of Q4', 'by end of Q4 = 2026-10-01..2027-01-01 quarter'],
  ['for 2023 and 2024', '2023 = 2023-01-01..2024-01-01 year; 2024 = 2024-01-01..2025-01-01 year'],
  [
    '2023 2024 2025',
    '2023 = 2023-01-01..2024-01-01 year; 2024 = 2024-01-01..2025-01-01 year; 2025 = 2025-01-01..2026-01-01 year',
  ],
  [
    '2023,2024,2025',
    '2023 = 2023-01-01..2024-01-01 year; 2024 = 2024-01-01..2025-01-01 year; 2025 = 2025-01-01..2026-01-01 year',
  ],
  [
    'Q1, Q2 and Q3',
    'Q1 = 2026-01-01..2026-04-01 quarter; Q2 = 2026-04-01..2026-07-01 quarter; Q3 = 2026-07-01..2026-10-01 quarter',
  ],
  [
    'Q1, Q2 and Q3 2024',
    'Q1 = 2024-01-01..2024-04-01 quarter; Q2 = 2024-04-01..2024-07-01 quarter; Q3 2024 = 2024-07-01..2024-10-01 quarter',
  ],
  ['Q1 and Q2 of last year', 'Q1 = 2025-01-01..2025-04-01 quarter; Q2 of last year = 2025-04-01..2025-07-01 quarter'],
  [
    'Revenue for Jan, Feb and Mar 2024',
    'Jan = 2024-01-01..2024-02-01 month; Feb = 2024-02-01..2024-03-01 month; Mar 2024 = 2024-03-01..2024-04-01 month',
  ],
  ['H1 vs H2 2024', 'H1 = 2024-01-01..2024-07-01 quarter; H2 2024 = 2024-07-01..2025-01-01 quarter'],
  ['Q3 2024 vs Q2', 'Q3 2024 = 2024-07-01..2024-10-01 quarter; Q2 = 2024-04-01..2024-07-01 quarter'],
  [
    'Q1 vs Q2 vs Q3',
    'Q1 = 2026-01-01..2026-04-01 quarter; Q2 = 2026-04-01..2026-07-01 quarter; Q3 = 2026-07-01..2026-10-01 quarter',
  ],
  ['Sep 2024 vs 2023', 'Sep 2024 = 2024-09-01..2024-10-01 month; 2023 = 2023-09-01..2023-10-01 month'],
  ['2024 vs 2023', '2024 = 2024-01-01..2025-01-01 year; 2023 = 2023-01-01..2024-01-01 year'],
  ['was 2024 higher than 2023', '2024 = 2024-01-01..2025-01-01 year; 2023 = 2023-01-01..2024-01-01 year'],
  ['compare Q1 to Q2', 'Q1 = 2026-01-01..2026-04-01 quarter; Q2 = 2026-04-01..2026-07-01 quarter'],
  ['compare 2024 to 2025', '2024 = 2024-01-01..2025-01-01 year; 2025 = 2025-01-01..2026-01-01 year'],
  [
    'compare Q3 with Q3 last year',
    'Q3 = 2026-07-01..2026-10-01 quarter; Q3 last year = 2025-07-01..2025-10-01 quarter',
  ],
  [
    'revenue by month for 2024 and 2025',
    'by month = by month; 2024 = 2024-01-01..2025-01-01 year; 2025 = 2025-01-01..2026-01-01 year',
  ],
] as const

describe('ranges, open ranges and lists', () => {
  it.each(cases)('%s', (question, expected) => {
    expect(summary(question)).toBe(expected)
  })
})

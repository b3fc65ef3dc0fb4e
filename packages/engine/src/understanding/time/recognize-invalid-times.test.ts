import { describe, expect, it } from 'vitest'
import { summary } from './testing/default-vocabulary.ts'

/** Asked on Sunday 22 November 2026. */
const cases = [
  ['Q5', 'Q5 = invalid_time'],
  ['Q0', 'Q0 = invalid_time'],
  ['Q5 2024', 'Q5 2024 = invalid_time'],
  ['H3', 'H3 = invalid_time'],
  ['month 13', 'month 13 = invalid_time'],
  ['week 60', 'week 60 = invalid_time'],
  ['week 53 2024', 'week 53 2024 = invalid_time'],
  ['30 February', '30 February = invalid_time'],
  ['Feb 29 2023', 'Feb 29 2023 = invalid_time'],
  ['Tuesday 6 March 2024', 'Tuesday 6 March 2024 = invalid_time'],
  ['31 April 2024', '31 April 2024 = invalid_time'],
  ['2024-02-30', '2024-02-30 = invalid_time'],
  ['2024-13', '2024-13 = invalid_time'],
  ['2024-00', '2024-00 = invalid_time'],
  ['13/2024', '13/2024 = invalid_time'],
  ['32/01/2024', '32/01/2024 = invalid_time'],
  ['from Q5 to Q6', 'from Q5 to Q6 = invalid_time'],
  ['from 2024 to 2022', 'from 2024 to 2022 = invalid_time'],
  ['from April 2025 to January 2025', 'from April 2025 to January 2025 = invalid_time'],
  ['mid 2024', 'mid 2024 = 2024-06-01..2024-08-01 month or 2024-04-01..2024-10-01 quarter'],
  ['mid-2024', 'mid-2024 = 2024-06-01..2024-08-01 month or 2024-04-01..2024-10-01 quarter'],
  ['early March', 'early March = 2026-03-01..2026-03-11 day or 2026-03-01..2026-03-16 day'],
  ['late last year', 'late last year = 2025-10-01..2026-01-01 quarter or 2025-07-01..2026-01-01 quarter'],
  ['middle of last year', 'middle of last year = 2025-06-01..2025-08-01 month or 2025-04-01..2025-10-01 quarter'],
  ['03/04/2024', '03/04/2024 = 2024-04-03..2024-04-04 day or 2024-03-04..2024-03-05 day'],
  ['on 03/04', '03/04 = 2026-04-03..2026-04-04 day or 2026-03-04..2026-03-05 day'],
  ['since 03/04/2024', 'since 03/04/2024 = 2024-04-03.. day or 2024-03-04.. day'],
  [
    'between 03/04/2024 and 05/04/2024',
    'between 03/04/2024 and 05/04/2024 = 2024-04-03..2024-04-06 day or 2024-03-04..2024-05-05 day',
  ],
] as const

describe('times that do not exist, are vague or read two ways', () => {
  it.each(cases)('%s', (question, expected) => {
    expect(summary(question)).toBe(expected)
  })
})

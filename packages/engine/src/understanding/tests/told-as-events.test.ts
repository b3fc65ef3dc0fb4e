import { describe, expect, it } from 'vitest'
import { dealsTeam } from '../testing/deals-team.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'
import { merchant } from '../testing/merchant.ts'

describe('things told as something that happened', () => {
  it.each([
    [
      'how many deals did Jonas Weber lose because the budget was cut',
      'what lost_deals | in rep=Jonas Weber | in reason=Budget Cut',
    ],
    ['lost deals since the budget got cut', 'what lost_deals | in reason=Budget Cut'],
    ['how many deals did we lose because the buyer moved house', 'refusal unbound_words'],
    ['lost deals by rep because the director wants them', 'breakdown lost_deals by rep'],
    ['monthly trend in won deals from March 2025', 'trend won_deals by month | 2025-03-01..'],
    ['won deals by quarter from May 2024', 'trend won_deals by quarter | 2024-05-01..'],
    ['won deals from March 2025', 'what won_deals | 2025-03-01..2025-04-01'],
    ['how have won deals moved over the past 9 months', 'trend won_deals | 2025-02-01..2025-11-01'],
    [
      'how have won deals moved over the last month',
      'compare won_deals | 2025-10-01..2025-11-01 | vs previous_period 2025-09-01..2025-10-01',
    ],
    [
      'won deals in May against May a year earlier',
      'compare won_deals | 2025-05-01..2025-06-01 | vs same_period_last_year 2024-05-01..2024-06-01',
    ],
  ])('%s', (question, expected) => {
    const reading = ask(dealsTeam, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })

  it.each([
    ['how many crates did we shift in May 2025', 'what units_sold | 2025-05-01..2025-06-01'],
    ['which branch moved the most crates', 'rank units_sold by store | top 1'],
    ['how many crates have they flogged this year', 'what units_sold | 2025-01-01..2026-01-01'],
    ['how many crates did we shift to Hythe', 'refusal unbound_words'],
    ['which branch moved the most in May', 'refusal unsupported_operation'],
    [
      'how did crates move in May',
      'compare units_sold | 2025-05-01..2025-06-01 | vs previous_period 2025-04-01..2025-05-01',
    ],
  ])('%s', (question, expected) => {
    const reading = ask(merchant, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})

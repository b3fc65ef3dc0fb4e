import { describe, expect, it } from 'vitest'
import { dealsTeam } from '../testing/deals-team.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'
import { merchant } from '../testing/merchant.ts'
import { dealer } from '../testing/trades.ts'

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

  it.each([
    [
      'how much gross profit did Joe Pratt make in May',
      'what gross_profit | in rep=Joe Pratt | 2025-05-01..2025-06-01',
    ],
    [
      'how much did Larimer Electric buy from us in May',
      'what revenue | in customer=Larimer Electric | 2025-05-01..2025-06-01',
    ],
    ['how much gross profit did Volvo make', 'what gross_profit | in brand=Volvo'],
    ['which make did Joe Pratt sell most of', 'rank revenue by brand | in rep=Joe Pratt | top 1'],
    ['gross profit of each make in May', 'breakdown gross_profit by brand | 2025-05-01..2025-06-01'],
    [
      "which of Ann Mercer's May sales got cancelled",
      'list | in rep=Ann Mercer | in status=Cancelled | 2025-05-01..2025-06-01',
    ],
    ['which store had the most cancelled sales', 'rank revenue by store | in status=Cancelled | top 1'],
    ['please bill larimer electric for May', 'refusal action_request'],
    ['bills larimer electric May', 'what revenue | in customer=Larimer Electric | 2025-05-01..2025-06-01'],
    ['how has gross profit been building up this year', 'trend gross_profit | running total | 2025-01-01..2026-01-01'],
    ['gross profit spread over the days of the week', 'breakdown gross_profit by weekday'],
    ['stores with anywhere from 20 to 30 orders', 'list order_count by store | order_count between 20..30'],
    ['where do you see revenue in December', 'forecast revenue | 2025-12-01..2026-01-01'],
    ['where do you see the most revenue', 'refusal unknown_dimension'],
    ['what revenue should we see next month', 'forecast revenue | 2025-12-01..2026-01-01'],
    ['should we see a doctor', 'refusal out_of_scope'],
  ])('%s', (question, expected) => {
    const reading = ask(dealer, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})

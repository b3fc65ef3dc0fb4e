import { describe, expect, it } from 'vitest'
import { retailer, saas } from '../testing/companies.ts'
import { ask, expectReading } from '../testing/describe.ts'

const quarter = '2022-10-01..2023-01-01 | vs previous_period 2022-07-01..2022-10-01'
const year = '2022-01-01..2023-01-01'

describe('rankings by change', () => {
  it.each([
    ['which region grew sales the most in Q4 2022', `rank revenue by region | top 1 by growth | ${quarter}`],
    ['region with the strongest sales growth in Q4 2022', `rank revenue by region | top 1 by growth | ${quarter}`],
    ['fastest growing customers in Q4 2022', `rank revenue by customer | top all by growth | ${quarter}`],
    ['slowest growing category by profit, Q4 2022', `rank gross_profit by category | bottom 1 by growth | ${quarter}`],
    [
      "which segment's profit fell the most in Q4 2022",
      `rank gross_profit by segment | bottom 1 by change | ${quarter}`,
    ],
    ['top 5 states by increase in orders in Q4 2022', `rank order_count by state | top 5 by change | ${quarter}`],
    ['regions with the smallest drop in sales in Q4 2022', `rank revenue by region | top all by change | ${quarter}`],
  ])('%s', (question, expected) => {
    const reading = ask(retailer, question)
    expectReading(reading, expected)
  })

  it('sets two named periods against each other', () => {
    const reading = ask(retailer, 'slowest growing category in 2022 vs 2021')
    expect(reading).toMatchObject({ kind: 'answerable', intent: 'rank', rank: { direction: 'bottom', by: 'growth' } })
    expect(reading.periods.map((period) => period.start)).toEqual(['2022-01-01', '2021-01-01'])
    expect(reading.comparison?.kind).toBe('periods')
  })

  it('calls a fall of the churn rate an improvement', () => {
    const reading = ask(saas, 'most improved plan by churn rate in Q2 2025')
    expect(reading.rank).toMatchObject({ direction: 'bottom', limit: 1 })
  })

  it('says by what it ranks when it says the question back', () => {
    expect(ask(retailer, 'fastest growing region in Q4 2022').restatement).toMatch(
      /^Relative change in sales by region/,
    )
  })
})

describe('a place in a ranking', () => {
  it.each([
    ['second best region by sales', 'rank revenue by region | place 2 from the top'],
    ['3rd lowest state by profit', 'rank gross_profit by state | place 3 from the bottom'],
    ['who is the second biggest customer', 'rank revenue by customer | place 2 from the top'],
    ['what was the second highest month for sales in 2022', `rank revenue by month | place 2 from the top | ${year}`],
  ])('%s', (question, expected) => {
    const reading = ask(retailer, question)
    expectReading(reading, expected)
  })
})

describe('the same period of another year', () => {
  it.each([
    ['revenue same quarter last year', '2025-10-01..2026-01-01'],
    ['revenue in the same month last year', '2025-11-01..2025-12-01'],
  ])('%s is of the running one where nothing else is named', (question, running) => {
    const reading = ask(saas, question)
    expect(reading.comparison?.kind).toBe('same_period_last_year')
    expect(`${reading.time?.start}..${reading.time?.end}`).toBe(running)
  })

  it('may be asked for in percent', () => {
    expect(ask(saas, 'revenue change vs last year in %')).toMatchObject({ kind: 'answerable', intent: 'compare' })
  })
})

describe('a clause that begins like a period', () => {
  it.each(['sales since the launch', 'sales before my holiday', 'sales since the start zorblax of 2021'])(
    '%s is not taken for talk',
    (question) => {
      expect(ask(retailer, question).kind).toBe('refusal')
    },
  )
})

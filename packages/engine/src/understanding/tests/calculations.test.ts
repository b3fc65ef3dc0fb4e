import { describe, expect, it } from 'vitest'
import { retailer, saas } from '../testing/companies.ts'
import { dealsTeam } from '../testing/deals-team.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'

const year = '2022-01-01..2023-01-01'

describe('figures computed from the values per bucket of time', () => {
  it.each([
    ['average monthly sales in 2022', `what revenue | average per month | ${year}`],
    ['average sales per day', 'what revenue | average per day'],
    ['how much do we sell per week on average', 'what revenue | average per week'],
    ['mean profit per quarter by region in 2022', `breakdown gross_profit by region | average per quarter | ${year}`],
    ['average monthly orders and sales in 2022', `what order_count+revenue | average per month | ${year}`],
    ['cumulative sales in 2022', `trend revenue | running total | ${year}`],
    ['running total of profit by region in 2022', `trend gross_profit by region | running total | ${year}`],
    ['3 month moving average of sales', 'trend revenue by month | average of 3'],
    ['rolling 4 week average of sales', 'trend revenue by week | average of 4'],
    ['moving average of sales over 6 months', 'trend revenue by month | average of 6'],
  ])('%s', (question, expected) => {
    const reading = ask(retailer, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })

  it('counts and snapshots have averages over time as well', () => {
    expect(ask(dealsTeam, 'average deals per month').calculation).toEqual({
      kind: 'average_per_period',
      grain: 'month',
    })
    expect(ask(saas, 'average monthly mrr this year')).toMatchObject({
      kind: 'answerable',
      calculation: { kind: 'average_per_period', grain: 'month' },
    })
  })

  it.each([
    ['moving average of sales', /number of buckets/],
    ['cumulative profit margin', /only of counts and sums/],
    ['3 month moving average of sales by region', /one whole/],
    ['which region has the highest average monthly sales', /average of sales/],
    ['average monthly sales in 2022 vs 2021', /average of sales/],
    ['average sales', /average of sales/],
  ])('%s is refused by name', (question, message) => {
    const reading = ask(retailer, question)
    expect(reading).toMatchObject({ kind: 'refusal', reason: 'unsupported_operation' })
    expect(reading.message).toMatch(message)
  })

  it('says what it computes when it says the question back', () => {
    expect(ask(retailer, 'average monthly sales by region').restatement).toMatch(
      /^Sales per month on average by region/,
    )
    expect(ask(retailer, 'cumulative sales in 2022').restatement).toMatch(/^Cumulative sales/)
  })
})
